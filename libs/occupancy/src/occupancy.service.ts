import { Injectable } from '@nestjs/common';
import { SYSTEM, type Tx, UnitOfWork } from '#libs/platform';
import type { Reading } from '#libs/telemetry';
import { DeskWatch } from './desk-watch.js';
import { HeadCounter } from './head-counter.js';

const BATCH = 500;

/** What readings and time do to the presence at desks and the people in hubs. */
@Injectable()
export class OccupancyService {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly desks: DeskWatch,
    private readonly heads: HeadCounter,
  ) {}

  /** For the ingest pipeline: in the transaction that stores the readings. */
  async take(tx: Tx, readings: readonly Reading[]): Promise<void> {
    const changedHubs = await this.desks.take(tx, readings);
    await this.heads.take(tx, readings, changedHubs);
  }

  /**
   * Lets time pass: desks fall free or silent. Any number of workers may run it at once.
   * @returns how many desks were due
   */
  async tick(): Promise<number> {
    let all = 0;
    for (;;) {
      const due = await this.unitOfWork.run(SYSTEM, async (tx) => {
        const result = await this.desks.tick(tx, BATCH);
        await this.heads.take(tx, [], result.hubIds);
        return result.due;
      });
      all += due;
      if (due < BATCH) return all;
    }
  }

  /** Sets the head count of hubs that closed for the night to zero, one transaction each. */
  async resetClosedHubs(): Promise<void> {
    const hubIds = await this.unitOfWork.run(SYSTEM, (tx) => this.heads.unsettled(tx));
    for (const hubId of hubIds) await this.unitOfWork.run(SYSTEM, (tx) => this.heads.resetIfClosed(tx, hubId));
  }
}
