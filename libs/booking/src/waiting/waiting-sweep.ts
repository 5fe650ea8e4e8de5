import { Injectable } from '@nestjs/common';
import { Clock, groupBy } from '#libs/kernel';
import { SYSTEM, UnitOfWork } from '#libs/platform';
import { BookingRepository } from '../persistence/booking.repository.js';
import { WaitingEvents } from './waiting-events.js';
import { WaitingSuccession } from './waiting-succession.js';
import { WaitingRepository } from './waiting.repository.js';

const BATCH = 200;

/** What time alone does to the waiting list. Any number of workers may run it at once. */
@Injectable()
export class WaitingSweep {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly entries: WaitingRepository,
    private readonly succession: WaitingSuccession,
    private readonly bookings: BookingRepository,
    private readonly events: WaitingEvents,
    private readonly clock: Clock,
  ) {}

  /** Ends the waits whose time has begun, and offers what is free to those who were passed over and are engaged no more. */
  async sweep(): Promise<void> {
    const now = this.clock.now().round('millisecond');
    await this.unitOfWork.run(SYSTEM, async (tx) => {
      const begun = await this.entries.expireBegun(tx, now);
      for (const [hubId, entries] of groupBy(begun, (entry) => entry.hubId))
        await this.events.expired(
          tx,
          hubId,
          entries.map(({ id }) => id),
        );
    });
    const places = await this.unitOfWork.run(SYSTEM, (tx) => this.entries.freePlaces(tx, now, BATCH));
    for (const { hubId, bookableId, span } of places)
      await this.unitOfWork.run(SYSTEM, async (tx) => {
        await this.bookings.lock(tx, [bookableId]);
        await this.entries.lockForFreeing(tx, hubId);
        await this.succession.offer(tx, hubId, bookableId, span, now);
      });
  }
}
