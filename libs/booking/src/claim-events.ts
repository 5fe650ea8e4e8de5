import { Injectable } from '@nestjs/common';
import type { ClaimStatus, StreamEvent } from '#libs/contracts';
import type { TimeRange } from '#libs/kernel';
import { OutboxRepository, type Tx } from '#libs/platform';
import { type BookingChange, bookingEvent } from './booking-events.js';

export interface ChangedClaim {
  readonly hubId: string;
  readonly bookableId: string;
  readonly during: TimeRange;
  readonly status: ClaimStatus;
}

/** Tells the outbox of every claim that was made, changed or ended, in the transaction that did it. */
@Injectable()
export class ClaimEvents {
  constructor(private readonly outbox: OutboxRepository) {}

  /** @param bookings what that makes of their bookings, told in the same statement */
  async tell(tx: Tx, claims: readonly ChangedClaim[], bookings: readonly BookingChange[] = []): Promise<void> {
    await this.outbox.appendAll(tx, [
      ...claims.map((claim) => ({ topic: 'claim' as const, hubId: claim.hubId, payload: toEvent(claim) })),
      ...bookings.map(bookingEvent),
    ]);
  }
}

function toEvent({ hubId, bookableId, during, status }: ChangedClaim): StreamEvent<'claim'> {
  return { hubId, bookableId, ...during.written, status };
}
