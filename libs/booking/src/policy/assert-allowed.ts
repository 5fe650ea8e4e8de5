import type { BookableKind, BookingItem, Wish } from '#libs/contracts';
import { type HubRules, localDate, openRanges, type WeeklyWindow } from '#libs/hubs';
import { DomainError, type Temporal, type TimeRange } from '#libs/kernel';
import type { BookingPolicy } from '../domain/booking-policy.js';
import { assertBookable } from '../domain/booking-rules.js';
import { assertWhole, unitsOf } from '../domain/open-units.js';
import { assertOpen } from '../opening-rule.js';
import type { HubPlaces } from '../place-directory.js';
import { policyFor } from '../policy-for.js';

/** Who asks, for when, and when they ask. */
export interface Asking {
  readonly span: TimeRange;
  readonly now: Temporal.Instant;
  readonly audiences: readonly string[];
}

interface Alike {
  readonly kind: BookableKind;
  readonly spaceId: string | null;
}

/**
 * Holds what is asked for against all rules but the quotas, each item against its own.
 * @param items whose names are known to the places; a wish is judged when it is chosen for, where spaces have rules of their own
 * @throws InThePast, TooSoon, TooShort, TooLong, OffTheGrid, TooFarAhead, PriorityWindow, ClosedThatDay, HubClosed, NotWholeDays
 */
export function assertAllowed(places: HubPlaces, items: readonly BookingItem[], asking: Asking): void {
  const byKind = !hasSpaceRules(places);
  const asked = items.flatMap((item): readonly Alike[] => {
    if ('bookableId' in item) return [places.bookables.get(item.bookableId.toLowerCase())!];
    return byKind ? [{ kind: item.kind, spaceId: null }] : [];
  });
  for (const alike of distinct(asked)) assertAlike(places, alike, asking);
}

/**
 * The places, without what the rules of its space keep from being chosen for the wish.
 * @throws the refusal of the first, when they keep all of it
 */
export function placesFor(places: HubPlaces, wish: Wish, asking: Asking): HubPlaces {
  if (!hasSpaceRules(places)) return places;
  const wished = [...places.bookables.values()].filter(
    ({ kind, spaceId }) => kind === wish.kind && (wish.spaceId === undefined || wish.spaceId === spaceId),
  );
  const alikes = distinct(wished);
  const refusals = new Map(alikes.map((alike) => [keyOf(alike), refusalOf(places, alike, asking)]));
  const first = refusals.values().next().value;
  if (first !== undefined && [...refusals.values()].every((refusal) => refusal !== undefined)) throw first;
  const allowed = [...places.bookables].filter(([, bookable]) => refusals.get(keyOf(bookable)) === undefined);
  return { ...places, bookables: new Map(allowed) };
}

/** As the hub looks to who is of its communities: their hours are open to them, next to those of the public. */
export function openTo(rules: HubRules, audiences: readonly string[]): HubRules {
  if (audiences.length === 0) return rules;
  const openingWindows = rules.openingWindows.map((window): WeeklyWindow =>
    audiences.includes(window.community) ? { ...window, community: 'public' } : window,
  );
  return { ...rules, openingWindows };
}

function assertAlike(places: HubPlaces, { kind, spaceId }: Alike, { span, now, audiences }: Asking): void {
  const rules = openTo(places.rules, audiences);
  const policy = policyFor(places, kind, { spaceId, audiences });
  assertBookable(span, now, rules.timeZone, policy);
  assertOpen(rules, span);
  assertUnits(rules, span, policy);
}

function refusalOf(places: HubPlaces, alike: Alike, asking: Asking): DomainError | undefined {
  try {
    assertAlike(places, alike, asking);
    return undefined;
  } catch (error) {
    if (error instanceof DomainError) return error;
    throw error;
  }
}

function assertUnits({ openingWindows, timeZone }: HubRules, span: TimeRange, { granularity }: BookingPolicy): void {
  if (granularity === 'quarters') return;
  const first = localDate(span.start, timeZone);
  const days = first.until(localDate(span.end.subtract({ nanoseconds: 1 }), timeZone)).days + 1;
  const open = openRanges(openingWindows, timeZone, first.subtract({ days: 1 }), days + 2);
  const units = Array.from({ length: days }, (_, n) => unitsOf(first.add({ days: n }), timeZone, open, granularity));
  assertWhole(span, units.flat(), granularity);
}

const hasSpaceRules = ({ layers }: HubPlaces): boolean => layers.some(({ spaceId }) => spaceId !== null);
const keyOf = ({ kind, spaceId }: Alike): string => `${kind} ${spaceId}`;
const distinct = (asked: readonly Alike[]): readonly Alike[] => [
  ...new Map(asked.map((alike) => [keyOf(alike), alike])).values(),
];
