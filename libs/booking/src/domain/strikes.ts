import { Temporal } from '#libs/kernel';
import type { BookingPolicy } from './booking-policy.js';

export type StrikeRule = NonNullable<BookingPolicy['strikes']>;

const hours = (days: number): { readonly hours: number } => ({ hours: days * 24 });

/** Until when a strike can still matter: it may be the last one that began a ban. */
export const strikeExpires = (at: Temporal.Instant, rule: StrikeRule): Temporal.Instant =>
  at.add(hours(rule.withinDays + rule.banDays));

/**
 * A ban begins with the strike that is one too many, and lasts its days from there.
 * @param strikes when, in any order
 * @returns until when the person may not book; null when they may
 */
export function bannedUntil(
  strikes: readonly Temporal.Instant[],
  rule: StrikeRule,
  now: Temporal.Instant,
): Temporal.Instant | null {
  const ordered = strikes.toSorted((a, b) => Temporal.Instant.compare(a, b));
  const ends = ordered
    .filter((last, n) => {
      const first = ordered[n - rule.most + 1];
      return first !== undefined && Temporal.Instant.compare(first.add(hours(rule.withinDays)), last) >= 0;
    })
    .map((last) => last.add(hours(rule.banDays)));
  const latest = ends.at(-1);
  return latest !== undefined && Temporal.Instant.compare(now, latest) < 0 ? latest : null;
}
