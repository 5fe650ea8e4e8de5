import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import { type ChangeMember, idSchema, type Member, type MemberPage, type MembersQuery } from '#libs/contracts';
import { decodeCursor, encodeCursor, pageOfRows, type Tx, UnitOfWork } from '#libs/platform';
import type { Caller } from './actor.js';
import { AuditTrail, NETWORK } from './audit/audit-trail.js';
import { requireAdministers, requireGrant, requireSuccessor } from './grant-policy.js';
import { MembershipNotFound } from './membership-errors.js';
import { OrganisationNotFound } from './organisation-errors.js';
import { isSame, MembershipRepository, type StoredMembership } from './persistence/membership.repository.js';
import { OrganisationRepository } from './persistence/organisation.repository.js';
import { SessionService } from './session.service.js';

const cursorShape = z.tuple([idSchema]);
/** All zeros stand for the network itself, as they do in the audit. */
const realOrNetwork = (organisationId: string): string | null => (organisationId === NETWORK ? null : organisationId);

/** Who belongs to an organisation, as what; whoever asks must administer it. */
@Injectable()
export class MembershipService {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly organisations: OrganisationRepository,
    private readonly memberships: MembershipRepository,
    private readonly sessions: SessionService,
    private readonly audit: AuditTrail,
  ) {}

  /** @throws NotAllowed, OrganisationNotFound, UnknownCursor */
  async members(caller: Caller, organisation: string, { cursor, limit }: MembersQuery): Promise<MemberPage> {
    const organisationId = realOrNetwork(organisation);
    requireAdministers(caller, organisationId);
    const [after = null] = cursor === undefined ? [] : decodeCursor(cursor, cursorShape);
    return this.unitOfWork.run(caller.context, async (tx) => {
      await this.requireThere(tx, organisationId);
      const rows = await this.memberships.page(tx, organisationId, after, limit + 1);
      const page = pageOfRows(
        rows,
        limit,
        (row) => row,
        (row) => encodeCursor(row.id),
      );
      const personIds = [...new Set(page.items.map(({ person }) => person.id))];
      await this.audit.viewed(tx, { action: 'members.viewed', organisationId, detail: { personIds } });
      return page;
    });
  }

  /** @throws NotAllowed, MembershipNotFound, RoleNotHeldThere, AlreadyMember, HubOfAnother, LastAdministrator */
  async change(caller: Caller, organisation: string, id: string, patch: ChangeMember): Promise<Member> {
    const organisationId = realOrNetwork(organisation);
    requireAdministers(caller, organisationId);
    const changed = await this.unitOfWork.run(caller.context, async (tx) => {
      const { before, others } = await this.held(tx, organisationId, id);
      const after = { ...before, ...patch };
      requireGrant({ rights: caller, personId: caller.context.personId }, before.personId, after);
      if (after.role !== before.role) requireSuccessor(caller, before, others);
      if (!isSame(before, after)) {
        await this.memberships.update(tx, id, after);
        await this.sessions.privilegesChanged(tx, before.personId);
        await this.audit.done(tx, {
          ...factOf('membership.changed', before),
          hubId: after.hubId,
          detail: { fromRole: before.role, toRole: after.role, fromHubId: before.hubId, toHubId: after.hubId },
        });
      }
      await this.audit.viewed(tx, { action: 'members.viewed', organisationId, subjectId: before.personId });
      return (await this.memberships.member(tx, id))!;
    });
    this.sessions.forgetPerson(changed.person.id);
    return changed;
  }

  /** @throws NotAllowed, MembershipNotFound, LastAdministrator */
  async revoke(caller: Caller, organisation: string, id: string): Promise<void> {
    const organisationId = realOrNetwork(organisation);
    requireAdministers(caller, organisationId);
    const personId = await this.unitOfWork.run(caller.context, async (tx) => {
      const { before, others } = await this.held(tx, organisationId, id);
      requireSuccessor(caller, before, others);
      await this.memberships.delete(tx, id);
      await this.sessions.privilegesChanged(tx, before.personId);
      await this.audit.done(tx, factOf('membership.revoked', before));
      return before.personId;
    });
    this.sessions.forgetPerson(personId);
  }

  private async held(
    tx: Tx,
    organisationId: string | null,
    id: string,
  ): Promise<{ readonly before: StoredMembership; readonly others: number }> {
    const administrators = await this.memberships.lockAdministrators(tx, organisationId);
    const before = await this.memberships.find(tx, organisationId, id);
    if (before === undefined) throw new MembershipNotFound();
    return { before, others: administrators.filter((other) => other !== id).length };
  }

  private async requireThere(tx: Tx, organisationId: string | null): Promise<void> {
    if (organisationId !== null && (await this.organisations.find(tx, organisationId)) === undefined)
      throw new OrganisationNotFound();
  }
}

/** What the audit says of a membership. */
export const factOf = (action: string, { id, organisationId, hubId, personId, role, source }: StoredMembership) => ({
  action,
  organisationId,
  hubId,
  subjectId: personId,
  object: `membership/${id}`,
  detail: { role, source },
});
