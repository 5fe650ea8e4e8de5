import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import {
  type Booking,
  type BookingPage,
  type CreateBooking,
  idSchema,
  instantSchema,
  type MyBookingsQuery,
} from '#libs/contracts';
import type { Actor } from '#libs/identity';
import { Clock, newId, TimeRange } from '#libs/kernel';
import { decodeCursor, encodeCursor, pageOfRows, UnitOfWork } from '#libs/platform';
import { BookingEvents } from './booking-events.js';
import { BookingWriter, namedIn } from './booking-writer.js';
import { BookingPresenter } from './check-in/booking-presenter.js';
import { ClaimLedger } from './claim-ledger.js';
import { BookingNotFound } from './domain/booking-errors.js';
import { liveOf } from './domain/live-claims.js';
import { ExpiredHolds } from './holds/expired-holds.js';
import { shownHold } from './holds/hold-converter.js';
import { Idempotency } from './idempotency.js';
import { BookingRepository } from './persistence/booking.repository.js';
import { PlaceDirectory } from './place-directory.js';
import { assertAllowed } from './policy/assert-allowed.js';
import { assertInTime } from './policy/assert-in-time.js';
import { audiencesIn } from './policy/audiences-in.js';
import { RefusalAdvisor } from './refusal-advisor.js';
import { requestHash } from './request-hash.js';

const cursorShape = z.tuple([instantSchema, idSchema]);

/** Books, cancels and lists, always as the person who asks: row-level security stands behind every statement. */
@Injectable()
export class BookingService {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly places: PlaceDirectory,
    private readonly bookings: BookingRepository,
    private readonly writer: BookingWriter,
    private readonly idempotency: Idempotency,
    private readonly ledger: ClaimLedger,
    private readonly events: BookingEvents,
    private readonly expired: ExpiredHolds,
    private readonly advisor: RefusalAdvisor,
    private readonly presenter: BookingPresenter,
    private readonly clock: Clock,
  ) {}

  /**
   * @param idempotencyKey the same key with the same request gives the same booking again, for a day
   * @throws HubNotFound, BookableNotFound, HubClosed, InThePast, TooSoon, TooShort, TooLong, OffTheGrid, NotWholeDays, TooFarAhead,
   *   PriorityWindow, ClosedThatDay, QuotaReached, BookableTaken with alternatives, NothingAsWished, TooManyNoShows, AlreadyBooked, NoTimeToApprove, IdempotencyKeyReused, InvalidIdempotencyKey
   */
  async book(actor: Actor, request: CreateBooking, idempotencyKey?: string): Promise<Booking> {
    const { personId } = actor;
    const { items } = request;
    const span = TimeRange.parse(request.from, request.to);
    const places = await this.places.find(request.hubId, namedIn(items));
    const audiences = audiencesIn(actor.memberships, places.rules);
    const hold = shownHold(request);
    const keyed = { personId, key: idempotencyKey, hash: requestHash(request) };
    try {
      // Around the rules: what was booked in time must be answered the same when it is asked for again too late.
      const booking = (): Promise<Booking> =>
        this.idempotency.once(actor.context, keyed, (tx) => {
          const createdAt = this.clock.now().round('millisecond');
          assertAllowed(places, items, { span, now: createdAt, audiences });
          return this.writer.write(tx, { id: newId(), personId, places, items, span, createdAt, audiences, hold });
        });
      const booked = await this.expired.passing(request.hubId, span, booking, personId);
      return await this.presenter.present(booked);
    } catch (error) {
      throw await this.advisor.advise(actor, error);
    }
  }

  /** @throws BookingNotFound */
  async show(actor: Actor, hubId: string, bookingId: string): Promise<Booking> {
    const booking = await this.unitOfWork.run(actor.context, (tx) =>
      this.bookings.one(tx, actor.personId, hubId, bookingId),
    );
    if (booking === undefined) throw new BookingNotFound();
    return this.presenter.present(booking);
  }

  /**
   * Gives one's own booking back; once given back, doing it again changes nothing.
   * @throws HubNotFound, BookingNotFound, AlreadyEnded, TooLateToCancel
   */
  async cancel(actor: Actor, hubId: string, bookingId: string): Promise<void> {
    const now = this.clock.now();
    const places = await this.places.find(hubId, []);
    await this.unitOfWork.run(actor.context, async (tx) => {
      const live = liveOf(await this.bookings.lockClaims(tx, actor.personId, hubId, bookingId), now);
      if (live.length === 0) return;
      // What nobody has approved keeps nobody else waiting by being given back late.
      const settled = live.filter(({ status }) => status !== 'held');
      assertInTime(places, settled, now, audiencesIn(actor.memberships, places.rules));
      const ids = live.map((claim) => claim.id);
      await this.ledger.end(tx, hubId, ids, 'cancelled');
      await this.events.tell(tx, [{ hubId, bookingId, change: 'cancelled', by: 'person' }]);
    });
  }

  /** @throws UnknownCursor */
  async myBookings(actor: Actor, { scope, cursor, limit }: MyBookingsQuery): Promise<BookingPage> {
    const [from, bookingId] = cursor === undefined ? [] : decodeCursor(cursor, cursorShape);
    const after = from === undefined || bookingId === undefined ? null : { from, bookingId };
    const now = this.clock.now();
    const items = await this.unitOfWork.run(actor.context, (tx) =>
      this.bookings.page(tx, actor.personId, scope, now, after, limit + 1),
    );
    const presented = await Promise.all(items.map((booking) => this.presenter.present(booking)));
    return pageOfRows(
      presented,
      limit,
      (booking) => booking,
      ({ from: begins, id }) => encodeCursor(begins, id),
    );
  }
}
