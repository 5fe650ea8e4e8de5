import { Injectable } from '@nestjs/common';
import { Clock, type Temporal } from '#libs/kernel';
import { type RemovalId, type Remover, SYSTEM, type Tx, UnitOfWork } from '#libs/platform';
import { ClaimLedger, type EndStatus } from './claim-ledger.js';
import { type Claim, ClaimRepository } from './persistence/claim.repository.js';
import { IdempotencyKeyRepository } from './persistence/idempotency-key.repository.js';
import { QuotaRepository } from './policy/quota.repository.js';

const BATCH = 500;

/** What time alone does to claims. Any number of workers may run it at once; each claim ends once. */
@Injectable()
export class ClaimHousekeeping {
  readonly removers: Readonly<Record<Extract<RemovalId, 'idempotency-keys' | 'quota-weeks'>, Remover>>;

  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly claims: ClaimRepository,
    private readonly ledger: ClaimLedger,
    keys: IdempotencyKeyRepository,
    quotas: QuotaRepository,
    private readonly clock: Clock,
  ) {
    this.removers = {
      'idempotency-keys': (tx, before) => keys.purge(tx, before),
      'quota-weeks': (tx, before) => quotas.purge(tx, before),
    };
  }

  /**
   * Completes the claims that are over and expires the holds that nobody confirmed.
   * @returns how many claims it ended
   */
  async sweep(): Promise<number> {
    const now = this.clock.now();
    let ended = 0;
    let seen: number;
    do {
      const counts = await this.unitOfWork.run(SYSTEM, (tx) => this.sweepBatch(tx, now));
      seen = counts.seen;
      ended += counts.ended;
    } while (seen === BATCH);
    return ended;
  }

  private async sweepBatch(tx: Tx, now: Temporal.Instant): Promise<{ seen: number; ended: number }> {
    const overdue = await this.claims.overdue(tx, now, BATCH);
    const groups = new Map<string, Claim[]>();
    for (const claim of overdue) {
      const key = `${claim.hubId} ${endOf(claim)}`;
      groups.set(key, [...(groups.get(key) ?? []), claim]);
    }
    let ended = 0;
    for (const [key, claims] of groups) {
      const [hubId, status] = key.split(' ') as [string, EndStatus];
      const ids = claims.map((claim) => claim.id);
      ended += (await this.ledger.end(tx, hubId, ids, status)).length;
    }
    return { seen: overdue.length, ended };
  }
}

const endOf = (claim: Claim): EndStatus => (claim.status === 'held' ? 'expired' : 'completed');
