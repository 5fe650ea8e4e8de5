import { Injectable } from '@nestjs/common';
import type { Booking } from '#libs/contracts';
import type { Actor } from '#libs/identity';
import { Temporal } from '#libs/kernel';
import { BookingService } from '../booking.service.js';
import { BookingNotFound } from '../domain/booking-errors.js';

/** The same again: what an own booking holds or held, for as long on the wall clock, by the rules of today. */
@Injectable()
export class AgainService {
  constructor(private readonly bookings: BookingService) {}

  /** @throws BookingNotFound, and all that a booking may be refused for */
  async book(actor: Actor, hubId: string, bookingId: string, from: string, key?: string): Promise<Booking> {
    const before = await this.bookings.show(actor, hubId, bookingId);
    const items = before.bookables.map(({ id: bookableId }) => ({ bookableId }));
    if (items.length === 0) throw new BookingNotFound();
    const to = sameLength(before, Temporal.Instant.from(from)).toString();
    return this.bookings.book(actor, { hubId, items, from, to }, key);
  }
}

/** From nine to five is from nine to five, on the days of 23 and 25 hours too. */
function sameLength({ from, to, hub }: Booking, start: Temporal.Instant): Temporal.Instant {
  const [begun, ended] = [from, to].map((iso) =>
    Temporal.Instant.from(iso).toZonedDateTimeISO(hub.timeZone).toPlainDateTime(),
  ) as [Temporal.PlainDateTime, Temporal.PlainDateTime];
  const wall = start.toZonedDateTimeISO(hub.timeZone).toPlainDateTime().add(begun.until(ended));
  const end = wall.toZonedDateTime(hub.timeZone).toInstant();
  // Within an hour that the clock goes through twice, the wall alone does not tell.
  return end.epochMilliseconds > start.epochMilliseconds
    ? end
    : start.add(Temporal.Instant.from(from).until(Temporal.Instant.from(to)));
}
