import { Inject, Injectable } from '@nestjs/common';
import {
  SCIM_USER,
  scimAttributes,
  type ScimListQuery,
  type ScimPatch,
  type ScimUser,
  type ScimUserInput,
  scimUserInputSchema,
  type ScimUserList,
} from '#libs/contracts';
import { Clock, newId } from '#libs/kernel';
import { ENVIRONMENT, type Environment, PublicUrl, type Tx, UnitOfWork } from '#libs/platform';
import type { Caller } from '../actor.js';
import { AuditTrail } from '../audit/audit-trail.js';
import { ImmutableAttribute, ScimNotFound } from '../domain/scim-errors.js';
import { parseFilter } from '../domain/scim-filter.js';
import { applyPatch } from '../domain/scim-patch.js';
import { issuerOfPeople } from '../oidc/issuer.js';
import { type ProvisionedUser, ScimUserRepository } from '../persistence/scim-user.repository.js';
import { SessionService } from '../session.service.js';
import { ProvisionedRoles } from './provisioned-roles.service.js';
import { provisioningOf } from './provisioning-of.js';
import { readResource } from './read-resource.js';
import { listOf, sliceOf } from './slice-of.js';

const ATTRIBUTES = scimAttributes('user');
const LONGEST_NAME = 200;

/** The people of an organisation as its own directory has them. Who they are is said by the subject of the sign-in, never by an address. */
@Injectable()
export class ScimUserService {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly users: ScimUserRepository,
    private readonly roles: ProvisionedRoles,
    private readonly sessions: SessionService,
    private readonly audit: AuditTrail,
    private readonly clock: Clock,
    private readonly publicUrl: PublicUrl,
    @Inject(ENVIRONMENT) private readonly environment: Environment,
  ) {}

  /** @throws NotAllowed, NotUnique, SignInNotConfigured */
  async create(caller: Caller, input: ScimUserInput): Promise<ScimUser> {
    const { organisationId } = provisioningOf(caller);
    const issuer = issuerOfPeople(this.environment);
    const now = this.clock.now().round('millisecond');
    const { externalId, userName, active } = input;
    const displayName = nameOf(input);
    return this.unitOfWork.run(caller.context, async (tx) => {
      const personId = await this.users.person(tx, { issuer, subject: externalId, displayName });
      const created = { organisationId, id: newId(), externalId, userName, displayName, active, personId };
      const user: ProvisionedUser = { ...created, version: 1, createdAt: now, changedAt: now };
      await this.users.insert(tx, user);
      await this.tell(tx, 'scim-user.created', user, { active });
      return this.toAnswer(user);
    });
  }

  /** @throws NotAllowed, ScimNotFound */
  async show(caller: Caller, id: string): Promise<ScimUser> {
    const { organisationId } = provisioningOf(caller);
    return this.unitOfWork.run(caller.context, async (tx) => {
      const user = await this.users.find(tx, organisationId, id);
      if (user === undefined) throw new ScimNotFound('user');
      const { personId: subjectId } = user;
      await this.audit.viewed(tx, { action: 'scim-user.viewed', organisationId, subjectId, object: `scim-user/${id}` });
      return this.toAnswer(user);
    });
  }

  /** @throws NotAllowed, InvalidFilter */
  async list(caller: Caller, query: ScimListQuery): Promise<ScimUserList> {
    const { organisationId } = provisioningOf(caller);
    const filter = query.filter === undefined ? [] : parseFilter(query.filter);
    const slice = sliceOf(query);
    return this.unitOfWork.run(caller.context, async (tx) => {
      const { total, items } = await this.users.list(tx, organisationId, filter, slice);
      const detail = { shown: items.length };
      if (items.length > 0) await this.audit.viewed(tx, { action: 'scim-users.listed', organisationId, detail });
      return listOf({ total, items: items.map((user) => this.toAnswer(user)) }, slice);
    });
  }

  /** @throws NotAllowed, ScimNotFound, ImmutableAttribute, NotUnique */
  async replace(caller: Caller, id: string, input: ScimUserInput): Promise<ScimUser> {
    return this.change(caller, id, () => input);
  }

  /** @throws NotAllowed, ScimNotFound, InvalidPath, InvalidValue, InvalidFilter, NoTarget, ImmutableAttribute, NotUnique */
  async patch(caller: Caller, id: string, { Operations }: ScimPatch): Promise<ScimUser> {
    return this.change(caller, id, ({ externalId, userName, displayName, active }) =>
      readResource(
        scimUserInputSchema,
        applyPatch({ externalId, userName, displayName, active }, Operations, ATTRIBUTES),
      ),
    );
  }

  /** The user is forgotten, the roles they had from here and their sessions end; the person stays, for what else they are. */
  async remove(caller: Caller, id: string): Promise<void> {
    const directory = provisioningOf(caller);
    const { organisationId } = directory;
    const personId = await this.unitOfWork.run(caller.context, async (tx) => {
      const user = await this.locked(tx, organisationId, id);
      await this.sessions.endAll(tx, user.personId, 'deprovisioned');
      await this.users.delete(tx, organisationId, id);
      await this.roles.follow(tx, directory, [user.personId]);
      await this.tell(tx, 'scim-user.removed', user);
      return user.personId;
    });
    this.sessions.forgetPerson(personId);
  }

  private async change(caller: Caller, id: string, wish: (user: ProvisionedUser) => ScimUserInput): Promise<ScimUser> {
    const directory = provisioningOf(caller);
    const { organisationId } = directory;
    const changed = await this.unitOfWork.run(caller.context, async (tx) => {
      const user = await this.locked(tx, organisationId, id);
      const input = wish(user);
      if (input.externalId !== user.externalId)
        throw new ImmutableAttribute('externalId says who the person is: remove this user and create another one');
      const wanted = { ...user, userName: input.userName, displayName: nameOf(input), active: input.active };
      const attributes = CHANGING.filter((attribute) => wanted[attribute] !== user[attribute]);
      if (attributes.length === 0) return user;
      const next = { ...wanted, version: user.version + 1, changedAt: this.clock.now().round('millisecond') };
      await this.users.update(tx, next);
      await this.tell(tx, 'scim-user.changed', next, { attributes, active: next.active });
      if (attributes.includes('active')) {
        await this.roles.follow(tx, directory, [user.personId]);
        if (!next.active) await this.sessions.endAll(tx, user.personId, 'deprovisioned');
      }
      return next;
    });
    // In this process at once; every other one is told by the outbox.
    if (!changed.active) this.sessions.forgetPerson(changed.personId);
    return this.toAnswer(changed);
  }

  private async locked(tx: Tx, organisationId: string, id: string): Promise<ProvisionedUser> {
    const [user] = await this.users.lock(tx, organisationId, [id]);
    if (user === undefined) throw new ScimNotFound('user');
    return user;
  }

  private tell(
    tx: Tx,
    action: string,
    { id, organisationId, personId }: ProvisionedUser,
    detail: Readonly<Record<string, boolean | readonly string[]>> = {},
  ): Promise<void> {
    return this.audit.done(tx, { action, organisationId, subjectId: personId, object: `scim-user/${id}`, detail });
  }

  private toAnswer({ id, externalId, userName, displayName, active, version, ...at }: ProvisionedUser): ScimUser {
    const meta = {
      resourceType: 'User',
      created: at.createdAt.toString(),
      lastModified: at.changedAt.toString(),
      location: this.publicUrl.href(`/scim/v2/Users/${id}`),
      version: `W/"${version}"`,
    };
    return { schemas: [SCIM_USER], id, externalId, userName, displayName, active, meta };
  }
}

const CHANGING = ['userName', 'displayName', 'active'] as const;

function nameOf({ displayName, name, userName }: ScimUserInput): string {
  const parts = [name?.givenName, name?.familyName].filter((part) => part !== undefined).join(' ');
  const told = [displayName, name?.formatted, parts, userName].map((text) => text?.trim());
  return told.find((text) => text !== undefined && text !== '')!.slice(0, LONGEST_NAME);
}
