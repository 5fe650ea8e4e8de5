import { Injectable } from '@nestjs/common';
import type { SwapBookings, Swapped } from '#libs/contracts';
import { AuditTrail, type Caller, requireInHub } from '#libs/identity';
import { onBehalfOf, type Tx, UnitOfWork } from '#libs/platform';
import { BookingNotFound } from '../domain/booking-errors.js';
import { BookingRepository } from '../persistence/booking.repository.js';
import { type HubPlaces, PlaceDirectory } from '../place-directory.js';
import { NotMovable, NotSwappable } from './move-errors.js';
import { MoveEvents } from './move-events.js';
import { type HeldClaim, MoveRepository } from './move.repository.js';

/** Two bookings of a hub change places, both or neither. */
@Injectable()
export class SwapService {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly places: PlaceDirectory,
    private readonly bookings: BookingRepository,
    private readonly rows: MoveRepository,
    private readonly events: MoveEvents,
    private readonly audit: AuditTrail,
  ) {}

  /** @throws HubNotFound, NotAllowed, BookingNotFound, NotMovable, NotSwappable, BookableTaken: in its own time, one of them finds the other place taken by a third */
  async swap(caller: Caller, hubId: string, { bookingIds }: SwapBookings): Promise<Swapped> {
    const places = await this.places.find(hubId, []);
    requireInHub(caller, 'hub.manage', places.rules);
    const ids = bookingIds.map((id) => id.toLowerCase());
    return this.unitOfWork.run(onBehalfOf(caller.context), async (tx) => {
      const owners = await this.ownersOf(tx, hubId, ids);
      const seen = await this.rows.held(tx, hubId, ids);
      await this.bookings.lock(tx, [...new Set(seen.map(({ bookableId }) => bookableId))].toSorted());
      const [a, b] = pairOf(places, await this.rows.lockHeld(tx, hubId, ids), ids);
      await this.rows.swap(tx, hubId, a, b);
      const after = [
        { ...a, bookableId: b.bookableId },
        { ...b, bookableId: a.bookableId },
      ];
      await this.events.tell(tx, hubId, [a, b], after, 'manager');
      for (const { bookingId } of after) await this.tellAudit(tx, places, bookingId, owners.get(bookingId)!);
      return { items: after.map(({ bookingId, bookableId }) => ({ bookingId, bookableId })) };
    });
  }

  private async ownersOf(tx: Tx, hubId: string, ids: readonly string[]): Promise<ReadonlyMap<string, string>> {
    const owners = new Map<string, string>();
    for (const id of ids) {
      const owner = await this.rows.ownerOf(tx, hubId, id);
      if (owner === undefined) throw new BookingNotFound();
      owners.set(id, owner);
    }
    return owners;
  }

  private async tellAudit(tx: Tx, { rules }: HubPlaces, bookingId: string, subjectId: string): Promise<void> {
    await this.audit.done(tx, {
      action: 'booking.swapped',
      organisationId: rules.organisationId,
      hubId: rules.hubId,
      subjectId,
      object: `booking/${bookingId}`,
    });
  }
}

function pairOf(
  { bookables }: HubPlaces,
  held: readonly HeldClaim[],
  ids: readonly string[],
): readonly [HeldClaim, HeldClaim] {
  const [ofA, ofB] = ids.map((id) => held.filter(({ bookingId }) => bookingId === id));
  const [a] = ofA!;
  const [b] = ofB!;
  if (a === undefined || b === undefined) throw new NotMovable();
  const kindOf = ({ bookableId }: HeldClaim): string | undefined => bookables.get(bookableId)?.kind;
  if (held.length !== 2 || kindOf(a) !== kindOf(b)) throw new NotSwappable();
  return [a, b];
}
