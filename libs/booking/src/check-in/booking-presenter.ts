import { Injectable } from '@nestjs/common';
import type { Booking } from '#libs/contracts';
import { Temporal, TimeRange } from '#libs/kernel';
import { offersFor } from '../domain/check-in-rules.js';
import { PlaceDirectory } from '../place-directory.js';
import { CheckInCodes } from './check-in-codes.js';
import { presenceRulesOf } from './presence-rules.js';

/** Adds to a booking what its person can do about it. Nothing of it depends on when it is asked for. */
@Injectable()
export class BookingPresenter {
  constructor(
    private readonly places: PlaceDirectory,
    private readonly codes: CheckInCodes,
  ) {}

  /** Not to be called inside a transaction. */
  async present(booking: Booking): Promise<Booking> {
    const places = await this.places.find(booking.hub.id, []);
    const stay = {
      span: TimeRange.parse(booking.from, booking.to),
      status: booking.status,
      onMyWayAt: instant(booking.onMyWayAt),
      noShowAt: instant(booking.noShowAt),
      appealedAt: instant(booking.appealedAt),
    };
    const { checkIn, onMyWayUntil, appealUntil } = offersFor(stay, presenceRulesOf(places, booking.bookables));
    return {
      ...booking,
      checkIn: checkIn && {
        from: checkIn.from.toString(),
        until: checkIn.until?.toString() ?? null,
        code: this.codes.ofBooking(booking.hub.id, booking.id),
      },
      onMyWayUntil: onMyWayUntil?.toString() ?? null,
      appealUntil: appealUntil?.toString() ?? null,
    };
  }
}

const instant = (text: string | null | undefined): Temporal.Instant | null =>
  text == null ? null : Temporal.Instant.from(text);
