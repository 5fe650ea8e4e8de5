import { Injectable } from '@nestjs/common';
import type { Availability } from '#libs/contracts';
import { HubNotFound, HubRepository, isOpen } from '#libs/hubs';
import type { Actor } from '#libs/identity';
import type { TimeRange } from '#libs/kernel';
import { ANONYMOUS, UnitOfWork } from '#libs/platform';
import { ClaimRepository } from './persistence/claim.repository.js';

/** What is free when. Needs nobody to be signed in: claims carry no person. */
@Injectable()
export class AvailabilityService {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly hubs: HubRepository,
    private readonly claims: ClaimRepository,
  ) {}

  /** @throws HubNotFound */
  async ofHub(hubId: string, span: TimeRange, actor: Actor | null): Promise<Availability> {
    return this.unitOfWork.run(actor?.context ?? ANONYMOUS, async (tx) => {
      const rules = await this.hubs.rules(tx, hubId);
      if (rules === undefined) throw new HubNotFound(hubId);
      const bookables = await this.hubs.bookablesOfHub(tx, hubId);
      const taken = new Set((await this.claims.takenIn(tx, [hubId], span)).map(({ bookableId }) => bookableId));
      return {
        hubId,
        from: span.start.toString(),
        to: span.end.toString(),
        open: isOpen(rules.openingWindows, rules.timeZone, span),
        free: bookables.map(({ id }) => id).filter((id) => !taken.has(id)),
        mine: actor === null ? [] : [...(await this.claims.ownIn(tx, actor.personId, hubId, span))],
      };
    });
  }

  /** The ids of the bookables that something holds in the span, in any of the hubs. One statement. */
  async taken(hubIds: readonly string[], span: TimeRange): Promise<ReadonlySet<string>> {
    if (hubIds.length === 0) return new Set();
    const taken = await this.unitOfWork.run(ANONYMOUS, (tx) => this.claims.takenIn(tx, hubIds, span));
    return new Set(taken.map(({ bookableId }) => bookableId));
  }
}
