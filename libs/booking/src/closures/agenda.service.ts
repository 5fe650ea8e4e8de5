import { Injectable } from '@nestjs/common';
import type { Agenda, AgendaQuery } from '#libs/contracts';
import { HubNotFound, HubRepository } from '#libs/hubs';
import { type Caller, requireInHub } from '#libs/identity';
import { groupBy, TimeRange } from '#libs/kernel';
import { UnitOfWork } from '#libs/platform';
import { ClaimRepository } from '../persistence/claim.repository.js';

/** What holds the bookables of a hub, for those who run it. Claims carry no person, so nobody is named. */
@Injectable()
export class AgendaService {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly hubs: HubRepository,
    private readonly claims: ClaimRepository,
  ) {}

  /** @throws HubNotFound, NotAllowed */
  async ofHub(caller: Caller, hubId: string, query: AgendaQuery): Promise<Agenda> {
    const span = TimeRange.parse(query.from, query.to);
    return this.unitOfWork.run(caller.context, async (tx) => {
      const rules = await this.hubs.rules(tx, hubId);
      if (rules === undefined) throw new HubNotFound(hubId);
      requireInHub(caller, 'hub.manage', rules);
      const bookables = await this.hubs.bookablesOfHub(tx, hubId);
      const held = groupBy(await this.claims.activeOfHub(tx, hubId, span), ({ bookableId }) => bookableId);
      return {
        hubId,
        timeZone: rules.timeZone,
        from: span.start.toString(),
        to: span.end.toString(),
        bookables: bookables.map(({ id, kind, label, spaceId, spaceName }) => ({
          id,
          kind,
          label,
          spaceId,
          spaceName,
          claims: (held.get(id) ?? []).map(({ during, bookingId, ...claim }) => ({
            id: claim.id,
            kind: claim.kind,
            status: claim.status,
            from: during.start.toString(),
            to: during.end.toString(),
            bookingId,
          })),
        })),
      };
    });
  }
}
