import { Injectable } from '@nestjs/common';
import type { Availability } from '#libs/contracts';
import { HubRepository, isOpen } from '#libs/hubs';
import type { Actor } from '#libs/identity';
import { groupBy, type TimeRange } from '#libs/kernel';
import { ANONYMOUS, type Tx, UnitOfWork } from '#libs/platform';
import { ClaimRepository } from './persistence/claim.repository.js';
import { BOOKING_POLICY } from './domain/booking-policy.js';
import { blockedBy, closedDayIn } from './domain/booking-rules.js';
import { type HubPlaces, PlaceDirectory } from './place-directory.js';
import { openTo } from './policy/assert-allowed.js';
import { audiencesIn } from './policy/audiences-in.js';
import { PolicyRepository } from './policy/policy.repository.js';
import { policyFor } from './policy-for.js';

/** What is free when. Needs nobody to be signed in: claims carry no person. */
@Injectable()
export class AvailabilityService {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly hubs: HubRepository,
    private readonly claims: ClaimRepository,
    private readonly places: PlaceDirectory,
    private readonly policies: PolicyRepository,
  ) {}

  /** @throws HubNotFound */
  async ofHub(hubId: string, span: TimeRange, actor: Actor | null): Promise<Availability> {
    const places = await this.places.find(hubId, []);
    const { rules } = places;
    const audiences = actor === null ? [] : audiencesIn(actor.memberships, rules);
    return this.unitOfWork.run(actor?.context ?? ANONYMOUS, async (tx) => {
      const [free, mine] = await Promise.all([
        this.freeIn(tx, places, span, audiences),
        actor === null ? [] : this.claims.ownIn(tx, actor.personId, hubId, span),
      ]);
      return {
        hubId,
        ...span.written,
        open: isOpen(openTo(rules, audiences).openingWindows, rules.timeZone, span),
        free: [...places.bookables.keys()].filter((id) => free.has(id)),
        mine: [...mine],
      };
    });
  }

  /** Those of a hub's bookables that nothing holds in the span, nor in the time that they need around it, and that no closed day keeps. */
  private async freeIn(
    tx: Tx,
    { hub, rules: { timeZone }, layers, bookables }: HubPlaces,
    span: TimeRange,
    audiences: readonly string[],
  ): Promise<ReadonlySet<string>> {
    const alikes = groupBy([...bookables.values()], ({ kind, spaceId }) => `${kind} ${spaceId}`);
    const ruled = [...alikes.values()].flatMap((alike) => {
      const { kind, spaceId } = alike[0]!;
      const policy = policyFor({ layers }, kind, { spaceId, audiences });
      return closedDayIn(span, timeZone, policy) === undefined ? alike.map(({ id }) => ({ id, policy })) : [];
    });
    const free = new Set(ruled.map(({ id }) => id));
    for (const alike of groupBy(ruled, ({ policy }) => `${policy.setUpMinutes} ${policy.cleaningMinutes}`).values()) {
      const ids = alike.map(({ id }) => id);
      for (const id of await this.claims.takenOf(tx, hub.id, ids, blockedBy(span, alike[0]!.policy))) free.delete(id);
    }
    return free;
  }

  /** The ids of the bookables that something holds in the span, or a day on which nobody may book them, in any of the hubs. */
  async taken(hubIds: readonly string[], span: TimeRange): Promise<ReadonlySet<string>> {
    if (hubIds.length === 0) return new Set();
    return this.unitOfWork.run(ANONYMOUS, async (tx) => {
      const taken = await this.claims.takenIn(tx, hubIds, span);
      return new Set([...taken.map(({ bookableId }) => bookableId), ...(await this.closedIn(tx, hubIds, span))]);
    });
  }

  private async closedIn(tx: Tx, hubIds: readonly string[], span: TimeRange): Promise<readonly string[]> {
    const closed: string[] = [];
    for (const { hubId, timeZone, layers } of await this.policies.closing(tx, hubIds)) {
      const maybe = layers.some(({ rules }) => closedDayIn(span, timeZone, { ...BOOKING_POLICY, ...rules }));
      if (!maybe) continue;
      for (const { id, kind, spaceId } of await this.hubs.bookablesOfHub(tx, hubId))
        if (closedDayIn(span, timeZone, policyFor({ layers }, kind, { spaceId })) !== undefined) closed.push(id);
    }
    return closed;
  }
}
