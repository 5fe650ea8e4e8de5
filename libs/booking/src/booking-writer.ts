import { Injectable } from '@nestjs/common';
import type { BookableKind, Booking, BookingItem } from '#libs/contracts';
import type { BookableInSpace } from '#libs/hubs';
import { newId, type Temporal, type TimeRange } from '#libs/kernel';
import type { Tx } from '#libs/platform';
import { BookableChooser } from './bookable-chooser.js';
import { StrikeGuard } from './check-in/strike-guard.js';
import { ApprovalRepository } from './approvals/approval.repository.js';
import { ClaimEvents } from './claim-events.js';
import type { BookingPolicy } from './domain/booking-policy.js';
import { approvalDue } from './domain/approval.js';
import { blockedBy } from './domain/booking-rules.js';
import { HoldConverter, type ShownHold } from './holds/hold-converter.js';
import { BookingRepository } from './persistence/booking.repository.js';
import type { HubPlaces } from './place-directory.js';
import { placesFor } from './policy/assert-allowed.js';
import { QuotaRepository } from './policy/quota.repository.js';
import { chargesOf } from './policy/charges-of.js';
import { policyFor } from './policy-for.js';

/** A booking that the rules allow. */
export interface Order {
  readonly id: string;
  readonly personId: string;
  readonly places: HubPlaces;
  readonly items: readonly BookingItem[];
  readonly span: TimeRange;
  readonly createdAt: Temporal.Instant;
  /** What the person is in the hub (`audiencesIn`); none: one of the public */
  readonly audiences: readonly string[];
  /** Of which it is one day */
  readonly seriesId?: string | null;
  /** With other days, so that its person is told of them as a whole */
  readonly ofSeries?: true;
  /** Who makes it, when it is not its own person */
  readonly by?: 'agent';
  /** What it holds already */
  readonly hold?: ShownHold | undefined;
}

/** What is to be found for somebody, or for nobody in particular yet. */
export type Wanted = Pick<Order, 'id' | 'places' | 'items' | 'span' | 'createdAt' | 'audiences'> & {
  readonly personId: string | null;
};

/** The one way in which bookings come into being: all of one, or nothing of it. */
@Injectable()
export class BookingWriter {
  constructor(
    private readonly bookings: BookingRepository,
    private readonly chooser: BookableChooser,
    private readonly events: ClaimEvents,
    private readonly quotas: QuotaRepository,
    private readonly strikes: StrikeGuard,
    private readonly holds: HoldConverter,
    private readonly approvals: ApprovalRepository,
  ) {}

  /**
   * To be called while the person is locked.
   * @throws AlreadyBooked, BookableTaken, NothingAsWished, BookableNotFound, NotSignedIn, QuotaReached, TooManyNoShows,
   *   HoldNotFound, HoldEnded, HoldDiffers, NoTimeToApprove
   */
  async write(tx: Tx, order: Order): Promise<Booking> {
    const { id, personId, places, span, createdAt, hold, seriesId = null } = order;
    const hubId = places.hub.id;
    await this.strikes.assertMayBook(tx, personId, places, kindsOf(order), createdAt);
    const bookables = hold === undefined ? await this.allocate(tx, order) : await this.holds.open(tx, order, hold);
    const policies = bookables.map((one) => policyOf(order, one));
    const dueAt = approvalDue(span, createdAt, policies);
    if (hold === undefined) {
      const claims = bookables.map((one, n) => ({
        id: newId(),
        bookableId: one.id,
        blocked: blockedBy(span, policies[n]!),
      }));
      await this.bookings.insert(tx, { id, personId, hubId, span, claims, createdAt, seriesId, dueAt });
    } else await this.holds.convert(tx, order, hold.id, dueAt);
    if (dueAt !== null) await this.approvals.ask(tx, hubId, id, createdAt, dueAt);
    const charges = chargesOf(places, bookables, span, order.audiences);
    if (charges.length > 0) await this.quotas.charge(tx, { personId, hubId, bookingId: id }, charges);
    await this.events.tell(
      tx,
      bookables.map((bookable) => ({ hubId, bookableId: bookable.id, during: span, status: statusOf(dueAt) })),
      [
        {
          hubId,
          bookingId: id,
          change: dueAt === null ? 'confirmed' : 'requested',
          by: order.by ?? 'person',
          ...ofSeries(order),
        },
      ],
    );
    return written(order, bookables, dueAt);
  }

  /**
   * Chooses what is wished for, and locks all of it.
   * @throws NothingAsWished
   */
  async allocate(tx: Tx, wanted: Wanted): Promise<readonly BookableInSpace[]> {
    const locks = locksOf(wanted);
    if (locks.length > 0) await this.bookings.lock(tx, locks);
    return this.bookablesOf(tx, wanted);
  }

  private async bookablesOf(tx: Tx, order: Wanted): Promise<readonly BookableInSpace[]> {
    const { id, places, items, span, personId, createdAt, audiences } = order;
    const held = new Map(namedIn(items).map((bookableId) => [bookableId, places.bookables.get(bookableId)!]));
    for (const item of items) {
      if ('bookableId' in item) continue;
      const allowed = placesFor(places, item, { span, now: createdAt, audiences });
      const free = widestOf(order, allowed, item.kind);
      const chosen = await this.chooser.choose(tx, allowed, item, free, new Set(held.keys()), `${personId} ${id}`);
      for (const bookable of chosen) held.set(bookable.id, bookable);
    }
    return [...held.values()];
  }
}

export const policyOf = (
  { places, audiences }: Pick<Order, 'places' | 'audiences'>,
  { kind, spaceId }: Pick<BookableInSpace, 'kind' | 'spaceId'>,
): BookingPolicy => policyFor(places, kind, { spaceId, audiences });

/** For how long what is chosen must be free: of the kind, what needs the most time before and after. */
function widestOf(order: Wanted, { bookables, layers }: HubPlaces, kind: BookableKind): TimeRange {
  if (layers.length === 0) return order.span;
  const spaces = new Set([...bookables.values()].filter((one) => one.kind === kind).map(({ spaceId }) => spaceId));
  const policies = [...spaces].map((spaceId) => policyOf(order, { kind, spaceId }));
  return blockedBy(order.span, {
    setUpMinutes: Math.max(0, ...policies.map(({ setUpMinutes }) => setUpMinutes)),
    cleaningMinutes: Math.max(0, ...policies.map(({ cleaningMinutes }) => cleaningMinutes)),
  });
}

const kindsOf = ({ items, places }: Order): readonly BookableKind[] =>
  items.map((item) => ('bookableId' in item ? places.bookables.get(item.bookableId.toLowerCase())!.kind : item.kind));

/** The ids of what is asked for by name. */
export const namedIn = (items: readonly BookingItem[]): readonly string[] =>
  items.flatMap((item) => ('bookableId' in item ? [item.bookableId.toLowerCase()] : []));

/**
 * After the person's own lock: the hub where several are chosen at once, then what is named, in one order for all, so that nobody waits in a circle.
 * Two teams who took what they find one by one would leave too little for each other.
 */
function locksOf({ places, items }: Wanted): readonly string[] {
  const wished = items.reduce((sum, item) => sum + ('bookableId' in item ? 0 : item.count), 0);
  return [...(wished > 1 ? [`choosing ${places.hub.id}`] : []), ...namedIn(items).toSorted()];
}

const ofSeries = (order: Order): Pick<Order, 'ofSeries'> => (order.ofSeries === true ? { ofSeries: true } : {});

const statusOf = (dueAt: Temporal.Instant | null): 'confirmed' | 'held' => (dueAt === null ? 'confirmed' : 'held');

function written(
  { id, places, span, createdAt, seriesId = null }: Order,
  bookables: readonly BookableInSpace[],
  dueAt: Temporal.Instant | null,
): Booking {
  const held = bookables.map(({ id: bookableId, kind, label, spaceName }) => ({
    id: bookableId,
    kind,
    label,
    spaceName,
    status: statusOf(dueAt),
  }));
  return {
    id,
    hub: places.hub,
    bookables: held.toSorted((a, b) => compare(a.kind, b.kind) || compare(a.label, b.label)),
    ...span.written,
    status: statusOf(dueAt),
    createdAt: createdAt.toString(),
    seriesId,
    bookedBy: null,
    approval: dueAt && { until: dueAt.toString(), decision: null, reason: null },
    onMyWayAt: null,
    noShowAt: null,
    appealedAt: null,
  };
}

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
