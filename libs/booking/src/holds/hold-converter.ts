import { Injectable } from '@nestjs/common';
import type { BookingItem, CreateBooking } from '#libs/contracts';
import type { BookableInSpace } from '#libs/hubs';
import { hashOf } from '#libs/identity';
import type { Temporal, TimeRange } from '#libs/kernel';
import { elevated, type Tx } from '#libs/platform';
import { BookableNotFound } from '../domain/booking-errors.js';
import { BookingRepository } from '../persistence/booking.repository.js';
import type { HubPlaces } from '../place-directory.js';
import { WaitingRepository } from '../waiting/waiting.repository.js';
import { HoldDiffers, HoldEnded, HoldNotFound } from './hold-errors.js';
import { HoldRepository } from './hold.repository.js';

interface ToBook {
  readonly id: string;
  readonly personId: string;
  readonly places: HubPlaces;
  readonly items: readonly BookingItem[];
  readonly span: TimeRange;
  readonly createdAt: Temporal.Instant;
}

/** A hold as somebody shows it who wants to book it. */
export interface ShownHold {
  readonly id: string;
  readonly secretHash: Buffer | null;
}

export const shownHold = ({ holdId, holdSecret }: CreateBooking): ShownHold | undefined =>
  holdId === undefined ? undefined : { id: holdId, secretHash: holdSecret === undefined ? null : hashOf(holdSecret) };

/** Makes bookings of holds and of offers of the waiting list. */
@Injectable()
export class HoldConverter {
  constructor(
    private readonly holds: HoldRepository,
    private readonly bookings: BookingRepository,
    private readonly entries: WaitingRepository,
  ) {}

  /**
   * Locks the hold and what it holds.
   * @throws HoldNotFound: also when it is somebody else's; HoldDiffers, HoldEnded, BookableNotFound
   */
  async open(tx: Tx, order: ToBook, { id, secretHash }: ShownHold): Promise<readonly BookableInSpace[]> {
    const { places, personId, span, items } = order;
    const hubId = places.hub.id;
    const hold = await elevated(tx, (system) => this.holds.lock(system, { hubId, id, personId, secretHash }));
    if (hold === undefined) throw new HoldNotFound();
    const ids = new Set(hold.claims.map(({ bookableId }) => bookableId));
    const named = items.flatMap((item) => ('bookableId' in item ? [item.bookableId.toLowerCase()] : []));
    const count = items.reduce((sum, item) => sum + ('count' in item ? item.count : 1), 0);
    const same = hold.span.start.equals(span.start) && hold.span.end.equals(span.end) && count === ids.size;
    if (!same || named.some((bookableId) => !ids.has(bookableId))) throw new HoldDiffers();
    if (!hold.claims.every(({ held }) => held)) throw new HoldEnded();
    await this.bookings.lock(tx, [...ids]);
    return [...ids].map((bookableId) => {
      const bookable = places.bookables.get(bookableId);
      if (bookable === undefined) throw new BookableNotFound();
      return bookable;
    });
  }

  /** @throws AlreadyBooked, HoldEnded: it ran out meanwhile; NotSignedIn */
  async convert(
    tx: Tx,
    { id: bookingId, personId, places, span, createdAt }: ToBook,
    holdId: string,
    dueAt: Temporal.Instant | null,
  ): Promise<void> {
    const hubId = places.hub.id;
    const conversion = { bookingId, personId, hubId, holdId, span, createdAt, dueAt };
    if ((await this.holds.convert(tx, conversion)) === 0) throw new HoldEnded();
    await this.entries.endOffers(tx, hubId, [holdId], 'converted', createdAt);
  }
}
