import { Injectable } from '@nestjs/common';
import type { Tx } from '#libs/platform';
import { ClaimEvents } from './claim-events.js';
import { type Claim, ClaimRepository } from './persistence/claim.repository.js';

export type EndStatus = 'completed' | 'cancelled' | 'released' | 'expired';

/** Ends claims inside a transaction of the caller's: the desk is free, its person is free, and the outbox knows. */
@Injectable()
export class ClaimLedger {
  constructor(
    private readonly claims: ClaimRepository,
    private readonly events: ClaimEvents,
  ) {}

  /** @returns the claims that this call ended; those that had ended before are passed over */
  async end(tx: Tx, hubId: string, claimIds: readonly string[], status: EndStatus): Promise<readonly Claim[]> {
    const ended = await this.claims.end(tx, hubId, claimIds, status);
    await this.events.tell(tx, ended);
    return ended;
  }
}
