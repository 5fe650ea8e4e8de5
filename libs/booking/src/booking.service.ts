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
import type { HubRules } from '#libs/hubs';
import type { Actor } from '#libs/identity';
import { Clock, newId, Temporal, TimeRange } from '#libs/kernel';
import { decodeCursor, encodeCursor, pageOfRows, type Tx, UnitOfWork } from '#libs/platform';
import { ClaimEvents } from './claim-events.js';
import { ClaimLedger } from './claim-ledger.js';
import { AlreadyEnded, BookingNotFound, IdempotencyKeyReused, InvalidIdempotencyKey } from './domain/booking-errors.js';
import { BOOKING_POLICY } from './domain/booking-policy.js';
import { assertBookable } from './domain/booking-rules.js';
import { assertOpen } from './opening-rule.js';
import { BookingRepository, type BookingPlace, type NewBooking } from './persistence/booking.repository.js';
import { IdempotencyKeyRepository } from './persistence/idempotency-key.repository.js';
import { PlaceDirectory } from './place-directory.js';
import { RefusalAdvisor } from './refusal-advisor.js';
import { requestHash } from './request-hash.js';

const KEY_SHAPE = /^[\x21-\x7e](?:[\x20-\x7e]{0,198}[\x21-\x7e])?$/;
const cursorShape = z.tuple([instantSchema, idSchema]);
/** A booking may be given back until it is over. */
const CANCELLABLE: ReadonlySet<string> = new Set(['held', 'confirmed', 'checked_in']);

interface Attempt {
  readonly request: CreateBooking;
  readonly span: TimeRange;
  readonly rules: HubRules;
  readonly place: BookingPlace;
  readonly idempotencyKey: string | undefined;
}

/** Books, cancels and lists, always as the person who asks: row-level security stands behind every statement. */
@Injectable()
export class BookingService {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly places: PlaceDirectory,
    private readonly bookings: BookingRepository,
    private readonly keys: IdempotencyKeyRepository,
    private readonly ledger: ClaimLedger,
    private readonly events: ClaimEvents,
    private readonly advisor: RefusalAdvisor,
    private readonly clock: Clock,
  ) {}

  /**
   * @param idempotencyKey the same key with the same request gives the same booking again, for a day
   * @throws HubNotFound, BookableNotFound, HubClosed, InThePast, TooShort, TooLong, OffTheGrid, TooFarAhead,
   *   BookableTaken with alternatives, AlreadyBooked, IdempotencyKeyReused, InvalidIdempotencyKey
   */
  async book(actor: Actor, request: CreateBooking, idempotencyKey?: string): Promise<Booking> {
    if (idempotencyKey !== undefined && !KEY_SHAPE.test(idempotencyKey)) throw new InvalidIdempotencyKey();
    const span = TimeRange.parse(request.from, request.to);
    const { rules, place } = await this.places.find(request.hubId, request.bookableId);
    try {
      return await this.unitOfWork.run(actor.context, (tx) =>
        this.bookIn(tx, actor.personId, { request, span, rules, place, idempotencyKey }),
      );
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
    return booking;
  }

  /**
   * Gives one's own booking back; once given back, doing it again changes nothing.
   * @throws BookingNotFound, AlreadyEnded
   */
  async cancel(actor: Actor, hubId: string, bookingId: string): Promise<void> {
    const now = this.clock.now();
    await this.unitOfWork.run(actor.context, async (tx) => {
      const claims = await this.bookings.lockClaims(tx, actor.personId, hubId, bookingId);
      if (claims.length === 0) throw new BookingNotFound();
      if (claims.every((claim) => claim.status === 'cancelled')) return;
      const live = claims.filter(({ status, to }) => CANCELLABLE.has(status) && Temporal.Instant.compare(now, to) < 0);
      if (live.length === 0) throw new AlreadyEnded(claims[0]!.status);
      const ids = live.map((claim) => claim.id);
      await this.ledger.end(tx, hubId, ids, 'cancelled');
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
    return pageOfRows(
      items,
      limit,
      (booking) => booking,
      ({ from: begins, id }) => encodeCursor(begins, id),
    );
  }

  private async bookIn(tx: Tx, personId: string, attempt: Attempt): Promise<Booking> {
    const { request, span, rules, place, idempotencyKey } = attempt;
    const { hubId, bookableId } = request;
    const createdAt = this.clock.now().round('millisecond');
    const claim: NewBooking = { id: newId(), claimId: newId(), personId, hubId, bookableId, span, createdAt };
    const booking = confirmed(claim, place);
    // Before the rules: what was booked in time must be answered the same when it is asked for again too late.
    const earlier = await this.earlierAnswer(tx, personId, idempotencyKey, request, booking);
    if (earlier !== null) return earlier;

    assertBookable(span, createdAt, rules.timeZone, BOOKING_POLICY);
    assertOpen(rules, span);
    await this.bookings.lock(tx, personId, bookableId);
    await this.bookings.insert(tx, claim);
    await this.events.tell(tx, [{ hubId, bookableId, during: span, status: 'confirmed' }]);
    return booking;
  }

  private async earlierAnswer(
    tx: Tx,
    personId: string,
    key: string | undefined,
    request: CreateBooking,
    response: Booking,
  ): Promise<Booking | null> {
    if (key === undefined) return null;
    const hash = requestHash(request);
    const earlier = await this.keys.take(tx, personId, key, { requestHash: hash, response }, this.clock.now());
    if (earlier === null) return null;
    if (!earlier.requestHash.equals(hash)) throw new IdempotencyKeyReused();
    return earlier.response;
  }
}

function confirmed({ id, span, createdAt }: NewBooking, { hub, bookable }: BookingPlace): Booking {
  const [from, to] = [span.start.toString(), span.end.toString()];
  return { id, hub, bookable, from, to, status: 'confirmed', createdAt: createdAt.toString() };
}
