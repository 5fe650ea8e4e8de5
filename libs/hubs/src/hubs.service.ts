import { Injectable } from '@nestjs/common';
import type { Hub, ManagedHubs, OrganisationHubs } from '#libs/contracts';
import { type Caller, reachOf } from '#libs/identity';
import { SYSTEM, UnitOfWork } from '#libs/platform';
import { HubNotFound } from './hubs-errors.js';
import {
  type BookableInSpace,
  type HubOfMetro,
  HubRepository,
  type HubRules,
  type VersionedHub,
} from './persistence/hub.repository.js';

/** What a hub is and when it is open. Hubs are public knowledge: whoever asks gets the same answer. */
@Injectable()
export class HubsService {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly hubs: HubRepository,
  ) {}

  /** @throws HubNotFound */
  async hub(hubId: string): Promise<Hub> {
    return (await this.versioned(hubId)).hub;
  }

  /** @throws HubNotFound */
  async versioned(hubId: string): Promise<VersionedHub> {
    const found = await this.unitOfWork.run(SYSTEM, (tx) => this.hubs.full(tx, hubId));
    if (found === undefined) throw new HubNotFound(hubId);
    return found;
  }

  async ofOrganisation(organisationId: string): Promise<OrganisationHubs> {
    const items = await this.unitOfWork.run(SYSTEM, (tx) => this.hubs.ofOrganisation(tx, organisationId));
    return { items: [...items] };
  }

  async hubsOfMetro(metroId: string): Promise<readonly HubOfMetro[]> {
    return this.unitOfWork.run(SYSTEM, (tx) => this.hubs.ofMetro(tx, metroId));
  }

  async bookablesOfMetro(metroId: string): Promise<readonly BookableInSpace[]> {
    return this.unitOfWork.run(SYSTEM, (tx) => this.hubs.bookablesOfMetro(tx, metroId));
  }

  async bookablesOfHub(hubId: string): Promise<readonly BookableInSpace[]> {
    return this.unitOfWork.run(SYSTEM, (tx) => this.hubs.bookablesOfHub(tx, hubId));
  }

  /** @throws HubNotFound */
  async hubRules(hubId: string): Promise<HubRules> {
    const rules = await this.unitOfWork.run(SYSTEM, (tx) => this.hubs.rules(tx, hubId));
    if (rules === undefined) throw new HubNotFound(hubId);
    return rules;
  }

  /** The hubs that the caller may watch. */
  async managedHubs(caller: Caller): Promise<ManagedHubs> {
    const items = await this.unitOfWork.run(caller.context, (tx) => this.hubs.within(tx, reachOf(caller, 'hub.watch')));
    return { items: [...items] };
  }
}
