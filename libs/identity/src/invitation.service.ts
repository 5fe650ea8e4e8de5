import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import {
  type AcceptedInvitation,
  type CreateInvitation,
  idSchema,
  type Invitation,
  type InvitationOffer,
  type InvitationPage,
  type MadeInvitation,
} from '#libs/contracts';
import { Clock, newId, type Temporal } from '#libs/kernel';
import { decodeCursor, encodeCursor, onBehalfOf, pageOfRows, PublicUrl, type Tx, UnitOfWork } from '#libs/platform';
import { Actor, type Caller } from './actor.js';
import { AuditTrail } from './audit/audit-trail.js';
import { mayGrant, requireAdministers, requireGrant } from './grant-policy.js';
import { NotAllowed } from './identity-errors.js';
import { InvitationAccepted, InvitationNotFound, InvitationNotValid } from './membership-errors.js';
import { factOf } from './membership.service.js';
import { OrganisationNotFound } from './organisation-errors.js';
import { InvitationRepository, type StoredInvitation } from './persistence/invitation.repository.js';
import { isSame, MembershipRepository } from './persistence/membership.repository.js';
import { OrganisationRepository } from './persistence/organisation.repository.js';
import type { Membership } from './policy.js';
import { hashOf, newSecret } from './secret.js';
import { SessionService } from './session.service.js';

const cursorShape = z.tuple([idSchema]);

/** Links that make whoever opens them first a member. The database keeps the SHA-256 of what they carry. */
@Injectable()
export class InvitationService {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly organisations: OrganisationRepository,
    private readonly invitations: InvitationRepository,
    private readonly memberships: MembershipRepository,
    private readonly sessions: SessionService,
    private readonly audit: AuditTrail,
    private readonly clock: Clock,
    private readonly publicUrl: PublicUrl,
  ) {}

  /** @throws NotAllowed, OrganisationNotFound, UnknownCursor */
  async list(
    caller: Caller,
    organisationId: string,
    { cursor, limit }: { readonly cursor?: string | undefined; readonly limit: number },
  ): Promise<InvitationPage> {
    requireAdministers(caller, organisationId);
    const [before = null] = cursor === undefined ? [] : decodeCursor(cursor, cursorShape);
    const now = this.clock.now();
    return this.unitOfWork.run(caller.context, async (tx) => {
      await this.requireThere(tx, organisationId);
      const rows = await this.invitations.page(tx, organisationId, before, limit + 1);
      const page = pageOfRows(
        rows,
        limit,
        (row) => told(row, now),
        ({ id }) => encodeCursor(id),
      );
      const ids = page.items.map(({ id }) => id);
      await this.audit.viewed(tx, { action: 'invitations.viewed', organisationId, detail: { invitationIds: ids } });
      return page;
    });
  }

  /**
   * A person invites, so that somebody answers for it: an invitation is worth what its maker may still grant when it is accepted.
   * @throws NotAllowed, RoleNotHeldThere, OrganisationNotFound, HubOfAnother
   */
  async invite(
    caller: Caller,
    organisationId: string,
    { role, hubId, label, days }: CreateInvitation,
  ): Promise<MadeInvitation> {
    requireGrant({ rights: caller, personId: caller.context.personId }, null, { role, organisationId, hubId });
    if (!(caller instanceof Actor)) throw new NotAllowed('Only a person may invite');
    const token = newSecret();
    const id = newId();
    const createdAt = this.clock.now().round('millisecond');
    const expiresAt = createdAt.add({ hours: 24 * days });
    const tokenHash = hashOf(token);
    const invitedBy = caller.personId;
    const stored = await this.unitOfWork.run(caller.context, async (tx) => {
      await this.requireThere(tx, organisationId);
      await this.invitations.insert(tx, {
        id,
        organisationId,
        hubId,
        role,
        label,
        tokenHash,
        invitedBy,
        createdAt,
        expiresAt,
      });
      await this.audit.done(tx, {
        action: 'invitation.made',
        organisationId,
        hubId,
        object: `invitation/${id}`,
        detail: { role, days },
      });
      return this.invitations.find(tx, organisationId, id);
    });
    return { ...told(stored!, createdAt), link: `${this.publicUrl.href('/invito')}#${token}` };
  }

  /** @throws NotAllowed, InvitationNotFound, InvitationAccepted */
  async withdraw(caller: Caller, organisationId: string, id: string): Promise<void> {
    requireAdministers(caller, organisationId);
    await this.unitOfWork.run(caller.context, async (tx) => {
      if (!(await this.invitations.withdraw(tx, organisationId, id))) {
        const kept = await this.invitations.find(tx, organisationId, id);
        throw kept === undefined ? new InvitationNotFound() : new InvitationAccepted();
      }
      await this.audit.done(tx, { action: 'invitation.withdrawn', organisationId, object: `invitation/${id}` });
    });
  }

  /** @throws InvitationNotValid */
  async preview(actor: Actor, token: string): Promise<InvitationOffer> {
    const found = await this.unitOfWork.run(onBehalfOf(actor.context), async (tx) => {
      const open = await this.invitations.open(tx, hashOf(token), this.clock.now());
      return open !== undefined && (await this.isGood(tx, open)) ? open : undefined;
    });
    if (found === undefined) throw new InvitationNotValid();
    const { organisation, role, hub, expiresAt } = found;
    return { organisation, role, hub, expiresAt: expiresAt.toString() };
  }

  /**
   * Once, by whoever comes first. Who has the role already keeps it; who accepted it before is told the same again.
   * @throws InvitationNotValid, NotAllowed to the inviter who would raise themselves
   */
  async accept(actor: Actor, token: string): Promise<AcceptedInvitation> {
    const hash = hashOf(token);
    const now = this.clock.now().round('millisecond');
    const accepted = await this.unitOfWork.run(onBehalfOf(actor.context), async (tx) => {
      const open = await this.invitations.open(tx, hash, now);
      if (open === undefined || !(await this.isGood(tx, open))) return this.again(tx, actor, hash);
      const membership = membershipOf(open);
      if (open.invitedBy === actor.personId)
        requireGrant({ rights: actor, personId: actor.personId }, actor.personId, membership);
      if (!(await this.invitations.accept(tx, hash, actor.personId, now))) return this.again(tx, actor, hash);
      const given = {
        ...membership,
        id: newId(),
        personId: actor.personId,
        source: 'invitation' as const,
        grantedBy: open.invitedBy,
        grantedAt: now,
      };
      const { id, isNew } = await this.memberships.grant(tx, given);
      await this.audit.done(tx, {
        ...factOf('invitation.accepted', given),
        object: `invitation/${open.id}`,
        detail: { role: open.role, membershipId: id },
      });
      if (isNew) {
        await this.sessions.privilegesChanged(tx, actor.personId);
        await this.audit.done(tx, factOf('membership.granted', given));
      }
      return this.toldAccepted(tx, open, id);
    });
    this.sessions.forgetPerson(actor.personId);
    return accepted;
  }

  private async again(tx: Tx, actor: Actor, hash: Buffer): Promise<AcceptedInvitation> {
    const accepted = await this.invitations.acceptedBy(tx, hash, actor.personId);
    const held = await this.memberships.ofPerson(tx, actor.personId);
    const membership = accepted && held.find((one) => isSame(one, membershipOf(accepted)));
    if (accepted === undefined || membership === undefined) throw new InvitationNotValid();
    return this.toldAccepted(tx, accepted, membership.id);
  }

  private async toldAccepted(
    tx: Tx,
    { organisation, role, hub }: StoredInvitation,
    id: string,
  ): Promise<AcceptedInvitation> {
    const { grantedAt } = (await this.memberships.member(tx, id))!;
    return { id, organisation, role, hub, grantedAt };
  }

  /** Whether its maker may still grant what it offers. */
  private async isGood(tx: Tx, invitation: StoredInvitation): Promise<boolean> {
    if (invitation.invitedBy === null) return false;
    const memberships = await this.memberships.ofPerson(tx, invitation.invitedBy);
    return mayGrant({ memberships }, membershipOf(invitation));
  }

  private async requireThere(tx: Tx, organisationId: string): Promise<void> {
    if ((await this.organisations.find(tx, organisationId)) === undefined) throw new OrganisationNotFound();
  }
}

const membershipOf = ({ role, organisation, hub }: StoredInvitation): Membership => ({
  role,
  organisationId: organisation.id,
  hubId: hub?.id ?? null,
});

function told(stored: StoredInvitation, now: Temporal.Instant): Invitation {
  const { id, role, hub, label, createdAt, expiresAt, acceptedAt } = stored;
  const isOver = expiresAt.epochMilliseconds <= now.epochMilliseconds;
  return {
    id,
    role,
    hub,
    label,
    createdAt: createdAt.toString(),
    expiresAt: expiresAt.toString(),
    acceptedAt: acceptedAt?.toString() ?? null,
    state: acceptedAt !== null ? 'accepted' : isOver ? 'expired' : 'open',
  };
}
