import { Injectable } from '@nestjs/common';
import type { ChangeSeries, Series, SeriesRule } from '#libs/contracts';
import type { Actor } from '#libs/identity';
import { Clock, newId, Temporal } from '#libs/kernel';
import { UnitOfWork } from '#libs/platform';
import { namedIn } from '../booking-writer.js';
import { AlreadyEnded } from '../domain/booking-errors.js';
import { type HubPlaces, PlaceDirectory } from '../place-directory.js';
import { audiencesIn } from '../policy/audiences-in.js';
import { RefusalAdvisor } from '../refusal-advisor.js';
import { OccurrenceNotFound, SeriesNotFound, TimesOutOfOrder } from './domain/series-errors.js';
import { OccurrenceRepository, type OccurrenceRow } from './persistence/occurrence.repository.js';
import { type SeriesKey, SeriesRepository, type SeriesState } from './persistence/series.repository.js';
import { dayOf, SeriesSettler } from './series-settler.js';
import { SeriesService } from './series.service.js';

/** Changes when in the day a series is and what it books. What has begun stays as it was; no desk is given back before the new one is had. */
@Injectable()
export class SeriesChanges {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly places: PlaceDirectory,
    private readonly series: SeriesRepository,
    private readonly occurrences: OccurrenceRepository,
    private readonly settler: SeriesSettler,
    private readonly service: SeriesService,
    private readonly advisor: RefusalAdvisor,
    private readonly clock: Clock,
  ) {}

  /**
   * @returns the series; with `following` the new one that begins on that day
   * @throws SeriesNotFound, OccurrenceNotFound, AlreadyEnded, TimesOutOfOrder, BookableNotFound; for one day alone, the refusals of a booking
   */
  async change(actor: Actor, key: SeriesKey, change: ChangeSeries): Promise<Series> {
    const places = await this.places.find(key.hubId, namedIn(change.items ?? []));
    const { scope, date, ...wish } = change;
    if (scope === 'this') {
      await this.changeDay(actor, key, places, Temporal.PlainDate.from(date!), wish);
      return this.service.show(actor, key);
    }
    const from = date === undefined ? null : Temporal.PlainDate.from(date);
    const changed = await this.changeFrom(actor, key, places, from, wish);
    await this.settler.settle(actor.context, changed, places);
    return this.service.show(actor, changed);
  }

  private async changeDay(
    actor: Actor,
    key: SeriesKey,
    places: HubPlaces,
    date: Temporal.PlainDate,
    wish: Wish,
  ): Promise<void> {
    try {
      await this.unitOfWork.run(actor.context, async (tx) => {
        const day = await this.settler.lockDay(tx, key, places, date);
        if (day === undefined)
          throw (await this.series.one(tx, key, actor.personId)) ? new OccurrenceNotFound() : new SeriesNotFound();
        const { series, found } = day;
        if (found.state === 'cancelled') throw new OccurrenceNotFound();
        assertAhead(found, this.clock.now());
        const own = { ...found.own, ...wish };
        assertOrder({ ...series.rule, ...own });
        const changed = dayOf(series, places, { ...found, own });
        if (found.state !== 'not_yet') return this.settler.rebook(tx, changed, own);
        const { revision: settled } = series;
        await this.occurrences.settle(tx, series, date, {
          wanted: changed.wanted,
          settled,
          state: 'not_yet',
          bookingId: null,
          own,
        });
      });
    } catch (error) {
      throw await this.advisor.advise(actor, error);
    }
    await this.settler.settle(actor.context, key, places);
  }

  /** @param from null: all that has not begun */
  private async changeFrom(
    actor: Actor,
    key: SeriesKey,
    places: HubPlaces,
    from: Temporal.PlainDate | null,
    wish: Wish,
  ): Promise<SeriesKey> {
    return this.unitOfWork.run(actor.context, async (tx) => {
      const series = await this.settler.lockSeries(tx, key);
      if (series === undefined) throw new SeriesNotFound();
      const rows = await this.occurrences.all(tx, key);
      const first = rows.find(({ date }) => from === null || Temporal.PlainDate.compare(date, from) >= 0);
      if (first === undefined) throw new OccurrenceNotFound();
      const { items = series.items, ...times } = wish;
      const audiences = audiencesIn(actor.memberships, places.rules);
      const changed = { ...series, items, audiences, rule: { ...series.rule, ...times } };
      assertOrder(changed.rule);
      if (first === rows[0]) {
        await this.series.change(tx, { ...changed, revision: series.revision + 1 });
        await this.occurrences.forgetOwn(tx, key, first.date);
        return key;
      }
      const created = newSeries(changed, rows.slice(rows.indexOf(first)), this.clock.now());
      await this.series.insert(tx, created, rows.at(-1)!.date);
      await this.occurrences.handOver(tx, key, first.date, created.id);
      await this.occurrences.forgetOwn(tx, created, first.date);
      await this.series.endBefore(tx, series, first.date);
      return created;
    });
  }
}

type Wish = Omit<ChangeSeries, 'scope' | 'date'>;

/** Its revision is ahead of its days: each of them is to be looked at. */
function newSeries(from: SeriesState, rows: readonly OccurrenceRow[], now: Temporal.Instant): SeriesState {
  const [first] = rows;
  const rule: SeriesRule = {
    ...from.rule,
    startDate: first!.date.toString(),
    count: from.rule.count === null ? null : rows.length,
    exceptions: from.rule.exceptions.filter((day) => day >= first!.date.toString()),
  };
  return { ...from, id: newId(), rule, revision: from.revision + 1, createdAt: now.round('millisecond') };
}

function assertAhead({ booking, wanted }: OccurrenceRow, now: Temporal.Instant): void {
  const begins = booking?.span.start ?? wanted?.start;
  const over = begins !== undefined && Temporal.Instant.compare(begins, now) <= 0;
  if (over || booking?.live === false) throw new AlreadyEnded(booking?.status ?? 'refused');
}

function assertOrder({ startTime, endTime }: Pick<SeriesRule, 'startTime' | 'endTime'>): void {
  if (startTime >= endTime) throw new TimesOutOfOrder(startTime, endTime);
}
