import { setImmediate } from 'node:timers/promises';
import { Injectable } from '@nestjs/common';
import type { PolicyDryRun, PolicyEffect } from '#libs/contracts';
import { type Caller, OrganisationNotFound } from '#libs/identity';
import { HubNotFound } from '#libs/hubs';
import { Clock, DomainError } from '#libs/kernel';
import { onBehalfOf, UnitOfWork } from '#libs/platform';
import type { PolicyLayer } from '../domain/effective-policy.js';
import { type HubPlaces, PlaceDirectory } from '../place-directory.js';
import { assertAllowed } from './assert-allowed.js';
import { audiencesIn } from './audiences-in.js';
import { DryRunRepository, type StandingBooking } from './dry-run.repository.js';
import { PolicyRepository } from './policy.repository.js';
import { requireOver } from './policy.service.js';

const MOST = 1000;
/** After so many others have their turn: the rules of each are judged by the processor alone. */
const AT_ONCE = 50;

type Refused = Omit<PolicyEffect['refused'][number], 'title'>;
/** Before the rules are put into the words of a language. */
export type UntoldEffect = Omit<PolicyEffect, 'refused'> & { readonly refused: readonly Refused[] };

/** What rules would have refused, had they been in force when the bookings that stand were made. Writes nothing. */
@Injectable()
export class PolicyDryRunService {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly policies: PolicyRepository,
    private readonly bookings: DryRunRepository,
    private readonly places: PlaceDirectory,
    private readonly clock: Clock,
  ) {}

  /** @throws OrganisationNotFound, NotAllowed, HubNotFound */
  async try(caller: Caller, { organisationId, rules, ...part }: PolicyDryRun): Promise<UntoldEffect> {
    const { hubId } = part;
    const found = await this.unitOfWork.run(onBehalfOf(caller.context), async (tx) => {
      if (!(await this.policies.hasOrganisation(tx, organisationId))) throw new OrganisationNotFound();
      requireOver(caller, { organisationId, hubId });
      return this.bookings.standing(tx, organisationId, hubId, this.clock.now(), MOST + 1);
    });
    if (hubId !== null && (await this.places.find(hubId, [])).rules.organisationId !== organisationId)
      throw new HubNotFound(hubId);
    const examined = found.slice(0, MOST);
    const refused: Refused[] = [];
    for (const [n, booking] of examined.entries()) {
      if (n % AT_ONCE === AT_ONCE - 1) await setImmediate();
      const now = await this.places.find(booking.hubId, []);
      const then = { ...now, layers: withLayer(now.layers, { organisationId, ...part, rules }) };
      const refusal = refusalOf(then, booking);
      if (refusal === undefined || refusalOf(now, booking) !== undefined) continue;
      const { code, message: detail } = refusal;
      refused.push({ hubId: booking.hubId, bookingId: booking.id, ...booking.span.written, code, detail });
    }
    return { examined: examined.length, complete: found.length <= MOST, refused };
  }
}

/** The layers, with what is proposed in the place of what is said for the same part. */
function withLayer(layers: readonly PolicyLayer[], proposed: PolicyLayer): readonly PolicyLayer[] {
  const same = (one: PolicyLayer): boolean =>
    one.hubId === proposed.hubId &&
    one.spaceId === proposed.spaceId &&
    one.kind === proposed.kind &&
    one.audience === proposed.audience;
  return [...layers.filter((one) => !same(one)), proposed];
}

function refusalOf(places: HubPlaces, booking: StandingBooking): DomainError | undefined {
  const { span, createdAt, memberships, bookableIds } = booking;
  const items = bookableIds.filter((id) => places.bookables.has(id)).map((bookableId) => ({ bookableId }));
  try {
    assertAllowed(places, items, { span, now: createdAt, audiences: audiencesIn(memberships, places.rules) });
    return undefined;
  } catch (error) {
    if (error instanceof DomainError) return error;
    throw error;
  }
}
