import { Injectable } from '@nestjs/common';
import {
  SCIM_GROUP,
  SCIM_ROLE,
  scimAttributes,
  type ScimGroup,
  type ScimGroupInput,
  scimGroupInputSchema,
  type ScimGroupList,
  type ScimListQuery,
  type ScimPatch,
} from '#libs/contracts';
import { Clock, newId } from '#libs/kernel';
import { PublicUrl, type Tx, UnitOfWork } from '#libs/platform';
import type { Caller, Machine } from '../actor.js';
import { AuditTrail } from '../audit/audit-trail.js';
import { InvalidValue, ScimNotFound } from '../domain/scim-errors.js';
import { parseFilter } from '../domain/scim-filter.js';
import { applyPatch } from '../domain/scim-patch.js';
import { roleOfGroup, type RoleOfGroup } from '../domain/scim-role.js';
import { OrganisationRepository } from '../persistence/organisation.repository.js';
import { type GroupMember, type ProvisionedGroup, ScimGroupRepository } from '../persistence/scim-group.repository.js';
import { ScimUserRepository } from '../persistence/scim-user.repository.js';
import { ProvisionedRoles } from './provisioned-roles.service.js';
import { provisioningOf } from './provisioning-of.js';
import { readResource } from './read-resource.js';
import { listOf, sliceOf } from './slice-of.js';

const ATTRIBUTES = scimAttributes('group');

/** The groups of an organisation's directory, each of which gives its members one role. */
@Injectable()
export class ScimGroupService {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly groups: ScimGroupRepository,
    private readonly users: ScimUserRepository,
    private readonly organisations: OrganisationRepository,
    private readonly roles: ProvisionedRoles,
    private readonly audit: AuditTrail,
    private readonly clock: Clock,
    private readonly publicUrl: PublicUrl,
  ) {}

  /** @throws NotAllowed, InvalidValue, NotUnique */
  async create(caller: Caller, input: ScimGroupInput): Promise<ScimGroup> {
    const directory = provisioningOf(caller);
    const { organisationId } = directory;
    const role = roleOfGroup(input.displayName, input[SCIM_ROLE]);
    const now = this.clock.now().round('millisecond');
    return this.unitOfWork.run(caller.context, async (tx) => {
      const place = await this.placeOf(tx, organisationId, role);
      const { displayName, externalId = null } = input;
      const named = { organisationId, id: newId(), externalId, displayName, ...place };
      const group: ProvisionedGroup = { ...named, version: 1, createdAt: now, changedAt: now };
      await this.groups.insert(tx, group);
      await this.tell(tx, 'scim-group.created', group, { role: group.role });
      await this.setMembers(tx, directory, group, [], memberIds(input));
      return this.answer(tx, group);
    });
  }

  /** @throws NotAllowed, ScimNotFound */
  async show(caller: Caller, id: string): Promise<ScimGroup> {
    const { organisationId } = provisioningOf(caller);
    return this.unitOfWork.run(caller.context, async (tx) => {
      const group = await this.groups.find(tx, organisationId, id);
      if (group === undefined) throw new ScimNotFound('group');
      const { hubId } = group;
      await this.audit.viewed(tx, { action: 'scim-group.viewed', organisationId, hubId, object: `scim-group/${id}` });
      return this.answer(tx, group);
    });
  }

  /** @throws NotAllowed, InvalidFilter */
  async list(caller: Caller, query: ScimListQuery): Promise<ScimGroupList> {
    const { organisationId } = provisioningOf(caller);
    const filter = query.filter === undefined ? [] : parseFilter(query.filter);
    const slice = sliceOf(query);
    return this.unitOfWork.run(caller.context, async (tx) => {
      const { total, items } = await this.groups.list(tx, organisationId, filter, slice);
      const ids = items.map(({ id }) => id);
      const members = await this.groups.members(tx, organisationId, ids);
      const detail = { shown: items.length };
      if (items.length > 0) await this.audit.viewed(tx, { action: 'scim-groups.listed', organisationId, detail });
      const of = (id: string): readonly GroupMember[] => members.filter(({ groupId }) => groupId === id);
      return listOf({ total, items: items.map((group) => this.toAnswer(group, of(group.id))) }, slice);
    });
  }

  /** @throws NotAllowed, ScimNotFound, InvalidValue, NotUnique */
  async replace(caller: Caller, id: string, input: ScimGroupInput): Promise<ScimGroup> {
    return this.change(caller, id, () => ({ input, role: roleOfGroup(input.displayName, input[SCIM_ROLE]) }));
  }

  /** @throws NotAllowed, ScimNotFound, InvalidPath, InvalidValue, InvalidFilter, NoTarget, NotUnique */
  async patch(caller: Caller, id: string, { Operations }: ScimPatch): Promise<ScimGroup> {
    return this.change(caller, id, (group, members) => {
      const before = {
        displayName: group.displayName,
        ...(group.externalId === null ? {} : { externalId: group.externalId }),
        [SCIM_ROLE]: { role: group.role, hub: group.hub },
        members: members.map((value) => ({ value })),
      };
      const input = readResource(scimGroupInputSchema, applyPatch(before, Operations, ATTRIBUTES));
      // What a group gives is said by its name or by the extension: whichever of them was changed, the extension first.
      const told = input[SCIM_ROLE];
      const retold = told?.role !== group.role || (told.hub ?? null) !== group.hub;
      const renamed = input.displayName !== group.displayName && isNamedByRole(group);
      return { input, role: roleOfGroup(input.displayName, retold || !renamed ? told : undefined) };
    });
  }

  /** Its members lose what no other group gives them. */
  async remove(caller: Caller, id: string): Promise<void> {
    const directory = provisioningOf(caller);
    const { organisationId } = directory;
    await this.unitOfWork.run(caller.context, async (tx) => {
      const group = await this.groups.lock(tx, organisationId, id);
      if (group === undefined) throw new ScimNotFound('group');
      const userIds = (await this.groups.members(tx, organisationId, [id])).map(({ userId }) => userId);
      const users = await this.users.lock(tx, organisationId, userIds);
      await this.groups.delete(tx, organisationId, id);
      await this.tell(tx, 'scim-group.removed', group, { role: group.role });
      await this.roles.follow(
        tx,
        directory,
        users.map(({ personId }) => personId),
      );
    });
  }

  private async change(
    caller: Caller,
    id: string,
    wish: (
      group: ProvisionedGroup,
      members: readonly string[],
    ) => { readonly input: ScimGroupInput; readonly role: RoleOfGroup },
  ): Promise<ScimGroup> {
    const directory = provisioningOf(caller);
    const { organisationId } = directory;
    return this.unitOfWork.run(caller.context, async (tx) => {
      const group = await this.groups.lock(tx, organisationId, id);
      if (group === undefined) throw new ScimNotFound('group');
      const before = (await this.groups.members(tx, organisationId, [id])).map(({ userId }) => userId);
      const { input, role } = wish(group, before);
      const place = await this.placeOf(tx, organisationId, role);
      const wanted = { ...group, displayName: input.displayName, externalId: input.externalId ?? null, ...place };
      const members = memberIds(input);
      if (isSame(group, wanted) && isSameSet(before, members)) return this.answer(tx, group);
      const next = { ...wanted, version: group.version + 1, changedAt: this.clock.now().round('millisecond') };
      await this.groups.update(tx, next);
      await this.tell(tx, 'scim-group.changed', next, { role: next.role, members: members.length });
      await this.setMembers(tx, directory, next, before, members);
      return this.answer(tx, next);
    });
  }

  private async setMembers(
    tx: Tx,
    directory: Machine,
    { organisationId, id }: ProvisionedGroup,
    before: readonly string[],
    after: readonly string[],
  ): Promise<void> {
    const users = await this.users.lock(tx, organisationId, [...new Set([...before, ...after])]);
    const known = new Set(users.map((user) => user.id));
    const unknown = after.filter((userId) => !known.has(userId));
    if (unknown.length > 0)
      throw new InvalidValue(`The organisation has no such users: ${unknown.slice(0, 5).join(', ')}`);
    await this.groups.setMembers(tx, organisationId, id, after);
    await this.roles.follow(
      tx,
      directory,
      users.map(({ personId }) => personId),
    );
  }

  private async placeOf(
    tx: Tx,
    organisationId: string,
    { role, hub }: RoleOfGroup,
  ): Promise<Pick<ProvisionedGroup, 'role' | 'hub' | 'hubId'>> {
    if (hub === null) return { role, hub, hubId: null };
    const [hubId, another] = await this.organisations.resolveHub(tx, organisationId, hub);
    if (hubId === undefined || another !== undefined)
      throw new InvalidValue(`The organisation has no one hub called ${hub.slice(0, 100)}`);
    return { role, hub, hubId };
  }

  private tell(
    tx: Tx,
    action: string,
    { id, organisationId, hubId }: ProvisionedGroup,
    detail: Readonly<Record<string, string | number>>,
  ): Promise<void> {
    return this.audit.done(tx, { action, organisationId, hubId, object: `scim-group/${id}`, detail });
  }

  private async answer(tx: Tx, group: ProvisionedGroup): Promise<ScimGroup> {
    return this.toAnswer(group, await this.groups.members(tx, group.organisationId, [group.id]));
  }

  private toAnswer(group: ProvisionedGroup, members: readonly GroupMember[]): ScimGroup {
    const { id, externalId, displayName, role, hub, version, createdAt, changedAt } = group;
    return {
      schemas: [SCIM_GROUP, SCIM_ROLE],
      id,
      ...(externalId === null ? {} : { externalId }),
      displayName,
      members: members.map((member) => ({ value: member.userId, display: member.displayName })),
      [SCIM_ROLE]: { role, hub },
      meta: {
        resourceType: 'Group',
        created: createdAt.toString(),
        lastModified: changedAt.toString(),
        location: this.publicUrl.href(`/scim/v2/Groups/${id}`),
        version: `W/"${version}"`,
      },
    };
  }
}

const memberIds = ({ members }: ScimGroupInput): readonly string[] => [
  ...new Set(members.map(({ value }) => value.toLowerCase())),
];

const isNamedByRole = ({ displayName, role, hub }: ProvisionedGroup): boolean =>
  displayName.trim().toLowerCase() === (hub === null ? role : `${role}@${hub.toLowerCase()}`);

const isSame = (one: ProvisionedGroup, other: ProvisionedGroup): boolean =>
  (['displayName', 'externalId', 'role', 'hubId'] as const).every((name) => one[name] === other[name]);

const isSameSet = (one: readonly string[], other: readonly string[]): boolean =>
  one.length === other.length && one.every((id) => other.includes(id));
