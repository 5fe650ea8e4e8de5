import type { BookableInSpace } from '#libs/hubs';
import { type TimeRange, groupBy } from '#libs/kernel';
import { type QuotaName, type QuotaRule, quotasOf } from '../domain/effective-policy.js';
import type { HubPlaces } from '../place-directory.js';

/** What a booking takes of a quota of its person. */
export interface Charge {
  readonly quota: QuotaName;
  readonly scope: string;
  /** The week of the hub's calendar, e.g. `2026-W48`; empty: as long as the booking is not over */
  readonly period: string;
  /** After which nobody asks for the period any more; null: never */
  readonly periodEnds: string | null;
  readonly amount: number;
  readonly allowed: number;
}

/** What a booking of these bookables is charged to, in the order in which all charge. */
export function chargesOf(
  { layers, rules: { timeZone } }: HubPlaces,
  bookables: readonly BookableInSpace[],
  span: TimeRange,
  audiences: readonly string[],
): readonly Charge[] {
  if (layers.length === 0) return [];
  const owed = bookables.flatMap(({ kind, spaceId }) => quotasOf(layers, { kind, spaceId, audiences }));
  if (owed.length === 0) return [];
  const day = span.start.toZonedDateTimeISO(timeZone).toPlainDate();
  const week = `${day.yearOfWeek}-W${String(day.weekOfYear).padStart(2, '0')}`;
  const periodEnds = day.add({ days: 8 - day.dayOfWeek }).toString();
  return [...groupBy(owed, ({ quota, scope }) => `${scope} ${quota}`).entries()]
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(([, rules]) => {
      const { quota, scope } = rules[0]!;
      const allowed = Math.min(...rules.map((rule) => rule.allowed));
      const amount = amountOf(rules, span);
      return quota === 'active'
        ? { quota, scope, period: '', periodEnds: null, amount, allowed }
        : { quota, scope, period: week, periodEnds, amount, allowed };
    });
}

function amountOf(rules: readonly QuotaRule[], span: TimeRange): number {
  const { quota, byBookable } = rules[0]!;
  const count = byBookable ? rules.length : 1;
  return quota === 'week_minutes' ? count * Math.ceil(span.seconds / 60) : count;
}
