import { Injectable } from '@nestjs/common';
import type { Booking } from '#libs/contracts';
import type { Actor } from '#libs/identity';
import { Clock, Temporal, TimeRange } from '#libs/kernel';
import { type Tx, UnitOfWork } from '#libs/platform';
import { ClaimLedger } from '../claim-ledger.js';
import { AwaitsApproval, NeedsApproval } from '../domain/approval-errors.js';
import { BookingNotFound } from '../domain/booking-errors.js';
import { BookingNotBegun, BookingOver, ExtensionNotLater, ExtensionTaken } from '../domain/check-in-errors.js';
import { lastOnGrid } from '../domain/booking-rules.js';
import { BookingRepository } from '../persistence/booking.repository.js';
import { type BookingOf, ClaimLifeRepository } from '../persistence/claim-life.repository.js';
import { type LockedStay, StayRepository } from '../persistence/stay.repository.js';
import { type HubPlaces, PlaceDirectory } from '../place-directory.js';
import { assertAllowed } from '../policy/assert-allowed.js';
import { audiencesIn } from '../policy/audiences-in.js';
import { chargesOf } from '../policy/charges-of.js';
import { QuotaRepository } from '../policy/quota.repository.js';
import { policyFor } from '../policy-for.js';
import { BookingPresenter } from './booking-presenter.js';

const GOES_ON: ReadonlySet<string> = new Set(['confirmed', 'checked_in']);
/** What was claimed for less was not worth claiming: a range may not be empty. */
const LEAST = { minutes: 1 };

/** Going earlier and staying longer. */
@Injectable()
export class StayService {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly places: PlaceDirectory,
    private readonly stays: StayRepository,
    private readonly life: ClaimLifeRepository,
    private readonly bookings: BookingRepository,
    private readonly ledger: ClaimLedger,
    private readonly quotas: QuotaRepository,
    private readonly presenter: BookingPresenter,
    private readonly clock: Clock,
  ) {}

  /**
   * The rest of the time is free at once; what was used stays booked.
   * @throws BookingNotFound, BookingNotBegun, BookingOver, AwaitsApproval
   */
  async release(actor: Actor, hubId: string, bookingId: string): Promise<Booking> {
    const now = this.clock.now().round('millisecond');
    const booking = await this.unitOfWork.run(actor.context, async (tx) => {
      const stay = await this.lockGoingOn(tx, actor, hubId, bookingId, now);
      if (Temporal.Instant.compare(now, stay.span.start) < 0) throw new BookingNotBegun(stay.span.start);
      const least = stay.span.start.add(LEAST);
      await this.ledger.leave(tx, stay, Temporal.Instant.compare(now, least) < 0 ? least : now);
      return this.bookings.one(tx, actor.personId, hubId, bookingId);
    });
    return this.presenter.present(booking!);
  }

  /**
   * By the rules of a new booking of that length, if what follows is free.
   * @throws BookingNotFound, BookingOver, AwaitsApproval, NeedsApproval, ExtensionNotLater, TooLong, OffTheGrid, HubClosed, QuotaReached, ExtensionTaken with how far it would go
   */
  async extend(actor: Actor, hubId: string, bookingId: string, to: Temporal.Instant): Promise<Booking> {
    const places = await this.places.find(hubId, []);
    const now = this.clock.now();
    const own: BookingOf = { hubId, bookingId, personId: actor.personId };
    let asked: LockedStay | undefined;
    const extended = await this.unitOfWork
      .run(actor.context, async (tx) => {
        await this.bookings.lock(tx, [actor.personId]);
        await this.bookings.lock(tx, await this.life.bookablesOf(tx, own));
        const stay = (asked = await this.lockGoingOn(tx, actor, hubId, bookingId, now));
        if (Temporal.Instant.compare(to, stay.span.end) <= 0) throw new ExtensionNotLater(stay.span.end);
        const audiences = audiencesIn(actor.memberships, places.rules);
        assertLonger(places, stay, to, audiences);
        if ((await this.ledger.extend(tx, own, to)) === null) throw new Collision();
        if (places.layers.length > 0) {
          const bookables = stay.parts.flatMap(({ id }) => places.bookables.get(id) ?? []);
          const longer = TimeRange.of(stay.span.start, to);
          await this.quotas.recharge(tx, own, chargesOf(places, bookables, longer, audiences));
        }
        return this.bookings.one(tx, actor.personId, hubId, bookingId);
      })
      .catch(async (error: unknown) => {
        throw error instanceof Collision ? await this.refusal(actor, own, places, asked!) : error;
      });
    return this.presenter.present(extended!);
  }

  private async lockGoingOn(
    tx: Tx,
    actor: Actor,
    hubId: string,
    bookingId: string,
    now: Temporal.Instant,
  ): Promise<LockedStay> {
    const stay = await this.stays.lock(tx, hubId, bookingId, actor.personId);
    if (stay === undefined) throw new BookingNotFound();
    if (stay.status === 'held') throw new AwaitsApproval();
    if (!GOES_ON.has(stay.status) || Temporal.Instant.compare(now, stay.span.end) >= 0)
      throw new BookingOver(stay.status);
    return stay;
  }

  private async refusal(actor: Actor, own: BookingOf, places: HubPlaces, stay: LockedStay): Promise<ExtensionTaken> {
    const free = await this.unitOfWork.run(actor.context, (tx) => this.life.freeUntil(tx, own));
    if (free === null) return new ExtensionTaken(null);
    const grid = Math.max(...stay.parts.map(({ kind }) => policyFor(places, kind).gridMinutes));
    const until = lastOnGrid(free, places.rules.timeZone, grid);
    return new ExtensionTaken(Temporal.Instant.compare(until, stay.span.end) > 0 ? until : null);
  }
}

/** The transaction is spent by then, so that what to say is found out in another one. */
class Collision extends Error {}

function assertLonger(
  places: HubPlaces,
  { span, parts }: LockedStay,
  to: Temporal.Instant,
  audiences: readonly string[],
): void {
  const known = parts.flatMap(({ id }) => places.bookables.get(id) ?? []);
  const policies = known.map(({ kind, spaceId }) => policyFor(places, kind, { spaceId, audiences }));
  if (policies.some(({ approvalMinutes }) => approvalMinutes !== null)) throw new NeedsApproval();
  const lead = policies.map(({ leadMinutes }) => leadMinutes);
  // As if it had been asked for in time: that it has begun is no fault.
  const now = span.start.subtract({ minutes: Math.max(0, ...lead) });
  const items = known.map(({ id }) => ({ bookableId: id }));
  assertAllowed(places, items, { span: TimeRange.of(span.start, to), now, audiences });
}
