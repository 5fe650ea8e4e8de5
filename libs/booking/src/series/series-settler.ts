import { Injectable } from '@nestjs/common';
import type { Alternative } from '#libs/contracts';
import { NotSignedIn } from '#libs/identity';
import { Clock, DomainError, newId, type Temporal, type TimeRange } from '#libs/kernel';
import { type ActorContext, type Tx, UnitOfWork } from '#libs/platform';
import { BookingEvents } from '../booking-events.js';
import { BookingWriter, namedIn } from '../booking-writer.js';
import { ClaimLedger } from '../claim-ledger.js';
import { AlreadyBooked, BookableTaken } from '../domain/booking-errors.js';
import { mostAlike } from '../domain/desk-choice.js';
import { BookingRepository } from '../persistence/booking.repository.js';
import { ClaimRepository } from '../persistence/claim.repository.js';
import type { HubPlaces } from '../place-directory.js';
import { spanOn } from './domain/recurrence.js';
import { TimeSkipped } from './domain/series-errors.js';
import { stepFor } from './domain/settling.js';
import { assertHad, assertReturnable, lastDayOf } from './judge.js';
import { OccurrenceRepository, type OccurrenceRow, type Own } from './persistence/occurrence.repository.js';
import { type SeriesKey, SeriesRepository, type SeriesState } from './persistence/series.repository.js';

const ALTERNATIVES = 3;

/** One day of a series as it is found under the locks, and when it is wanted by now. */
export interface Day {
  readonly series: SeriesState;
  readonly places: HubPlaces;
  readonly found: OccurrenceRow;
  readonly wanted: TimeRange | null;
}

/** Brings the days of a series to where its rule wants them, each in a transaction of its own, so that one taken day does not fail the others. */
@Injectable()
export class SeriesSettler {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly series: SeriesRepository,
    private readonly occurrences: OccurrenceRepository,
    private readonly bookings: BookingRepository,
    private readonly claims: ClaimRepository,
    private readonly writer: BookingWriter,
    private readonly ledger: ClaimLedger,
    private readonly events: BookingEvents,
    private readonly clock: Clock,
  ) {}

  /** What can be booked by now is, what shifted is moved, and what can not be had is kept with the reason. May be done twice, and by several at once. */
  async settle(context: ActorContext, key: SeriesKey, places: HubPlaces): Promise<void> {
    const due = await this.unitOfWork.run(context, async (tx) => {
      const series = await this.series.one(tx, key, context.personId);
      if (series === undefined) return [];
      const found = await this.occurrences.all(tx, key);
      return found.map((row) => dayOf(series, places, row)).filter((day) => this.stepOf(day) !== null);
    });
    const changes = due.some((day) => this.stepOf(day) !== 'note');
    for (const [n, { found }] of due.entries())
      await this.settleDay(context, key, places, found.date, changes && n === due.length - 1);
  }

  /**
   * Books a day as it is wanted, and ends what was booked for it before: both or nothing.
   * To be called while the person is locked.
   * @param ofSeries with other days, so that the person is told of all of them at once
   */
  async rebook(tx: Tx, { series, places, found, wanted }: Day, own: Own | null, ofSeries?: true): Promise<void> {
    const { hubId, personId, id: seriesId, audiences } = series;
    const items = own?.items ?? series.items;
    if (wanted === null) throw new TimeSkipped(found.date.toString());
    const now = this.clock.now().round('millisecond');
    assertHad(places, { items, audiences }, wanted, now);
    if (found.booking?.live === true) {
      assertReturnable(places, found.booking, now, audiences);
      const held = found.booking.claims.map(({ bookableId }) => bookableId);
      // In the order of all others, before the row of a claim is touched for which somebody with one of these locks may wait.
      await this.bookings.lock(tx, [`choosing ${hubId}`, ...new Set([...namedIn(items), ...held].toSorted())]);
      await this.end(tx, hubId, [found.booking], ofSeries);
    }
    const order = { id: newId(), personId, places, items, span: wanted, createdAt: now, seriesId, audiences };
    const booking = await this.writer.write(tx, ofSeries === true ? { ...order, ofSeries } : order);
    const settled = { wanted, settled: series.revision, state: 'booked' as const, bookingId: booking.id, own };
    await this.occurrences.settle(tx, series, found.date, settled);
  }

  /** Gives back what was booked for some days. */
  async end(
    tx: Tx,
    hubId: string,
    booked: readonly NonNullable<OccurrenceRow['booking']>[],
    ofSeries?: true,
  ): Promise<void> {
    const claimIds = booked.flatMap(({ claims }) => claims.map(({ id }) => id));
    if (claimIds.length === 0) return;
    await this.ledger.end(tx, hubId, claimIds, 'cancelled');
    const by = tx.actor.system ? ('system' as const) : ('person' as const);
    await this.events.tell(
      tx,
      booked.map(({ id: bookingId }) => {
        const change = { hubId, bookingId, change: 'cancelled', by } as const;
        return ofSeries === true ? { ...change, ofSeries } : change;
      }),
    );
  }

  stepOf({ series, places, found, wanted }: Day): ReturnType<typeof stepFor> {
    const now = this.clock.now();
    const { revision, audiences } = series;
    const lastDay = lastDayOf(places, { items: found.own?.items ?? series.items, audiences }, now);
    return stepFor(found, wanted, { revision, now, lastDay });
  }

  private async settleDay(
    context: ActorContext,
    key: SeriesKey,
    places: HubPlaces,
    date: Temporal.PlainDate,
    isLast: boolean,
  ): Promise<void> {
    // With the last day of them, so that what a crash cuts off is told by whoever takes it up.
    const tell = async (tx: Tx): Promise<void> => {
      if (isLast) await this.events.tell(tx, [{ hubId: key.hubId, bookingId: key.id, change: 'series', by: 'person' }]);
    };
    try {
      await this.inDay(context, key, places, date, async (tx, day, step) => {
        if (step === 'note') await this.note(tx, day);
        else await this.rebook(tx, day, day.found.own, true);
        await tell(tx);
      });
    } catch (error) {
      if (!(error instanceof DomainError) || error instanceof NotSignedIn) throw error;
      await this.inDay(context, key, places, date, async (tx, day) => {
        await this.keepReason(tx, day, error);
        await tell(tx);
      });
    }
  }

  /** Looks at a day again under the locks: somebody may have settled it meanwhile. */
  private async inDay(
    context: ActorContext,
    key: SeriesKey,
    places: HubPlaces,
    date: Temporal.PlainDate,
    work: (tx: Tx, day: Day, step: 'book' | 'move' | 'note') => Promise<void>,
  ): Promise<void> {
    await this.unitOfWork.run(context, async (tx) => {
      const day = await this.lockDay(tx, key, places, date);
      const step = day && this.stepOf(day);
      if (day !== undefined && step) await work(tx, day, step);
    });
  }

  /** Locks the person, then the day. */
  async lockDay(tx: Tx, key: SeriesKey, places: HubPlaces, date: Temporal.PlainDate): Promise<Day | undefined> {
    const series = await this.lockSeries(tx, key);
    const found = series && (await this.occurrences.lock(tx, key, date));
    return found && dayOf(series, places, found);
  }

  /** Locks the person, and with them all that is done to their series. */
  async lockSeries(tx: Tx, key: SeriesKey): Promise<SeriesState | undefined> {
    const { personId } = tx.actor;
    const found = await this.series.one(tx, key, personId);
    if (found === undefined) return undefined;
    await this.bookings.lock(tx, [found.personId]);
    return this.series.one(tx, key, personId);
  }

  private async note(tx: Tx, { series, found, wanted }: Day): Promise<void> {
    const { state, own } = found;
    await this.occurrences.settle(tx, series, found.date, {
      wanted,
      settled: series.revision,
      state: state === 'refused' ? 'not_yet' : state,
      bookingId: null,
      own,
    });
  }

  /** What is booked at another time stays so until it can be had as it is wanted: nobody loses their desk to a rule. */
  private async keepReason(tx: Tx, day: Day, refusal: DomainError): Promise<void> {
    const { series, found, wanted } = day;
    const { code } = refusal;
    const alternatives = wanted === null ? [] : await this.insteadOf(tx, day, wanted, refusal);
    await this.occurrences.settle(tx, series, found.date, {
      wanted,
      settled: series.revision,
      state: found.booking === null ? 'refused' : 'booked',
      bookingId: found.booking?.id ?? null,
      own: found.own,
      reason: { code, details: await this.detailsOf(tx, series, refusal), alternatives },
    });
  }

  private async detailsOf(tx: Tx, { personId }: SeriesState, refusal: DomainError): Promise<object> {
    if (!(refusal instanceof AlreadyBooked)) {
      const { alternatives: _, ...details } = refusal.details;
      return details;
    }
    const inTheWay = await this.bookings.engagedIn(tx, personId, refusal.span);
    return inTheWay === undefined ? {} : { booking: { id: inTheWay.id, hubId: inTheWay.hub.id } };
  }

  /** What is most like a taken bookable and free in the hub at that time, as it was found then. */
  private async insteadOf(
    tx: Tx,
    { places }: Day,
    span: TimeRange,
    refusal: DomainError,
  ): Promise<readonly Alternative[]> {
    const wanted = refusal instanceof BookableTaken ? places.bookables.get(refusal.bookableId) : undefined;
    if (wanted === undefined) return [];
    const { id: hubId, name: hubName } = places.hub;
    const like = [...places.bookables.values()].filter(({ kind }) => kind === wanted.kind);
    const ids = like.map(({ id }) => id);
    const taken = await this.claims.takenOf(tx, hubId, ids, span);
    const free = like.filter(({ id }) => !taken.has(id));
    return mostAlike(wanted, free)
      .slice(0, ALTERNATIVES)
      .map(({ id: bookableId, label, spaceName }) => ({
        hubId,
        hubName,
        bookableId,
        label,
        spaceName,
        ...span.written,
        seconds: 0,
      }));
  }
}

/** A day as its rule, or what was said of it alone, wants it by now. */
export function dayOf(series: SeriesState, places: HubPlaces, found: OccurrenceRow): Day {
  const times = {
    startTime: found.own?.startTime ?? series.rule.startTime,
    endTime: found.own?.endTime ?? series.rule.endTime,
  };
  return { series, places, found, wanted: spanOn(found.date, times, places.rules.timeZone) };
}
