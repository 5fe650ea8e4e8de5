import { Injectable } from '@nestjs/common';
import type { Tx } from '#libs/platform';
import { type BookingChange, BookingEvents } from '../booking-events.js';
import { ClaimEvents } from '../claim-events.js';
import type { HeldClaim, PlacedClaim } from './move.repository.js';

/** Tells of claims that went elsewhere: what they left is free, what they came to is held, and whose they are must hear of it. */
@Injectable()
export class MoveEvents {
  constructor(
    private readonly claims: ClaimEvents,
    private readonly bookings: BookingEvents,
  ) {}

  async tell(
    tx: Tx,
    hubId: string,
    before: readonly HeldClaim[],
    after: readonly PlacedClaim[],
    by: BookingChange['by'],
    more: Partial<BookingChange> = {},
  ): Promise<void> {
    const was = new Map(before.map((claim) => [claim.id, claim]));
    const changes = after.flatMap(({ id, bookableId, during }) => {
      const old = was.get(id)!;
      return [
        { hubId, bookableId: old.bookableId, during: old.during, status: 'cancelled' as const },
        { hubId, bookableId, during, status: old.status },
      ];
    });
    await this.claims.tell(tx, changes);
    const bookingIds = new Set(after.map(({ id }) => was.get(id)!.bookingId));
    await this.bookings.tell(
      tx,
      [...bookingIds].map((bookingId) => ({ hubId, bookingId, change: 'moved', by, ...more })),
    );
  }
}
