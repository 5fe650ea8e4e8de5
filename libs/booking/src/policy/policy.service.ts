import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import {
  type CreatePolicy,
  idSchema,
  instantSchema,
  type PoliciesQuery,
  type Policy,
  type PolicyPage,
} from '#libs/contracts';
import { AuditTrail, type Caller, OrganisationNotFound, requireInHub, requireInOrganisation } from '#libs/identity';
import { Clock, newId } from '#libs/kernel';
import {
  ANONYMOUS,
  decodeCursor,
  encodeCursor,
  OutboxRepository,
  pageOfRows,
  type Tx,
  UnitOfWork,
} from '#libs/platform';
import { PolicyChanged, PolicyNotFound } from '../domain/policy-errors.js';
import { PlaceDirectory } from '../place-directory.js';
import { PolicyRepository, type PolicyScope } from './policy.repository.js';

const cursorShape = z.tuple([instantSchema, idSchema]);

/** Writes the rules of an organisation's hubs. What was said is kept, with its version; bookings that stand are not touched. */
@Injectable()
export class PolicyService {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly policies: PolicyRepository,
    private readonly places: PlaceDirectory,
    private readonly audit: AuditTrail,
    private readonly outbox: OutboxRepository,
    private readonly clock: Clock,
  ) {}

  /** @throws OrganisationNotFound, UnknownCursor */
  async list(organisationId: string, { state, cursor, limit }: PoliciesQuery): Promise<PolicyPage> {
    const [validFrom, id] = cursor === undefined ? [] : decodeCursor(cursor, cursorShape);
    const after = validFrom === undefined || id === undefined ? null : { validFrom, id };
    const rows = await this.unitOfWork.run(ANONYMOUS, async (tx) => {
      await this.needOrganisation(tx, organisationId);
      return this.policies.page(tx, organisationId, state, after, limit + 1);
    });
    return pageOfRows(
      rows,
      limit,
      (policy) => policy,
      (last) => encodeCursor(last.validFrom, last.id),
    );
  }

  /**
   * Says what holds from now on for a part of the hubs, in the place of what was said for it before.
   * @throws OrganisationNotFound, NotAllowed, HubNotFound, SpaceNotFound, PolicyChanged
   */
  async write(caller: Caller, organisationId: string, { version, rules, ...part }: CreatePolicy): Promise<Policy> {
    const scope = { organisationId, ...part };
    const validFrom = this.clock.now().round('millisecond');
    const written = await this.unitOfWork.run(caller.context, async (tx) => {
      await this.needOrganisation(tx, organisationId);
      requireOver(caller, scope);
      const last = await this.policies.versionOf(tx, scope);
      if ((last.inForce ? last.version : 0) !== version) throw new PolicyChanged(last.inForce ? last.version : 0);
      const policy = { ...scope, id: newId(), version: last.version + 1, rules, validFrom };
      await this.policies.endInForce(tx, scope, validFrom);
      await this.policies.insert(tx, policy);
      await this.tell(tx, scope, policy.id, 'policy.written', { version: policy.version, rules: Object.keys(rules) });
      return (await this.policies.find(tx, organisationId, policy.id))!;
    });
    // Other processes are told by the outbox; this one shall not answer by the old rules even for a moment.
    this.places.forget();
    return written;
  }

  /** From now on the more general rules speak. @throws PolicyNotFound, NotAllowed */
  async end(caller: Caller, organisationId: string, id: string): Promise<void> {
    const at = this.clock.now().round('millisecond');
    await this.unitOfWork.run(caller.context, async (tx) => {
      const policy = await this.policies.find(tx, organisationId, id);
      if (policy === undefined) throw new PolicyNotFound();
      const scope = { ...policy, organisationId };
      requireOver(caller, scope);
      await this.policies.end(tx, organisationId, id, at);
      await this.tell(tx, scope, id, 'policy.ended', { version: policy.version });
    });
    this.places.forget();
  }

  private async needOrganisation(tx: Tx, organisationId: string): Promise<void> {
    if (!(await this.policies.hasOrganisation(tx, organisationId))) throw new OrganisationNotFound();
  }

  private async tell(
    tx: Tx,
    { organisationId, hubId }: PolicyScope,
    id: string,
    action: string,
    detail: { readonly version: number; readonly rules?: readonly string[] },
  ): Promise<void> {
    await this.audit.done(tx, { action, organisationId, hubId, object: `policy/${id}`, detail });
    await this.outbox.append(tx, 'policy', hubId, { organisationId });
  }
}

/** Rules of one hub are for those who run it; rules of the organisation are for those who run all of its hubs. @throws NotAllowed */
export function requireOver(
  caller: Caller,
  { organisationId, hubId }: Pick<PolicyScope, 'organisationId' | 'hubId'>,
): void {
  if (hubId === null) requireInOrganisation(caller, 'hub.manage', organisationId);
  else requireInHub(caller, 'hub.manage', { organisationId, hubId });
}
