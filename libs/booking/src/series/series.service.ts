import { createHash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import {
  type CreateSeries,
  type EndSeries,
  idSchema,
  instantSchema,
  type Series,
  type SeriesPage,
  type SeriesSummary,
} from '#libs/contracts';
import type { Actor } from '#libs/identity';
import { Clock, DomainError, newId, Temporal } from '#libs/kernel';
import { decodeCursor, encodeCursor, pageOfRows, type Tx, UnitOfWork } from '#libs/platform';
import { namedIn } from '../booking-writer.js';
import { AlreadyEnded, InThePast, TooFarAhead } from '../domain/booking-errors.js';
import { Idempotency } from '../idempotency.js';
import { BookingRepository } from '../persistence/booking.repository.js';
import { type HubPlaces, PlaceDirectory } from '../place-directory.js';
import { audiencesIn } from '../policy/audiences-in.js';
import { datesOf, spanOn } from './domain/recurrence.js';
import { OccurrenceNotFound, SeriesNotFound } from './domain/series-errors.js';
import { assertHad, assertReturnable } from './judge.js';
import { OccurrenceRepository, type OccurrenceRow } from './persistence/occurrence.repository.js';
import { type SeriesKey, SeriesRepository, type SeriesState } from './persistence/series.repository.js';
import { SeriesSettler } from './series-settler.js';
import { summaryOf, toOccurrence } from './series-view.js';

const cursorShape = z.tuple([instantSchema, idSchema]);

/** Makes, shows and ends series, always as the person whose they are. */
@Injectable()
export class SeriesService {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly places: PlaceDirectory,
    private readonly series: SeriesRepository,
    private readonly occurrences: OccurrenceRepository,
    private readonly bookings: BookingRepository,
    private readonly settler: SeriesSettler,
    private readonly idempotency: Idempotency,
    private readonly clock: Clock,
  ) {}

  /**
   * Keeps the rule with all its days, then books them one by one: what a crash leaves undone, the worker does.
   * @throws HubNotFound, BookableNotFound, SeriesTooLong, SeriesEmpty, InThePast, IdempotencyKeyReused, InvalidIdempotencyKey, and the refusal of
   *   the first day when no day at all may be booked by the rules of the hub
   */
  async create(actor: Actor, hubId: string, asked: CreateSeries, key?: string): Promise<Series> {
    const places = await this.places.find(hubId, namedIn(asked.items));
    const dates = datesOf(asked.rule);
    const hash = createHash('sha256')
      .update(JSON.stringify(['create-series', hubId.toLowerCase(), asked]))
      .digest();
    const { id } = await this.idempotency.once(actor.context, { personId: actor.personId, key, hash }, async (tx) => {
      const audiences = audiencesIn(actor.memberships, places.rules);
      this.assertReasonable(places, { ...asked, audiences }, dates);
      const made = {
        hubId: places.hub.id,
        id: newId(),
        personId: actor.personId,
        ...asked,
        audiences,
        revision: 1,
        createdAt: this.clock.now().round('millisecond'),
      };
      await this.series.insert(tx, made, dates.at(-1)!);
      const days = dates.map((date) => ({ date, wanted: spanOn(date, asked.rule, places.rules.timeZone) }));
      await this.occurrences.insert(tx, made, days, made.revision);
      return { id: made.id };
    });
    const made = { hubId: places.hub.id, id };
    await this.settler.settle(actor.context, made, places);
    return this.show(actor, made);
  }

  /** @throws SeriesNotFound */
  async show(actor: Actor, key: SeriesKey): Promise<Series> {
    return this.unitOfWork.run(actor.context, async (tx) => {
      const series = await this.series.one(tx, key, actor.personId);
      if (series === undefined) throw new SeriesNotFound();
      const rows = await this.occurrences.all(tx, key);
      return { ...(await this.summarise(tx, series, rows)), occurrences: rows.map(toOccurrence) };
    });
  }

  /** @throws UnknownCursor */
  async mine(actor: Actor, { cursor, limit }: { cursor?: string | undefined; limit: number }): Promise<SeriesPage> {
    const [createdAt, id] = cursor === undefined ? [] : decodeCursor(cursor, cursorShape);
    const after = createdAt === undefined || id === undefined ? null : { createdAt, id };
    const items = await this.unitOfWork.run(actor.context, async (tx) => {
      const found = await this.series.page(tx, actor.personId, after, limit + 1);
      const summaries: SeriesSummary[] = [];
      for (const series of found)
        summaries.push(await this.summarise(tx, series, await this.occurrences.all(tx, series)));
      return summaries;
    });
    return pageOfRows(
      items,
      limit,
      (series) => series,
      (last) => encodeCursor(last.createdAt, last.id),
    );
  }

  /**
   * Gives up one day, a day and all that follow, or all that is not over.
   * @throws SeriesNotFound, OccurrenceNotFound, AlreadyEnded, TooLateToCancel: all of it stays
   */
  async end(actor: Actor, key: SeriesKey, { scope, date }: EndSeries): Promise<void> {
    const now = this.clock.now();
    const places = await this.places.find(key.hubId, []);
    const audiences = audiencesIn(actor.memberships, places.rules);
    await this.unitOfWork.run(actor.context, async (tx) => {
      const series = await this.settler.lockSeries(tx, key);
      if (series === undefined) throw new SeriesNotFound();
      const rows = await this.occurrences.all(tx, key);
      const meant = rows.filter((row) => scope === 'all' || isMeant(row, scope, Temporal.PlainDate.from(date!)));
      if (meant.length === 0) throw new OccurrenceNotFound();
      const left = meant.filter((row) => row.state !== 'cancelled' && !isOver(row, now));
      for (const { booking } of left) if (booking?.live === true) assertReturnable(places, booking, now, audiences);
      const [only] = meant;
      if (scope === 'this' && left.length === 0 && only?.booking && only.state !== 'cancelled')
        throw new AlreadyEnded(only.booking.status);
      await this.settler.end(
        tx,
        key.hubId,
        left.flatMap(({ booking }) => (booking?.live === true ? booking : [])),
      );
      const dates = left.map((row) => row.date);
      await this.occurrences.cancel(tx, key, dates);
      if (scope !== 'this' && dates.length > 0) await this.series.endBefore(tx, series, dates[0]!);
    });
  }

  /** A rule by which not a single day could ever be booked is a slip of its person's. */
  private assertReasonable(
    places: HubPlaces,
    asked: CreateSeries & Pick<SeriesState, 'audiences'>,
    dates: readonly Temporal.PlainDate[],
  ): void {
    const now = this.clock.now();
    const today = now.toZonedDateTimeISO(places.rules.timeZone).toPlainDate();
    if (Temporal.PlainDate.compare(dates[0]!, today) < 0) throw new InThePast(now);
    let first: DomainError | undefined;
    for (const date of dates) {
      const span = spanOn(date, asked.rule, places.rules.timeZone);
      try {
        if (span === null) continue;
        assertHad(places, asked, span, now);
        return;
      } catch (error) {
        if (!(error instanceof DomainError)) throw error;
        if (error instanceof TooFarAhead) return;
        first ??= error;
      }
    }
    if (first !== undefined) throw first;
  }

  private async summarise(tx: Tx, series: SeriesState, rows: readonly OccurrenceRow[]): Promise<SeriesSummary> {
    const hub = await this.bookings.hubOf(tx, series.hubId);
    return summaryOf(series, hub!, rows, this.clock.now());
  }
}

const isMeant = ({ date }: OccurrenceRow, scope: 'this' | 'following', from: Temporal.PlainDate): boolean =>
  scope === 'this' ? date.equals(from) : Temporal.PlainDate.compare(date, from) >= 0;

/** Also where it was given back or released: nothing is left to give up. */
function isOver({ booking, wanted }: OccurrenceRow, now: Temporal.Instant): boolean {
  if (booking !== null) return !booking.live || Temporal.Instant.compare(booking.span.end, now) <= 0;
  return wanted !== null && Temporal.Instant.compare(wanted.end, now) <= 0;
}
