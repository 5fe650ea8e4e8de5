import { Injectable } from '@nestjs/common';
import { type Audience, audiences as known, type HubBookingRules, type HubRulesQuery } from '#libs/contracts';
import type { Actor } from '#libs/identity';
import { PlaceDirectory } from '../place-directory.js';
import { policyFor } from '../policy-for.js';
import { audiencesIn } from './audiences-in.js';

/** The rules as they hold for somebody. */
@Injectable()
export class HubRulesService {
  constructor(private readonly places: PlaceDirectory) {}

  /** @throws HubNotFound */
  async show(actor: Actor | null, hubId: string, { kind, spaceId, as }: HubRulesQuery): Promise<HubBookingRules> {
    const places = await this.places.find(hubId, []);
    const audiences = as === undefined ? audiencesIn(actor?.memberships ?? [], places.rules) : audiencesAs(as);
    const { closedDays, ...rules } = policyFor(places, kind, { spaceId: spaceId ?? null, audiences });
    return { hubId, kind, audiences: [...audiences], rules: { ...rules, closedDays: [...closedDays] } };
  }
}

const audiencesAs = (as: NonNullable<HubRulesQuery['as']>): readonly Audience[] =>
  as === 'everybody' ? [] : known.filter((audience) => audience === 'members' || audience === as);
