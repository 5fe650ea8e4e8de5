import { Injectable } from '@nestjs/common';
import { Clock, type TimeRange } from '#libs/kernel';
import { SYSTEM, UnitOfWork } from '#libs/platform';
import { ClaimLedger } from '../claim-ledger.js';
import { AlreadyBooked, BookableTaken } from '../domain/booking-errors.js';
import { HoldRepository } from './hold.repository.js';

/**
 * A hold that has run out stands in nobody's way, whether the sweeper came by or not. Who meets one pays for ending it, all others nothing: most
 * bookings meet none. What was on offer goes to the next in line first.
 */
@Injectable()
export class ExpiredHolds {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly holds: HoldRepository,
    private readonly ledger: ClaimLedger,
    private readonly clock: Clock,
  ) {}

  /**
   * Does the work, and once more when it was refused for holds that have run out. It must be a whole unit of work.
   * @param personId whose own bookings that nobody approved in time are no hindrance either
   */
  async passing<T>(hubId: string, span: TimeRange, work: () => Promise<T>, personId?: string): Promise<T> {
    try {
      return await work();
    } catch (error) {
      const own = error instanceof AlreadyBooked && personId !== undefined;
      if (!own && !(error instanceof BookableTaken)) throw error;
      if ((await (own ? this.endOwn(personId, span) : this.end(hubId, span))) === 0) throw error;
      return work();
    }
  }

  /** @returns how many claims it ended */
  async end(hubId: string, span: TimeRange): Promise<number> {
    return this.unitOfWork.run(SYSTEM, async (tx) => {
      const claimIds = await this.holds.runOut(tx, hubId, span, this.clock.now());
      if (claimIds.length === 0) return 0;
      await this.ledger.end(tx, hubId, claimIds, 'expired');
      return claimIds.length;
    });
  }

  /** @returns how many claims it ended */
  private async endOwn(personId: string, span: TimeRange): Promise<number> {
    return this.unitOfWork.run(SYSTEM, async (tx) => {
      const runOut = await this.holds.runOutOf(tx, personId, span, this.clock.now());
      for (const [hubId, claimIds] of runOut) await this.ledger.end(tx, hubId, claimIds, 'expired');
      return runOut.size;
    });
  }
}
