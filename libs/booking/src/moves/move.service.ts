import { Injectable } from '@nestjs/common';
import type { Booking, MoveBooking } from '#libs/contracts';
import { type Actor, AuditTrail, mayInHub } from '#libs/identity';
import { Clock, Temporal, type TimeRange } from '#libs/kernel';
import { onBehalfOf, type Tx, UnitOfWork } from '#libs/platform';
import { BookingPresenter } from '../check-in/booking-presenter.js';
import { AlreadyBooked, BookingNotFound } from '../domain/booking-errors.js';
import { NeedsApproval } from '../domain/approval-errors.js';
import { blockedBy } from '../domain/booking-rules.js';
import { movedSpan, sameSpan, targetsOf } from '../domain/move-plan.js';
import { BookingRepository } from '../persistence/booking.repository.js';
import { type HubPlaces, PlaceDirectory } from '../place-directory.js';
import { assertAllowed } from '../policy/assert-allowed.js';
import { audiencesIn } from '../policy/audiences-in.js';
import { chargesOf } from '../policy/charges-of.js';
import { QuotaRepository } from '../policy/quota.repository.js';
import { policyFor } from '../policy-for.js';
import { RefusalAdvisor } from '../refusal-advisor.js';
import { AlreadyBegun, NotMovable, BundleNeedsReplace, EndsBeforeItBegins, NotPartOfBooking } from './move-errors.js';
import { MoveEvents } from './move-events.js';
import { type HeldClaim, MoveRepository, type PlacedClaim } from './move.repository.js';

/** Moves a booking to another place or time within its hub: one's own, or any of a hub that one manages. */
@Injectable()
export class MoveService {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly places: PlaceDirectory,
    private readonly bookings: BookingRepository,
    private readonly rows: MoveRepository,
    private readonly quotas: QuotaRepository,
    private readonly events: MoveEvents,
    private readonly audit: AuditTrail,
    private readonly presenter: BookingPresenter,
    private readonly advisor: RefusalAdvisor,
    private readonly clock: Clock,
  ) {}

  /**
   * Refused, the booking stays as it was.
   * @throws HubNotFound, BookableNotFound, BookingNotFound, NotMovable, AlreadyBegun, BundleNeedsReplace, NotPartOfBooking, EndsBeforeItBegins,
   *   NeedsApproval, the rules and quotas of a new booking, BookableTaken with alternatives, AlreadyBooked
   */
  async move(actor: Actor, hubId: string, bookingId: string, patch: MoveBooking): Promise<Booking> {
    const places = await this.places.find(hubId, namedIn(patch));
    const manages = mayInHub(actor, 'hub.manage', places.rules);
    try {
      const { booking, own } = await this.unitOfWork.run(manages ? onBehalfOf(actor.context) : actor.context, (tx) =>
        this.moveIn(tx, actor, places, bookingId, patch),
      );
      // What its person can do about it, the code of the desk among it, is for them alone.
      return own ? await this.presenter.present(booking) : booking;
    } catch (error) {
      // What stands in the way of somebody else is not for the manager to see.
      throw manages && error instanceof AlreadyBooked ? error : await this.advisor.advise(actor, error);
    }
  }

  private async moveIn(
    tx: Tx,
    actor: Actor,
    places: HubPlaces,
    bookingId: string,
    patch: MoveBooking,
  ): Promise<{ readonly booking: Booking; readonly own: boolean }> {
    const hubId = places.hub.id;
    const personId = await this.rows.ownerOf(tx, hubId, bookingId);
    if (personId === undefined) throw new BookingNotFound();
    await this.bookings.lock(tx, [personId]);
    const seen = await this.rows.held(tx, hubId, [bookingId]);
    const involved = new Set([...seen.map(({ bookableId }) => bookableId), ...namedIn(patch)]);
    await this.bookings.lock(tx, [...involved].toSorted());
    const held = await this.rows.lockHeld(tx, hubId, [bookingId]);
    const before = held[0]?.during;
    if (before === undefined) throw new NotMovable();
    const span = movedSpan(before, patch);
    if (span === undefined) throw new EndsBeforeItBegins();
    const own = personId === actor.personId;
    // What else the person of another's booking may is not known here: it is held to the rules for everybody.
    const audiences = own ? audiencesIn(actor.memberships, places.rules) : [];
    const moved = this.placed(places, held, patch, span, audiences);
    if (moved.length > 0) {
      // What was approved is that place at that time: who may not approve may not change it.
      if (!mayInHub(actor, 'hub.manage', places.rules) && moved.some((claim) => isLookedAt(places, claim, audiences)))
        throw new NeedsApproval();
      if (!sameSpan(before, span)) await this.rows.engage(tx, hubId, bookingId, personId, span);
      await this.rows.place(tx, hubId, moved);
      const after = held.map((claim) => moved.find(({ id }) => id === claim.id) ?? claim);
      await this.recharge(tx, places, { personId, hubId, bookingId }, after, audiences);
      await this.events.tell(tx, hubId, held, moved, own ? 'person' : 'manager');
      if (!own) await this.tellAudit(tx, places, bookingId, personId, moved.length);
    }
    return { booking: (await this.bookings.one(tx, personId, hubId, bookingId))!, own };
  }

  /** The claims that change, as they are to be. */
  private placed(
    places: HubPlaces,
    held: readonly HeldClaim[],
    patch: MoveBooking,
    span: TimeRange,
    audiences: readonly string[],
  ): readonly PlacedClaim[] {
    const targets = targetsOf(held, patch);
    if (targets === 'bundle-needs-replace') throw new BundleNeedsReplace();
    if (targets === 'not-part-of-booking') throw new NotPartOfBooking();
    const before = held[0]!.during;
    if (!sameSpan(before, span)) this.assertAllowed(places, [...targets.values()], before, span, audiences);
    const changed = held.filter(({ id, bookableId }) => targets.get(id) !== bookableId || !sameSpan(before, span));
    return changed.map(({ id }) => {
      const bookableId = targets.get(id)!;
      const { kind, spaceId } = places.bookables.get(bookableId)!;
      return {
        id,
        bookableId,
        during: span,
        blocked: blockedBy(span, policyFor(places, kind, { spaceId, audiences })),
      };
    });
  }

  /** As for a new booking; one that has begun is held to the rules as if it were made when it began. */
  private assertAllowed(
    places: HubPlaces,
    bookableIds: readonly string[],
    before: TimeRange,
    span: TimeRange,
    audiences: readonly string[],
  ): void {
    const now = this.clock.now();
    if (Temporal.Instant.compare(before.end, now) <= 0) throw new NotMovable();
    const begun = Temporal.Instant.compare(before.start, now) <= 0;
    if (begun && !before.start.equals(span.start)) throw new AlreadyBegun();
    if (begun && Temporal.Instant.compare(span.end, now) <= 0) throw new NotMovable();
    const items = bookableIds.map((bookableId) => ({ bookableId }));
    assertAllowed(places, items, { span, now: begun ? before.start : now, audiences });
  }

  /** As if it had been made so. */
  private async recharge(
    tx: Tx,
    places: HubPlaces,
    booking: { readonly personId: string; readonly hubId: string; readonly bookingId: string },
    after: readonly PlacedClaim[],
    audiences: readonly string[],
  ): Promise<void> {
    if (places.layers.length === 0) return;
    const bookables = after.flatMap(({ bookableId }) => places.bookables.get(bookableId) ?? []);
    await this.quotas.recharge(tx, booking, chargesOf(places, bookables, after[0]!.during, audiences));
  }

  private async tellAudit(
    tx: Tx,
    { rules }: HubPlaces,
    bookingId: string,
    subjectId: string,
    claims: number,
  ): Promise<void> {
    await this.audit.done(tx, {
      action: 'booking.moved',
      organisationId: rules.organisationId,
      hubId: rules.hubId,
      subjectId,
      object: `booking/${bookingId}`,
      detail: { claims },
    });
  }
}

const isLookedAt = (places: HubPlaces, { bookableId }: PlacedClaim, audiences: readonly string[]): boolean => {
  const { kind, spaceId } = places.bookables.get(bookableId)!;
  return policyFor(places, kind, { spaceId, audiences }).approvalMinutes !== null;
};

const namedIn = ({ bookableId, replace }: MoveBooking): readonly string[] =>
  [...(bookableId === undefined ? [] : [bookableId]), ...Object.values(replace ?? {})].map((id) => id.toLowerCase());
