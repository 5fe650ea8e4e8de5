import { Injectable } from '@nestjs/common';
import { AuditTrail } from '#libs/identity';
import { DomainError, newId } from '#libs/kernel';
import type { Tx } from '#libs/platform';
import { BookableChooser } from '../bookable-chooser.js';
import { BookingEvents } from '../booking-events.js';
import { BookingWriter } from '../booking-writer.js';
import { ClaimEvents } from '../claim-events.js';
import { ClaimLedger } from '../claim-ledger.js';
import { NothingAsWished } from '../domain/booking-errors.js';
import { MoveEvents } from '../moves/move-events.js';
import { type HeldClaim, MoveRepository, type PlacedClaim } from '../moves/move.repository.js';
import type { HubPlaces } from '../place-directory.js';
import { WaitingRepository } from '../waiting/waiting.repository.js';
import { type ClosurePlan, needsOf } from './closure-planner.js';
import { type ClaimEffect, ClosureRepository, type NewClosure } from './closure.repository.js';
import { type HitBooking, HitRepository } from './hit.repository.js';

/** A closure with everything that it needs to know before its transaction. */
export interface ClosureOrder {
  readonly closure: NewClosure;
  readonly places: HubPlaces;
  readonly zone: readonly string[];
  readonly affected: 'move' | 'cancel';
  readonly plan: ClosurePlan;
  /** Those whose booking goes to another hub by the plan */
  readonly leaving: readonly string[];
  /** The other hubs that the plan names */
  readonly elsewhere: ReadonlyMap<string, HubPlaces>;
}

/** Clears a zone and puts up the walls, in the caller's transaction and under its locks. */
@Injectable()
export class ClosureWriter {
  constructor(
    private readonly hits: HitRepository,
    private readonly closures: ClosureRepository,
    private readonly moves: MoveRepository,
    private readonly moveEvents: MoveEvents,
    private readonly ledger: ClaimLedger,
    private readonly writer: BookingWriter,
    private readonly chooser: BookableChooser,
    private readonly claimEvents: ClaimEvents,
    private readonly bookingEvents: BookingEvents,
    private readonly entries: WaitingRepository,
    private readonly audit: AuditTrail,
  ) {}

  /** @throws ClosureRaced */
  async write(tx: Tx, order: ClosureOrder, hit: readonly HitBooking[]): Promise<void> {
    const { closure, zone } = order;
    const { hubId, id, span } = closure;
    await this.closures.insert(tx, closure);
    const effects: ClaimEffect[] = [];
    for (const booking of hit) {
      const made = await this.clear(tx, order, booking);
      effects.push(...made);
      await this.tellAudit(tx, order, booking, made[0]!.change);
    }
    const holds = await this.ledger.displace(tx, hubId, await this.hits.holds(tx, hubId, zone, span), 'cancelled');
    const offers = holds.flatMap(({ holdId }) => holdId ?? []);
    await this.entries.backInLine(tx, hubId, offers, closure.createdAt);
    const walls = await this.closures.block(tx, closure, zone);
    await this.claimEvents.tell(
      tx,
      walls.map((wall) => ({ hubId, ...wall, status: 'confirmed' })),
    );
    await this.closures.keepEffects(tx, hubId, id, effects);
    await this.audit.done(tx, {
      action: 'closure.made',
      organisationId: order.places.rules.organisationId,
      hubId,
      object: `closure/${id}`,
      detail: { spaceId: closure.spaceId, from: span.start.toString(), to: span.end.toString(), bookings: hit.length },
    });
  }

  private async clear(tx: Tx, order: ClosureOrder, booking: HitBooking): Promise<readonly ClaimEffect[]> {
    if (order.affected === 'cancel') return this.cancel(tx, order, booking);
    const planned = await this.stillFree(tx, order, booking);
    const [first] = planned ?? [];
    if (first !== undefined && first.hubId !== order.closure.hubId)
      return booking.personId === null
        ? this.cancel(tx, order, booking)
        : this.leave(tx, order, { ...booking, personId: booking.personId }, first);
    const targets = planned?.map(({ bookableId }) => bookableId) ?? (await this.another(tx, order, booking));
    return targets === undefined ? this.cancel(tx, order, booking) : this.move(tx, order, booking, targets);
  }

  /** The places of the plan for all that is hit of a booking, unless somebody was faster. */
  private async stillFree(
    tx: Tx,
    { plan }: ClosureOrder,
    { hit }: HitBooking,
  ): Promise<readonly { readonly hubId: string; readonly bookableId: string }[] | undefined> {
    const wanted = hit.flatMap(({ id, blocked }) => {
      const place = plan.get(id);
      return place === undefined ? [] : [{ hubId: place.hubId, bookableId: place.bookableId, blocked }];
    });
    if (wanted.length < hit.length) return undefined;
    const free = await this.hits.freeOf(tx, wanted);
    return free.size === wanted.length ? wanted : undefined;
  }

  /** What the plan did not foresee finds its place in the hub, without waiting for anybody. */
  private async another(
    tx: Tx,
    { places, zone, closure }: ClosureOrder,
    { bookingId, hit }: HitBooking,
  ): Promise<readonly string[] | undefined> {
    const targets: string[] = [];
    try {
      for (const { bookableId, blocked } of hit) {
        const { kind } = places.bookables.get(bookableId)!;
        const wish = { kind, count: 1, needs: needsOf(places, bookableId), likes: [], beside: [bookableId] };
        const passedOver = new Set([...zone, ...targets]);
        const [found] = await this.chooser.choose(tx, places, wish, blocked, passedOver, `${closure.id} ${bookingId}`);
        targets.push(found!.id);
      }
      return targets;
    } catch (error) {
      if (error instanceof NothingAsWished) return undefined;
      throw error;
    }
  }

  private async move(
    tx: Tx,
    { closure: { hubId, id } }: ClosureOrder,
    { bookingId, hit }: HitBooking,
    targets: readonly string[],
  ): Promise<readonly ClaimEffect[]> {
    const placed: readonly PlacedClaim[] = hit.map((claim, n) => ({ ...claim, bookableId: targets[n]! }));
    await this.moves.place(tx, hubId, placed);
    await this.moveEvents.tell(tx, hubId, hit, placed, 'manager', { closureId: id });
    return hit.map((claim, n) => effectOn(claim, 'moved', { hubId, bookableId: targets[n]!, bookingId }));
  }

  /** Whom the rules of the other hub keep out can not go there: what was tried is taken back, and nothing else. */
  private async leave(
    tx: Tx,
    order: ClosureOrder,
    booking: HitBooking & { readonly personId: string },
    place: { readonly hubId: string; readonly bookableId: string },
  ): Promise<readonly ClaimEffect[]> {
    const effects = await this.closures.attempt(
      tx,
      () => this.supersede(tx, order, booking, place),
      (error) => error instanceof DomainError,
    );
    return effects ?? this.cancel(tx, order, booking);
  }

  /** In another hub: a new booking, that takes the place of the old one. */
  private async supersede(
    tx: Tx,
    { closure, elsewhere }: ClosureOrder,
    { bookingId, personId, during, claims }: HitBooking & { readonly personId: string },
    { hubId: newHubId, bookableId }: { readonly hubId: string; readonly bookableId: string },
  ): Promise<readonly ClaimEffect[]> {
    const { hubId, createdAt } = closure;
    const successor = { hubId: newHubId, bookingId: newId() };
    const ids = claims.map(({ id }) => id);
    await this.ledger.displace(tx, hubId, ids, 'cancelled');
    const places = elsewhere.get(newHubId)!;
    const items = [{ bookableId }];
    await this.writer.write(tx, {
      id: successor.bookingId,
      personId,
      places,
      items,
      span: during,
      createdAt,
      // What they are in the other organisation is not known while they are not here: the rules of the public go for them.
      audiences: [],
    });
    await this.closures.supersede(tx, successor, hubId, bookingId);
    await this.bookingEvents.tell(tx, [
      { hubId, bookingId, change: 'superseded', by: 'manager', closureId: closure.id, successor },
    ]);
    return claims.map((claim) => effectOn(claim, 'superseded', { ...successor, bookableId }));
  }

  private async cancel(
    tx: Tx,
    { closure: { hubId, id } }: ClosureOrder,
    { bookingId, claims }: HitBooking,
  ): Promise<readonly ClaimEffect[]> {
    const ids = claims.map((claim) => claim.id);
    await this.ledger.displace(tx, hubId, ids, 'cancelled');
    await this.bookingEvents.tell(tx, [{ hubId, bookingId, change: 'cancelled', by: 'manager', closureId: id }]);
    return claims.map((claim) => effectOn(claim, 'cancelled', null));
  }

  private async tellAudit(
    tx: Tx,
    { closure, places }: ClosureOrder,
    { bookingId, personId }: HitBooking,
    change: ClaimEffect['change'],
  ): Promise<void> {
    await this.audit.done(tx, {
      action: `booking.${change}`,
      organisationId: places.rules.organisationId,
      hubId: closure.hubId,
      subjectId: personId,
      object: `booking/${bookingId}`,
      detail: { closureId: closure.id },
    });
  }
}

const effectOn = (
  { id, bookingId, bookableId, status }: HeldClaim,
  change: ClaimEffect['change'],
  place: ClaimEffect['place'],
): ClaimEffect => ({ claimId: id, bookingId, bookableId, status, change, place, undone: null });
