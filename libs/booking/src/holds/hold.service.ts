import { Injectable } from '@nestjs/common';
import type { CreateHold, Hold } from '#libs/contracts';
import { type Actor, hashOf, newSecret } from '#libs/identity';
import { Clock, newId, TimeRange } from '#libs/kernel';
import { ANONYMOUS, elevated, type Tx, UnitOfWork } from '#libs/platform';
import { BookingWriter, namedIn, policyOf, type Wanted } from '../booking-writer.js';
import { ClaimEvents } from '../claim-events.js';
import { ClaimLedger } from '../claim-ledger.js';
import { blockedBy } from '../domain/booking-rules.js';
import { PlaceDirectory } from '../place-directory.js';
import { assertAllowed } from '../policy/assert-allowed.js';
import { audiencesIn } from '../policy/audiences-in.js';
import { ExpiredHolds } from './expired-holds.js';
import { HoldNotFound } from './hold-errors.js';
import { HoldRepository } from './hold.repository.js';

/** Holds desks for some minutes, for somebody who is about to sign in or to make up their mind. */
@Injectable()
export class HoldService {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly places: PlaceDirectory,
    private readonly writer: BookingWriter,
    private readonly events: ClaimEvents,
    private readonly holds: HoldRepository,
    private readonly expired: ExpiredHolds,
    private readonly ledger: ClaimLedger,
    private readonly clock: Clock,
  ) {}

  /**
   * @param actor null: whoever has the secret
   * @throws HubNotFound, BookableNotFound, HubClosed, InThePast, TooShort, TooLong, OffTheGrid, TooFarAhead, BookableTaken, NothingAsWished
   */
  async hold(actor: Actor | null, hubId: string, { items, from, to }: CreateHold): Promise<Hold> {
    const span = TimeRange.parse(from, to);
    const places = await this.places.find(hubId, namedIn(items));
    const audiences = actor === null ? [] : audiencesIn(actor.memberships, places.rules);
    return this.expired.passing(hubId, span, () =>
      this.unitOfWork.run(actor?.context ?? ANONYMOUS, async (tx) => {
        const createdAt = this.clock.now().round('millisecond');
        assertAllowed(places, items, { span, now: createdAt, audiences });
        const wanted = { id: newId(), personId: actor?.personId ?? null, places, items, span, createdAt, audiences };
        return elevated(tx, (system) => this.write(system, wanted));
      }),
    );
  }

  private async write(tx: Tx, wanted: Wanted): Promise<Hold> {
    const { id, personId, places, span, createdAt } = wanted;
    const hubId = places.hub.id;
    const secret = newSecret();
    const bookables = await this.writer.allocate(tx, wanted);
    const policies = bookables.map((one) => policyOf(wanted, one));
    const expiresAt = createdAt.add({ minutes: Math.min(...policies.map(({ holdMinutes }) => holdMinutes)) });
    const claims = bookables.map((one, n) => ({
      id: newId(),
      bookableId: one.id,
      blocked: blockedBy(span, policies[n]!),
    }));
    await this.holds.insert(tx, {
      id,
      hubId,
      personId,
      secretHash: hashOf(secret),
      span,
      claims,
      createdAt,
      expiresAt,
    });
    await this.events.tell(
      tx,
      claims.map(({ bookableId }) => ({ hubId, bookableId, during: span, status: 'held' })),
    );
    return {
      id,
      secret,
      expiresAt: expiresAt.toString(),
      bookables: bookables.map(({ id: bookableId, kind, label, spaceName }) => ({
        id: bookableId,
        kind,
        label,
        spaceName,
      })),
    };
  }

  /**
   * Gives a hold back; once it is over, nothing changes.
   * @param secret unless it is the caller's own
   * @throws HoldNotFound
   */
  async giveBack(actor: Actor | null, hubId: string, holdId: string, secret?: string): Promise<void> {
    const key = {
      hubId,
      id: holdId,
      personId: actor?.personId ?? null,
      secretHash: secret === undefined ? null : hashOf(secret),
    };
    await this.unitOfWork.run(actor?.context ?? ANONYMOUS, (tx) =>
      elevated(tx, async (system) => {
        const hold = await this.holds.lock(system, key);
        if (hold === undefined) throw new HoldNotFound();
        const held = hold.claims.filter((claim) => claim.held).map(({ id }) => id);
        if (held.length > 0) await this.ledger.end(system, hubId, held, 'cancelled');
      }),
    );
  }
}
