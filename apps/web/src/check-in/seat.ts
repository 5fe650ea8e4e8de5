import type { Booking } from '#libs/contracts';
import { isActive } from '../bookings/parts.js';

/** How the person who scanned a desk stands to it. */
export type Seat =
  | { readonly is: 'checked-in' | 'due' | 'early' | 'elsewhere'; readonly booking: Booking }
  | { readonly is: 'none'; readonly next: Booking | null };

/**
 * @param bookings one's own that are not over; nobody sits on one that waits to be approved
 * @param now milliseconds since 1970
 */
export function seatOf(bookings: readonly Booking[], deskId: string, now: number): Seat {
  const live = bookings.filter(
    (booking) => isActive(booking) && booking.status !== 'held' && Date.parse(booking.to) > now,
  );
  const here = live.filter(({ bookables }) => bookables.some((part) => part.id === deskId && isActive(part)));
  const checkedIn = here.find(({ status, from }) => status === 'checked_in' && Date.parse(from) <= now + HOUR_MS);
  if (checkedIn !== undefined) return { is: 'checked-in', booking: checkedIn };
  const due = here.find(({ from, checkIn }) => Date.parse(checkIn?.from ?? from) <= now);
  if (due !== undefined) return { is: 'due', booking: due };
  const elsewhere = live.find(({ from }) => Date.parse(from) <= now);
  if (elsewhere !== undefined) return { is: 'elsewhere', booking: elsewhere };
  const next = live.toSorted((a, b) => Date.parse(a.from) - Date.parse(b.from))[0] ?? null;
  const soon = here.find(({ from }) => Date.parse(from) - now <= HOUR_MS);
  return soon === undefined ? { is: 'none', next } : { is: 'early', booking: soon };
}

/** Who comes so long before sits down until the own booking begins; who comes later waits for it. */
const HOUR_MS = 60 * 60_000;
