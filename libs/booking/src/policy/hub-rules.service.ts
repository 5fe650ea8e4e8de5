import { Injectable } from '@nestjs/common';
import type { HubBookingRules, HubRulesQuery } from '#libs/contracts';
import type { Actor } from '#libs/identity';
import { PlaceDirectory } from '../place-directory.js';
import { policyFor } from '../policy-for.js';
import { audiencesIn } from './audiences-in.js';

/** The rules as they hold for somebody. */
@Injectable()
export class HubRulesService {
  constructor(private readonly places: PlaceDirectory) {}

  /** @throws HubNotFound */
  async show(actor: Actor | null, hubId: string, { kind, spaceId }: HubRulesQuery): Promise<HubBookingRules> {
    const places = await this.places.find(hubId, []);
    const audiences = actor === null ? [] : audiencesIn(actor.memberships, places.rules);
    const { closedDays, ...rules } = policyFor(places, kind, { spaceId: spaceId ?? null, audiences });
    return { hubId, kind, audiences: [...audiences], rules: { ...rules, closedDays: [...closedDays] } };
  }
}
