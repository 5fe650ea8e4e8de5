import { Injectable } from '@nestjs/common';
import type { ClosureEffect } from '#libs/contracts';
import { Temporal } from '#libs/kernel';
import type { Tx } from '#libs/platform';
import { BookingEvents } from '../booking-events.js';
import { ClaimEvents } from '../claim-events.js';
import { ClaimLedger } from '../claim-ledger.js';
import { sameSpan } from '../domain/move-plan.js';
import { MoveEvents } from '../moves/move-events.js';
import { type HeldClaim, MoveRepository } from '../moves/move.repository.js';
import { ClosureUndoRepository } from './closure-undo.repository.js';
import type { HubPlaces } from '../place-directory.js';
import { chargesOf } from '../policy/charges-of.js';
import { QuotaRepository } from '../policy/quota.repository.js';
import type { ClaimEffect } from './closure.repository.js';
import { HitRepository } from './hit.repository.js';

export type Outcome = NonNullable<ClosureEffect['undone']>;

/** What was done to one booking, and how it stands now. */
export interface Case {
  readonly hubId: string;
  readonly places: HubPlaces;
  readonly closureId: string;
  readonly bookingId: string;
  /** Null: the person was erased */
  readonly personId: string | null;
  readonly effects: readonly ClaimEffect[];
  /** Of the booking and of what took its place, by id */
  readonly claims: ReadonlyMap<string, HeldClaim>;
  readonly successors: readonly HeldClaim[];
}

const ANY = 2 ** 31 - 1;
const ACTIVE: ReadonlySet<string> = new Set(['held', 'confirmed', 'checked_in']);

/** Puts back what a closure did to one booking, or says why it can not. The walls are down by then, and everybody involved is locked. */
@Injectable()
export class ClosureRestorer {
  constructor(
    private readonly hits: HitRepository,
    private readonly moves: MoveRepository,
    private readonly undo: ClosureUndoRepository,
    private readonly ledger: ClaimLedger,
    private readonly quotas: QuotaRepository,
    private readonly moveEvents: MoveEvents,
    private readonly claimEvents: ClaimEvents,
    private readonly bookingEvents: BookingEvents,
  ) {}

  /** @throws ClosureRaced */
  async restore(tx: Tx, one: Case, now: Temporal.Instant): Promise<Outcome> {
    const { personId, effects, claims } = one;
    if (personId === null) return 'person-gone';
    const mine = effects.map(({ claimId }) => claims.get(claimId)!);
    if (mine.some(({ during }) => Temporal.Instant.compare(during.end, now) <= 0)) return 'over';
    const [{ change }] = effects as [ClaimEffect];
    if (change === 'moved') return this.moveBack(tx, one, mine);
    if (mine.some(({ status }) => status !== 'cancelled')) return 'changed-since';
    return change === 'superseded' ? this.returnHere(tx, one, mine) : this.revive(tx, one, personId, mine);
  }

  private async moveBack(tx: Tx, one: Case, mine: readonly HeldClaim[]): Promise<Outcome> {
    const { hubId, closureId, effects } = one;
    const stands = mine.every(
      ({ status, bookableId }, n) => ACTIVE.has(status) && bookableId === effects[n]!.place!.bookableId,
    );
    if (!stands) return 'changed-since';
    if (!(await this.areFree(tx, one, mine))) return 'place-taken';
    const placed = mine.map((claim, n) => ({ ...claim, bookableId: effects[n]!.bookableId }));
    await this.moves.place(tx, hubId, placed);
    await this.moveEvents.tell(tx, hubId, mine, placed, 'manager', { closureId });
    return 'restored';
  }

  /** From another hub. What took the place of the booking is given back. */
  private async returnHere(tx: Tx, one: Case, mine: readonly HeldClaim[]): Promise<Outcome> {
    const { hubId: otherHubId } = one.effects[0]!.place!;
    const there = one.successors.filter(({ status }) => ACTIVE.has(status));
    if (there.length !== mine.length || there.some(({ during }, n) => !sameSpan(during, mine[n]!.during)))
      return 'changed-since';
    if (!(await this.areFree(tx, one, mine))) return 'place-taken';
    const ids = there.map(({ id }) => id);
    await this.ledger.end(tx, otherHubId, ids, 'cancelled');
    await this.liveAgain(tx, one, one.personId!, mine);
    return 'restored';
  }

  private async revive(tx: Tx, one: Case, personId: string, mine: readonly HeldClaim[]): Promise<Outcome> {
    if (!(await this.areFree(tx, one, mine))) return 'place-taken';
    if (await this.undo.isEngaged(tx, personId, mine[0]!.during)) return 'person-engaged';
    await this.liveAgain(tx, one, personId, mine);
    return 'restored';
  }

  private async areFree(tx: Tx, { hubId, effects }: Case, mine: readonly HeldClaim[]): Promise<boolean> {
    const wanted = mine.map(({ blocked }, n) => ({ hubId, bookableId: effects[n]!.bookableId, blocked }));
    const besides = mine.map(({ id }) => id);
    return (await this.hits.freeOf(tx, wanted, besides)).size === wanted.length;
  }

  private async liveAgain(tx: Tx, one: Case, personId: string, mine: readonly HeldClaim[]): Promise<void> {
    const { hubId, places, bookingId, closureId, effects } = one;
    const claims = effects.map(({ claimId, status }) => ({ id: claimId, status: status as HeldClaim['status'] }));
    await this.undo.revive(tx, hubId, bookingId, claims);
    const bookables = mine.flatMap(({ bookableId }) => places.bookables.get(bookableId) ?? []);
    // It counts again, and is refused by no quota: it was theirs before.
    const charges = chargesOf(places, bookables, mine[0]!.during, []).map((charge) => ({ ...charge, allowed: ANY }));
    if (charges.length > 0) await this.quotas.charge(tx, { personId, hubId, bookingId }, charges);
    await this.claimEvents.tell(
      tx,
      mine.map(({ bookableId, during }, n) => ({ hubId, bookableId, during, status: claims[n]!.status })),
    );
    await this.bookingEvents.tell(tx, [{ hubId, bookingId, change: 'restored', by: 'manager', closureId }]);
  }
}
