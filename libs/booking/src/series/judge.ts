import type { BookingItem } from '#libs/contracts';
import { Temporal, type TimeRange } from '#libs/kernel';
import { namedIn } from '../booking-writer.js';
import { BookableNotFound } from '../domain/booking-errors.js';
import type { HubPlaces } from '../place-directory.js';
import { assertAllowed } from '../policy/assert-allowed.js';
import { assertInTime } from '../policy/assert-in-time.js';
import { policyFor } from '../policy-for.js';
import type { OccurrenceRow } from './persistence/occurrence.repository.js';

/** What is booked on a day, and for whom. */
export interface Wanted {
  readonly items: readonly BookingItem[];
  readonly audiences: readonly string[];
}

/**
 * Holds a day of a series against the rules by which any booking is judged.
 * @throws BookableNotFound, and what `assertAllowed` throws
 */
export function assertHad(
  places: HubPlaces,
  { items, audiences }: Wanted,
  span: TimeRange,
  now: Temporal.Instant,
): void {
  if (namedIn(items).some((id) => !places.bookables.has(id))) throw new BookableNotFound();
  assertAllowed(places, items, { span, now, audiences });
}

/** @throws TooLateToCancel: it can not be given back any more */
export function assertReturnable(
  places: HubPlaces,
  { claims, span, status }: NonNullable<OccurrenceRow['booking']>,
  now: Temporal.Instant,
  audiences: readonly string[],
): void {
  const held = claims.map((claim) => ({ ...claim, status, from: span.start, to: span.end }));
  assertInTime(places, held, now, audiences);
}

/** The last day that may be booked by now: that of the item that may be booked the least ahead. */
export function lastDayOf(places: HubPlaces, { items, audiences }: Wanted, now: Temporal.Instant): Temporal.PlainDate {
  const days = items.flatMap((item) => {
    const bookable = 'bookableId' in item ? places.bookables.get(item.bookableId.toLowerCase()) : item;
    if (bookable === undefined) return [];
    const { kind, spaceId = null } = bookable;
    return policyFor(places, kind, { spaceId, audiences }).horizonDays;
  });
  const today = now.toZonedDateTimeISO(places.rules.timeZone).toPlainDate();
  return today.add({ days: Math.min(...days, MOST_DAYS) });
}

/** Farther than any series goes */
const MOST_DAYS = 600;
