import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import {
  type ChangeOrganisation,
  type CreateOrganisation,
  idSchema,
  type MyOrganisations,
  nameSchema,
  type Organisation,
  type OrganisationPage,
  type OrganisationsQuery,
} from '#libs/contracts';
import { newId } from '#libs/kernel';
import { ANONYMOUS, ChangedMeanwhile, decodeCursor, encodeCursor, pageOfRows, UnitOfWork } from '#libs/platform';
import type { Actor, Caller } from './actor.js';
import { AuditTrail } from './audit/audit-trail.js';
import { OrganisationNotFound } from './organisation-errors.js';
import { OrganisationRepository, type StoredOrganisation } from './persistence/organisation.repository.js';
import { mayInOrganisation, reachOf, requireInNetwork, requireInOrganisation } from './policy.js';

const cursorShape = z.tuple([nameSchema, idSchema]);
const FIELDS = ['name', 'kind', 'ipaCode', 'parentId'] as const;

@Injectable()
export class OrganisationService {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly organisations: OrganisationRepository,
    private readonly audit: AuditTrail,
  ) {}

  /** @throws UnknownCursor */
  async list({ q, kind, cursor, limit }: OrganisationsQuery): Promise<OrganisationPage> {
    const [name, id] = cursor === undefined ? [] : decodeCursor(cursor, cursorShape);
    const after = name === undefined || id === undefined ? null : { name, id };
    const rows = await this.unitOfWork.run(ANONYMOUS, (tx) =>
      this.organisations.list(tx, { q: q ?? null, kind: kind ?? null, after, limit: limit + 1 }),
    );
    return pageOfRows(
      rows,
      limit,
      (row) => row,
      (row) => encodeCursor(row.name, row.id),
    );
  }

  /** @throws OrganisationNotFound */
  async show(id: string): Promise<StoredOrganisation> {
    const found = await this.unitOfWork.run(ANONYMOUS, (tx) => this.organisations.find(tx, id));
    if (found === undefined) throw new OrganisationNotFound();
    return found;
  }

  /** By id, name or IPA code. @returns its id @throws OrganisationNotFound */
  async resolve(reference: string): Promise<string> {
    const id = await this.unitOfWork.run(ANONYMOUS, (tx) => this.organisations.resolve(tx, reference));
    if (id === undefined) throw new OrganisationNotFound();
    return id;
  }

  /** Those that the person administers or audits: all, for whom the network entrusts with it. */
  async mine(actor: Actor): Promise<MyOrganisations> {
    const reaches = [reachOf(actor, 'organisation.administer'), reachOf(actor, 'organisation.audit')];
    const ids = reaches.some(({ everywhere }) => everywhere)
      ? null
      : reaches.flatMap(({ organisationIds }) => organisationIds);
    if (ids?.length === 0) return { items: [] };
    const rows = await this.unitOfWork.run(actor.context, (tx) => this.organisations.named(tx, ids));
    const items = rows.map((row) => ({
      ...row,
      administers: mayInOrganisation(actor, 'organisation.administer', row.id),
      audits: mayInOrganisation(actor, 'organisation.audit', row.id),
    }));
    return { items };
  }

  /** @throws NotAllowed, OrganisationNameTaken, IpaCodeTaken, ParentNotFound */
  async create(caller: Caller, fields: CreateOrganisation): Promise<StoredOrganisation> {
    requireInNetwork(caller, 'network.administer');
    const id = newId();
    await this.unitOfWork.run(caller.context, async (tx) => {
      await this.organisations.insert(tx, id, fields);
      await this.audit.done(tx, {
        action: 'organisation.created',
        organisationId: id,
        object: `organisation/${id}`,
        detail: { kind: fields.kind, parentId: fields.parentId },
      });
    });
    return { organisation: { id, ...fields, hubs: 0 }, version: 1 };
  }

  /**
   * @param expected the version that the caller has seen
   * @throws NotAllowed, OrganisationNotFound, ChangedMeanwhile, OrganisationNameTaken, IpaCodeTaken, ParentNotFound, OrganisationAboveItself
   */
  async change(caller: Caller, id: string, expected: number, patch: ChangeOrganisation): Promise<StoredOrganisation> {
    requireInOrganisation(caller, 'organisation.administer', id);
    if (patch.parentId !== undefined) requireInNetwork(caller, 'network.administer');
    return this.unitOfWork.run(caller.context, async (tx) => {
      const before = await this.organisations.find(tx, id);
      if (before === undefined) throw new OrganisationNotFound();
      if (before.version !== expected) throw new ChangedMeanwhile();
      const organisation: Organisation = { ...before.organisation, ...patch };
      const fields = FIELDS.filter((field) => organisation[field] !== before.organisation[field]);
      if (fields.length === 0) return before;
      const version = await this.organisations.update(tx, id, expected, organisation);
      if (version === undefined) throw new ChangedMeanwhile();
      await this.audit.done(tx, {
        action: 'organisation.changed',
        organisationId: id,
        object: `organisation/${id}`,
        detail: { fields },
      });
      return { organisation, version };
    });
  }
}
