import { Injectable } from '@nestjs/common';
import type { Temporal } from '#libs/kernel';
import type { Tx } from '#libs/platform';
import { ClaimEvents } from './claim-events.js';
import { type Claim, ClaimRepository } from './persistence/claim.repository.js';

export type EndStatus = 'completed' | 'cancelled' | 'released' | 'expired';

/** Checks claims in and ends them inside a transaction of the caller's, and the outbox knows. */
@Injectable()
export class ClaimLedger {
  constructor(
    private readonly claims: ClaimRepository,
    private readonly events: ClaimEvents,
  ) {}

  /**
   * Somebody was seen at these desks: their confirmed bookings are kept.
   * @returns the claims that this call checked in
   */
  async checkIn(
    tx: Tx,
    seen: readonly { readonly hubId: string; readonly bookableId: string; readonly at: Temporal.Instant }[],
  ): Promise<readonly Claim[]> {
    const checkedIn = await this.claims.checkIn(tx, seen);
    await this.events.tell(tx, checkedIn);
    return checkedIn;
  }

  /** The desk is free again, and its person too. @returns the claims that this call ended; those that had ended before are passed over */
  async end(tx: Tx, hubId: string, claimIds: readonly string[], status: EndStatus): Promise<readonly Claim[]> {
    const ended = await this.claims.end(tx, hubId, claimIds, status);
    await this.events.tell(tx, ended);
    return ended;
  }
}
