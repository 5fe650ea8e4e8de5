import { Injectable } from '@nestjs/common';
import type { Closure } from '#libs/contracts';
import { AuditTrail, type Caller, requireInHub } from '#libs/identity';
import { Clock, groupBy, Temporal } from '#libs/kernel';
import { onBehalfOf, type Tx, UnitOfWork } from '#libs/platform';
import { ClaimLedger } from '../claim-ledger.js';
import type { HeldClaim } from '../moves/move.repository.js';
import { BookingRepository } from '../persistence/booking.repository.js';
import { type HubPlaces, PlaceDirectory } from '../place-directory.js';
import { ClosureEnded, ClosureNotFound, ClosureUndoTooLate } from './closure-errors.js';
import { type Case, ClosureRestorer, type Outcome } from './closure-restorer.js';
import { ClosureUndoRepository } from './closure-undo.repository.js';
import { type ClaimEffect, ClosureRepository } from './closure.repository.js';

/** Opens what was closed: within ten minutes as if it had never been, later without touching bookings. */
@Injectable()
export class ClosureUndoService {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly places: PlaceDirectory,
    private readonly bookings: BookingRepository,
    private readonly closures: ClosureRepository,
    private readonly rows: ClosureUndoRepository,
    private readonly restorer: ClosureRestorer,
    private readonly ledger: ClaimLedger,
    private readonly audit: AuditTrail,
    private readonly clock: Clock,
  ) {}

  /**
   * Doing it again changes nothing.
   * @throws HubNotFound, NotAllowed, ClosureNotFound, ClosureUndoTooLate, ClosureEnded, ClosureRaced
   */
  async lift(caller: Caller, hubId: string, closureId: string, mode: 'undo' | 'end'): Promise<Closure> {
    const places = await this.places.find(hubId, []);
    requireInHub(caller, 'hub.manage', places.rules);
    return this.unitOfWork.run(onBehalfOf(caller.context), async (tx) => {
      const closure = await this.closures.one(tx, hubId, closureId);
      if (closure === undefined) throw new ClosureNotFound();
      return mode === 'end' ? this.end(tx, places, closure.id) : this.undo(tx, places, closure.id);
    });
  }

  private async end(tx: Tx, places: HubPlaces, closureId: string): Promise<Closure> {
    const closure = await this.lock(tx, places, closureId);
    if (closure.endedAt !== null) return closure;
    await this.breakWalls(tx, places, closureId, 'closure.ended');
    await this.rows.markEnded(tx, places.hub.id, closureId, this.now(), false);
    return (await this.closures.one(tx, places.hub.id, closureId))!;
  }

  /** Persons, then bookables, then rows, as everywhere: what it will touch is known since the closure was made. */
  private async undo(tx: Tx, places: HubPlaces, closureId: string): Promise<Closure> {
    const hubId = places.hub.id;
    const effects = await this.closures.effects(tx, hubId, closureId);
    const ofBookings = groupBy(effects, ({ bookingId }) => bookingId);
    const persons = await this.rows.personsOf(tx, hubId, [...ofBookings.keys()]);
    await this.bookings.lock(tx, [...new Set(persons.values())].toSorted());
    const closure = await this.lock(tx, places, closureId);
    if (closure.undone) return closure;
    if (closure.endedAt !== null) throw new ClosureEnded();
    const now = this.now();
    if (Temporal.Instant.compare(Temporal.Instant.from(closure.undoUntil), now) < 0)
      throw new ClosureUndoTooLate(closure.undoUntil);
    await this.lockPlaces(tx, hubId, closureId, effects);
    const claims = await this.lockClaims(tx, hubId, effects);
    await this.breakWalls(tx, places, closureId, 'closure.undone');
    const outcomes = new Map<string, Outcome>();
    for (const [bookingId, done] of ofBookings) {
      const personId = persons.get(bookingId) ?? null;
      const one = caseOf({ hubId, places, closureId, bookingId, personId, effects: done }, claims);
      const outcome = await this.restorer.restore(tx, one, now);
      outcomes.set(bookingId, outcome);
      if (outcome === 'restored') await this.tellAudit(tx, places, 'booking.restored', closureId, one);
    }
    await this.rows.markEffects(tx, hubId, closureId, outcomes);
    await this.rows.markEnded(tx, hubId, closureId, now, true);
    return (await this.closures.one(tx, hubId, closureId))!;
  }

  private async lock(tx: Tx, { hub }: HubPlaces, closureId: string): Promise<Closure> {
    await this.rows.lock(tx, hub.id, closureId);
    return (await this.closures.one(tx, hub.id, closureId))!;
  }

  private async lockPlaces(tx: Tx, hubId: string, closureId: string, effects: readonly ClaimEffect[]): Promise<void> {
    const walls = await this.rows.walls(tx, hubId, closureId);
    const involved = [
      ...walls.map(({ bookableId }) => bookableId),
      ...effects.flatMap(({ bookableId, place }) => (place === null ? [bookableId] : [bookableId, place.bookableId])),
    ];
    await this.bookings.lock(tx, [...new Set(involved)].toSorted());
  }

  private lockClaims(tx: Tx, hubId: string, effects: readonly ClaimEffect[]): Promise<readonly HeldClaim[]> {
    const bookings = effects.flatMap(({ bookingId, place }) => [
      { hubId, bookingId },
      ...(place === null ? [] : [place]),
    ]);
    return this.rows.lockClaims(tx, bookings);
  }

  private async breakWalls(tx: Tx, { rules }: HubPlaces, closureId: string, action: string): Promise<void> {
    const walls = await this.rows.walls(tx, rules.hubId, closureId);
    const ids = walls.map(({ id }) => id);
    // What was there before the closure goes first; who waits is offered the rest by the sweep.
    if (action === 'closure.undone') await this.ledger.displace(tx, rules.hubId, ids, 'cancelled');
    else await this.ledger.end(tx, rules.hubId, ids, 'cancelled');
    const { organisationId, hubId } = rules;
    await this.audit.done(tx, { action, organisationId, hubId, object: `closure/${closureId}` });
  }

  private async tellAudit(
    tx: Tx,
    { rules: { organisationId, hubId } }: HubPlaces,
    action: string,
    closureId: string,
    { bookingId, personId: subjectId }: Case,
  ): Promise<void> {
    const object = `booking/${bookingId}`;
    await this.audit.done(tx, { action, organisationId, hubId, subjectId, object, detail: { closureId } });
  }

  private now(): Temporal.Instant {
    return this.clock.now().round('millisecond');
  }
}

function caseOf(one: Omit<Case, 'claims' | 'successors'>, locked: readonly HeldClaim[]): Case {
  const successor = one.effects[0]?.place?.bookingId;
  return {
    ...one,
    claims: new Map(locked.map((claim) => [claim.id, claim])),
    successors: locked.filter(({ bookingId }) => bookingId === successor && bookingId !== one.bookingId),
  };
}
