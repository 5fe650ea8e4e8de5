import { Injectable } from '@nestjs/common';
import type { Appeal, AppealPage, DecideAppeal, StrikePage } from '#libs/contracts';
import { type Actor, AuditTrail, type Caller, requireInHub } from '#libs/identity';
import { Clock, Temporal } from '#libs/kernel';
import { onBehalfOf, type Tx, UnitOfWork } from '#libs/platform';
import { ClaimLedger } from '../claim-ledger.js';
import { AlreadyBooked, BookableTaken, BookingNotFound } from '../domain/booking-errors.js';
import { AppealNotFound, NothingToAppeal } from '../domain/check-in-errors.js';
import { appealEnds } from '../domain/check-in-rules.js';
import { BookingRepository } from '../persistence/booking.repository.js';
import { ClaimLifeRepository } from '../persistence/claim-life.repository.js';
import { type LockedStay, StayRepository } from '../persistence/stay.repository.js';
import { StrikeRepository } from '../persistence/strike.repository.js';
import { QuotaReached } from '../domain/policy-errors.js';
import { type HubPlaces, PlaceDirectory } from '../place-directory.js';
import { audiencesIn } from '../policy/audiences-in.js';
import { chargesOf } from '../policy/charges-of.js';
import { QuotaRepository } from '../policy/quota.repository.js';

/** A person is believed once in so long without anybody being asked. */
const BELIEVED_AGAIN_AFTER = { hours: 30 * 24 };
const MOST = 100;

/** What people say against being taken for absent, and who answers. */
@Injectable()
export class AppealService {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly places: PlaceDirectory,
    private readonly stays: StayRepository,
    private readonly life: ClaimLifeRepository,
    private readonly bookings: BookingRepository,
    private readonly strikes: StrikeRepository,
    private readonly ledger: ClaimLedger,
    private readonly quotas: QuotaRepository,
    private readonly audit: AuditTrail,
    private readonly clock: Clock,
  ) {}

  /**
   * The booking holds again if its rest is still free and its person has not had as much as they may meanwhile. The strike is lifted once in thirty days; else a manager decides. Said again, it changes nothing.
   * @throws BookingNotFound, NothingToAppeal
   */
  async appeal(actor: Actor, hubId: string, bookingId: string, reason: string): Promise<Appeal> {
    const places = await this.places.find(hubId, []);
    const attempt = (mayRestore: boolean): Promise<Appeal> =>
      this.unitOfWork.run(onBehalfOf(actor.context), async (tx) => {
        await this.bookings.lock(tx, [actor.personId]);
        const own = { hubId, bookingId, personId: actor.personId };
        await this.bookings.lock(tx, await this.life.bookablesOf(tx, own));
        const stay = await this.stays.lock(tx, hubId, bookingId, actor.personId);
        if (stay === undefined) throw new BookingNotFound();
        if (stay.appealedAt !== null) return (await this.strikes.appealOf(tx, hubId, bookingId))!;
        return this.judge(tx, actor, stay, places, reason, mayRestore);
      });
    return attempt(true).catch((error: unknown) => {
      const inTheWay = [BookableTaken, AlreadyBooked, QuotaReached].some((refusal) => error instanceof refusal);
      if (inTheWay) return attempt(false);
      throw error;
    });
  }

  private async judge(
    tx: Tx,
    actor: Actor,
    stay: LockedStay,
    places: HubPlaces,
    reason: string,
    mayRestore: boolean,
  ): Promise<Appeal> {
    const { rules } = places;
    const now = this.clock.now().round('millisecond');
    if (stay.noShowAt === null || Temporal.Instant.compare(now, appealEnds(stay.noShowAt)) >= 0)
      throw new NothingToAppeal();
    const restored = mayRestore && Temporal.Instant.compare(now, stay.span.end) < 0;
    if (restored) {
      await this.ledger.restore(tx, stay, stay.span);
      const bookables = stay.parts.flatMap(({ id }) => places.bookables.get(id) ?? []);
      const charges = chargesOf(places, bookables, stay.span, audiencesIn(actor.memberships, rules));
      if (charges.length > 0) await this.quotas.charge(tx, stay, charges, 'active');
    }
    const believed = !(await this.strikes.acceptedSince(tx, stay.personId, now.subtract(BELIEVED_AGAIN_AFTER)));
    if (believed) await this.strikes.lift(tx, stay, now);
    const outcome = believed ? 'accepted' : 'waiting';
    await this.strikes.appeal(tx, stay, { at: now, reason, restored, outcome });
    await this.audit.done(tx, {
      action: 'appeal.made',
      organisationId: rules.organisationId,
      hubId: stay.hubId,
      subjectId: stay.personId,
      object: `booking/${stay.bookingId}`,
      detail: { restored, outcome },
    });
    return { bookingId: stay.bookingId, at: now.toString(), reason, restored, outcome };
  }

  async myStrikes(actor: Actor): Promise<StrikePage> {
    const items = await this.unitOfWork.run(actor.context, (tx) => this.strikes.ofPerson(tx, actor.personId));
    return { items: [...items], next: null };
  }

  /** The oldest first; whose they are, it does not say. @throws HubNotFound, NotAllowed */
  async waiting(caller: Caller, hubId: string): Promise<AppealPage> {
    const { rules } = await this.places.find(hubId, []);
    requireInHub(caller, 'hub.manage', rules);
    return this.unitOfWork.run(onBehalfOf(caller.context), async (tx) => {
      const items = await this.strikes.waitingInHub(tx, hubId, MOST);
      await this.audit.viewed(tx, {
        action: 'appeals.viewed',
        organisationId: rules.organisationId,
        hubId,
        detail: { appeals: items.length },
      });
      return { items: [...items], next: null };
    });
  }

  /** @throws HubNotFound, NotAllowed, AppealNotFound */
  async decide(caller: Caller, hubId: string, bookingId: string, { outcome }: DecideAppeal): Promise<Appeal> {
    const { rules } = await this.places.find(hubId, []);
    requireInHub(caller, 'hub.manage', rules);
    return this.unitOfWork.run(onBehalfOf(caller.context), async (tx) => {
      const personId = await this.strikes.decide(tx, hubId, bookingId, outcome);
      if (personId === undefined) throw new AppealNotFound();
      if (outcome === 'accepted') await this.strikes.lift(tx, { hubId, bookingId }, this.clock.now());
      await this.audit.done(tx, {
        action: `appeal.${outcome}`,
        organisationId: rules.organisationId,
        hubId,
        subjectId: personId,
        object: `booking/${bookingId}`,
      });
      return (await this.strikes.appealOf(tx, hubId, bookingId))!;
    });
  }
}
