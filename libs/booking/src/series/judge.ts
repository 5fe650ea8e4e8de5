import type { BookingItem } from '#libs/contracts';
import { Temporal, type TimeRange } from '#libs/kernel';
import { namedIn } from '../booking-writer.js';
import { BookableNotFound } from '../domain/booking-errors.js';
import { assertBookable } from '../domain/booking-rules.js';
import { assertOpen } from '../opening-rule.js';
import type { HubPlaces } from '../place-directory.js';
import { policyFor } from '../policy-for.js';

/** What is booked on a day, and for whom. */
export interface Wanted {
  readonly items: readonly BookingItem[];
  readonly audiences: readonly string[];
}

/**
 * Holds a day of a series against the rules by which any booking is judged.
 * @throws BookableNotFound, InThePast, TooShort, TooLong, OffTheGrid, TooFarAhead, HubClosed
 */
export function assertHad(places: HubPlaces, { items }: Wanted, span: TimeRange, now: Temporal.Instant): void {
  if (namedIn(items).some((id) => !places.bookables.has(id))) throw new BookableNotFound();
  for (const kind of kindsOf(places, items)) assertBookable(span, now, places.rules.timeZone, policyFor(places, kind));
  assertOpen(places.rules, span);
}

/** The last day that may be booked by now: that of the kind that may be booked the least ahead. */
export function lastDayOf(places: HubPlaces, { items }: Wanted, now: Temporal.Instant): Temporal.PlainDate {
  const days = kindsOf(places, items).map((kind) => policyFor(places, kind).horizonDays);
  return now
    .toZonedDateTimeISO(places.rules.timeZone)
    .toPlainDate()
    .add({ days: Math.min(...days, MOST_DAYS) });
}

const MOST_DAYS = 600;

const kindsOf = (places: HubPlaces, items: readonly BookingItem[]): readonly BookingKind[] => [
  ...new Set(
    items.flatMap((item) =>
      'bookableId' in item ? (places.bookables.get(item.bookableId.toLowerCase())?.kind ?? []) : [item.kind],
    ),
  ),
];

type BookingKind = Parameters<typeof policyFor>[1];
