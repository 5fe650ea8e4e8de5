import { Injectable } from '@nestjs/common';
import { Clock, groupBy } from '#libs/kernel';
import { type RemovalId, type Remover, SYSTEM, UnitOfWork } from '#libs/platform';
import { ClaimLedger, type EndStatus } from './claim-ledger.js';
import { ConsentRepository } from './consents/consent.repository.js';
import { type Claim, ClaimRepository } from './persistence/claim.repository.js';
import { GuestRepository } from './guests/guest.repository.js';
import { HoldRepository } from './holds/hold.repository.js';
import { IdempotencyKeyRepository } from './persistence/idempotency-key.repository.js';
import { QuotaRepository } from './policy/quota.repository.js';
import { WaitingSweep } from './waiting/waiting-sweep.js';
import { WaitingRepository } from './waiting/waiting.repository.js';

const BATCH = 500;

/** What time alone does to claims. Any number of workers may run it at once; each claim ends once. */
@Injectable()
export class ClaimHousekeeping {
  readonly removers: Readonly<
    Record<
      Extract<RemovalId, 'idempotency-keys' | 'quota-weeks' | 'holds' | 'waiting-list' | 'consents' | 'guests'>,
      Remover
    >
  >;

  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly claims: ClaimRepository,
    private readonly ledger: ClaimLedger,
    private readonly waiting: WaitingSweep,
    keys: IdempotencyKeyRepository,
    quotas: QuotaRepository,
    holds: HoldRepository,
    entries: WaitingRepository,
    consents: ConsentRepository,
    guests: GuestRepository,
    private readonly clock: Clock,
  ) {
    this.removers = {
      'idempotency-keys': (tx, before) => keys.purge(tx, before),
      'quota-weeks': (tx, before) => quotas.purge(tx, before),
      holds: (tx, before) => holds.purge(tx, before),
      'waiting-list': (tx, before) => entries.purge(tx, before),
      consents: (tx, before) => consents.purge(tx, before),
      guests: (tx, before) => guests.purge(tx, before),
    };
  }

  /**
   * Completes the claims that are over and expires the holds that nobody confirmed.
   * @returns how many claims it ended
   */
  async sweep(): Promise<number> {
    const now = this.clock.now();
    let ended = 0;
    let overdue: readonly Claim[];
    do {
      overdue = await this.unitOfWork.run(SYSTEM, (tx) => this.claims.overdue(tx, now, BATCH));
      // Each hub in a transaction of its own: what is freed is offered, and offers take locks hub by hub.
      for (const [key, claims] of groupBy(overdue, (claim) => `${claim.hubId} ${endOf(claim)}`)) {
        const [hubId, status] = key.split(' ') as [string, EndStatus];
        const ids = claims.map(({ id }) => id);
        ended += (await this.unitOfWork.run(SYSTEM, (tx) => this.ledger.end(tx, hubId, ids, status))).length;
      }
    } while (overdue.length === BATCH);
    await this.waiting.sweep();
    return ended;
  }
}

const endOf = (claim: Claim): EndStatus => (claim.status === 'held' ? 'expired' : 'completed');
