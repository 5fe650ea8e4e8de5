import { Injectable } from '@nestjs/common';
import type { Booking, BookingItem } from '#libs/contracts';
import type { BookableInSpace } from '#libs/hubs';
import { newId, type Temporal, type TimeRange } from '#libs/kernel';
import type { Tx } from '#libs/platform';
import { BookableChooser } from './bookable-chooser.js';
import { ClaimEvents } from './claim-events.js';
import { BookingRepository } from './persistence/booking.repository.js';
import type { HubPlaces } from './place-directory.js';

/** A booking that the rules allow. */
export interface Order {
  readonly id: string;
  readonly personId: string;
  readonly places: HubPlaces;
  readonly items: readonly BookingItem[];
  readonly span: TimeRange;
  readonly createdAt: Temporal.Instant;
}

/** The one way in which bookings come into being: all of one, or nothing of it. */
@Injectable()
export class BookingWriter {
  constructor(
    private readonly bookings: BookingRepository,
    private readonly chooser: BookableChooser,
    private readonly events: ClaimEvents,
  ) {}

  /**
   * To be called while the person is locked.
   * @throws AlreadyBooked, BookableTaken, NothingAsWished, BookableNotFound, NotSignedIn
   */
  async write(tx: Tx, order: Order): Promise<Booking> {
    const { id, personId, places, span, createdAt } = order;
    const hubId = places.hub.id;
    const locks = locksOf(order);
    if (locks.length > 0) await this.bookings.lock(tx, locks);
    const bookables = await this.bookablesOf(tx, order);
    const claims = bookables.map((bookable) => ({ id: newId(), bookableId: bookable.id, blocked: span }));
    await this.bookings.insert(tx, { id, personId, hubId, span, claims, createdAt });
    await this.events.tell(
      tx,
      bookables.map((bookable) => ({ hubId, bookableId: bookable.id, during: span, status: 'confirmed' })),
      [{ hubId, bookingId: id, change: 'confirmed', by: 'person' }],
    );
    return confirmed(order, bookables);
  }

  private async bookablesOf(tx: Tx, { id, places, items, span, personId }: Order): Promise<readonly BookableInSpace[]> {
    const held = new Map(namedIn(items).map((bookableId) => [bookableId, places.bookables.get(bookableId)!]));
    for (const item of items) {
      if ('bookableId' in item) continue;
      const chosen = await this.chooser.choose(tx, places, item, span, new Set(held.keys()), `${personId} ${id}`);
      for (const bookable of chosen) held.set(bookable.id, bookable);
    }
    return [...held.values()];
  }
}

/** The ids of what is asked for by name. */
export const namedIn = (items: readonly BookingItem[]): readonly string[] =>
  items.flatMap((item) => ('bookableId' in item ? [item.bookableId.toLowerCase()] : []));

/**
 * After the person's own lock: the hub where several are chosen at once, then what is named, in one order for all, so that nobody waits in a circle.
 * Two teams who took what they find one by one would leave too little for each other.
 */
function locksOf({ places, items }: Order): readonly string[] {
  const wished = items.reduce((sum, item) => sum + ('bookableId' in item ? 0 : item.count), 0);
  return [...(wished > 1 ? [`choosing ${places.hub.id}`] : []), ...namedIn(items).toSorted()];
}

function confirmed({ id, places, span, createdAt }: Order, bookables: readonly BookableInSpace[]): Booking {
  const held = bookables.map(({ id: bookableId, kind, label, spaceName }) => ({
    id: bookableId,
    kind,
    label,
    spaceName,
    status: 'confirmed' as const,
  }));
  return {
    id,
    hub: places.hub,
    bookables: held.toSorted((a, b) => compare(a.kind, b.kind) || compare(a.label, b.label)),
    ...span.written,
    status: 'confirmed',
    createdAt: createdAt.toString(),
  };
}

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
