import { Injectable } from '@nestjs/common';
import type { JoinWaitingList, WaitingEntry, WaitingList } from '#libs/contracts';
import type { Actor } from '#libs/identity';
import { Clock, newId, type Temporal, TimeRange } from '#libs/kernel';
import { elevated, type Tx, UnitOfWork } from '#libs/platform';
import { namedIn } from '../booking-writer.js';
import { ClaimLedger } from '../claim-ledger.js';
import { blockedBy } from '../domain/booking-rules.js';
import { Idempotency, type Keyed } from '../idempotency.js';
import { BookingRepository } from '../persistence/booking.repository.js';
import { PlaceDirectory } from '../place-directory.js';
import { assertAllowed } from '../policy/assert-allowed.js';
import { audiencesIn } from '../policy/audiences-in.js';
import { policyFor } from '../policy-for.js';
import { waitingHash } from './waiting-hash.js';
import { WaitingEntryNotFound } from './waiting-errors.js';
import { WaitingSuccession } from './waiting-succession.js';
import { type StoredEntry, WaitingRepository } from './waiting.repository.js';

const MOST_LISTED = 100;
/** Free places that are tried when somebody joins; what rivals are at work on, their own transactions offer. */
const MOST_TRIED = 20;

/** Puts people in line and takes them out of it, always as the person who asks. */
@Injectable()
export class WaitingListService {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly places: PlaceDirectory,
    private readonly entries: WaitingRepository,
    private readonly bookings: BookingRepository,
    private readonly succession: WaitingSuccession,
    private readonly idempotency: Idempotency,
    private readonly ledger: ClaimLedger,
    private readonly clock: Clock,
  ) {}

  /**
   * What is free by now is offered at once.
   * @throws HubNotFound, BookableNotFound, HubClosed, InThePast, TooShort, TooLong, OffTheGrid, TooFarAhead, AlreadyWaiting,
   *   IdempotencyKeyReused, InvalidIdempotencyKey
   */
  async join(actor: Actor, hubId: string, request: JoinWaitingList, idempotencyKey?: string): Promise<WaitingEntry> {
    const { personId } = actor;
    const { item } = request;
    const span = TimeRange.parse(request.from, request.to);
    const places = await this.places.find(hubId, namedIn([item]));
    const audiences = audiencesIn(actor.memberships, places.rules);
    const named = 'bookableId' in item ? places.bookables.get(item.bookableId.toLowerCase())! : item;
    const policy = policyFor(places, named.kind, { spaceId: named.spaceId ?? null, audiences });
    const keyed: Keyed = { personId, key: idempotencyKey, hash: waitingHash(hubId, request) };
    return this.idempotency.once(actor.context, keyed, async (tx) => {
      await this.entries.lockForJoining(tx, places.hub.id);
      const createdAt = this.clock.now().round('millisecond');
      assertAllowed(places, [item], { span, now: createdAt, audiences });
      const id = newId();
      await this.entries.insert(tx, {
        id,
        hubId: places.hub.id,
        personId,
        item,
        during: span,
        blocked: blockedBy(span, policy),
        createdAt,
        offerMinutes: policy.offerMinutes,
      });
      await elevated(tx, (system) => this.offerIfFree(system, id, createdAt));
      const [entry] = await this.inLine(tx, personId, await this.entries.ofPerson(tx, personId, 1, id));
      return entry!;
    });
  }

  async mine(actor: Actor): Promise<WaitingList> {
    const { personId, context } = actor;
    const items = await this.unitOfWork.run(context, async (tx) =>
      this.inLine(tx, personId, await this.entries.ofPerson(tx, personId, MOST_LISTED)),
    );
    return { items: [...items], next: null };
  }

  /**
   * Leaves the line, or declines what is offered: it goes to the next one. Once over, nothing changes.
   * @throws WaitingEntryNotFound
   */
  async leave(actor: Actor, hubId: string, entryId: string): Promise<void> {
    const { personId } = actor;
    await this.unitOfWork.run(actor.context, async (tx) => {
      if (await this.entries.leaveLine(tx, personId, hubId, entryId, this.clock.now())) return;
      const claimIds = await this.entries.offeredClaims(tx, personId, hubId, entryId);
      if (claimIds === undefined) throw new WaitingEntryNotFound();
      if (claimIds.length > 0) await this.ledger.end(tx, hubId, claimIds, 'cancelled');
    });
  }

  /** Each with its place in line. Others' entries are counted, never shown. */
  private async inLine(tx: Tx, personId: string, entries: readonly StoredEntry[]): Promise<readonly WaitingEntry[]> {
    const waits = ({ status }: StoredEntry): boolean => status === 'waiting';
    const ahead = entries.some(waits)
      ? await elevated(tx, (system) => this.entries.ahead(system, personId))
      : new Map<string, number>();
    return entries.map((entry) => ({ ...entry, ahead: waits(entry) ? (ahead.get(entry.id) ?? 0) : null }));
  }

  /** Without waiting for rivals: the line is locked. */
  private async offerIfFree(tx: Tx, entryId: string, now: Temporal.Instant): Promise<void> {
    for (const { hubId, bookableId, span } of await this.entries.freePlaces(tx, now, MOST_TRIED, entryId)) {
      const [locked] = await this.bookings.tryLock(tx, [bookableId], 1);
      if (locked === undefined) continue;
      await this.succession.offer(tx, hubId, bookableId, span, now);
      return;
    }
  }
}
