import { Injectable, Logger } from '@nestjs/common';
import { Clock } from '#libs/kernel';
import { SYSTEM, UnitOfWork } from '#libs/platform';
import { PlaceDirectory } from '../place-directory.js';
import { type SeriesKey, SeriesRepository } from './persistence/series.repository.js';
import { SeriesSettler } from './series-settler.js';

const BATCH = 100;

/**
 * Goes through the series that go on, each once a day of its hub: days that the horizon has reached are booked, and where the hub opens otherwise or its
 * clock changed its rules, days are asked for again or moved. Any number of workers may do it at once.
 */
@Injectable()
export class SeriesUpkeep {
  private readonly logger = new Logger(SeriesUpkeep.name);

  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly series: SeriesRepository,
    private readonly settler: SeriesSettler,
    private readonly places: PlaceDirectory,
    private readonly clock: Clock,
  ) {}

  /** @returns how many series it went through */
  async run(): Promise<number> {
    let [visited, last]: [number, SeriesKey | null] = [0, null];
    let batch: readonly SeriesKey[];
    do {
      const after: SeriesKey | null = last;
      batch = await this.unitOfWork.run(SYSTEM, (tx) => this.series.due(tx, this.clock.now(), after, BATCH));
      for (const key of batch) visited += (await this.visit(key)) ? 1 : 0;
      last = batch.at(-1) ?? last;
    } while (batch.length === BATCH);
    return visited;
  }

  /** One that fails is tried again at the next turn, and keeps no other one waiting. */
  private async visit(key: SeriesKey): Promise<boolean> {
    try {
      const places = await this.places.find(key.hubId, []);
      const today = this.clock.now().toZonedDateTimeISO(places.rules.timeZone).toPlainDate();
      await this.settler.settle(SYSTEM, key, places);
      await this.unitOfWork.run(SYSTEM, (tx) => this.series.visited(tx, key, today));
      return true;
    } catch (error) {
      this.logger.warn(`The series ${key.id} could not be gone through: ${String(error)}`);
      return false;
    }
  }
}
