import { Injectable } from '@nestjs/common';
import type { Role } from '#libs/contracts';
import { Clock, newId } from '#libs/kernel';
import { SYSTEM, type Tx, UnitOfWork } from '#libs/platform';
import { AuditTrail } from './audit/audit-trail.js';
import { HubOfAnother, MembershipNotFound, PersonNotFound, RoleNotHeldThere } from './membership-errors.js';
import { factOf } from './membership.service.js';
import { OrganisationNotFound } from './organisation-errors.js';
import { isSame, MembershipRepository } from './persistence/membership.repository.js';
import { OrganisationRepository } from './persistence/organisation.repository.js';
import { PersonRepository } from './persistence/person.repository.js';
import { canBeHeld, type Membership, spanOf } from './policy.js';
import { SessionService } from './session.service.js';

/** A role as whoever runs the deployment writes it down. */
export interface OperatorGrant {
  readonly issuer: string;
  readonly subject: string;
  readonly role: Role;
  /** Id, name or IPA code; null for the whole network */
  readonly organisation: string | null;
  /** Id or slug; null for the whole organisation */
  readonly hub: string | null;
}

export interface OperatorGranted {
  readonly personId: string;
  /** Whether the person was not known before */
  readonly isNewPerson: boolean;
  /** False: they had it already */
  readonly isNew: boolean;
}

/** Roles given from outside, by whoever runs the deployment: how a new one gets its first administrator. */
@Injectable()
export class OperatorGrants {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly people: PersonRepository,
    private readonly organisations: OrganisationRepository,
    private readonly memberships: MembershipRepository,
    private readonly sessions: SessionService,
    private readonly audit: AuditTrail,
    private readonly clock: Clock,
  ) {}

  /** @throws RoleNotHeldThere, OrganisationNotFound, HubOfAnother */
  async grant(wanted: OperatorGrant): Promise<OperatorGranted> {
    return this.unitOfWork.run(SYSTEM, async (tx) => {
      const membership = await this.resolve(tx, wanted);
      if (!canBeHeld(membership)) throw new RoleNotHeldThere(membership.role, spanOf(membership));
      const person = await this.people.expect(tx, wanted);
      const given = {
        ...membership,
        id: newId(),
        personId: person.id,
        source: 'operator' as const,
        grantedBy: null,
        grantedAt: this.clock.now().round('millisecond'),
      };
      const { isNew } = await this.memberships.grant(tx, given);
      if (isNew) {
        await this.sessions.privilegesChanged(tx, person.id);
        await this.audit.done(tx, factOf('membership.granted', given));
      }
      return { personId: person.id, isNewPerson: person.isNew, isNew };
    });
  }

  /** @throws PersonNotFound, MembershipNotFound, OrganisationNotFound, HubOfAnother */
  async revoke(wanted: OperatorGrant): Promise<{ readonly personId: string }> {
    return this.unitOfWork.run(SYSTEM, async (tx) => {
      const membership = await this.resolve(tx, wanted);
      const personId = await this.people.find(tx, wanted);
      if (personId === undefined) throw new PersonNotFound();
      const held = (await this.memberships.ofPerson(tx, personId)).find((one) => isSame(one, membership));
      if (held === undefined) throw new MembershipNotFound();
      await this.memberships.delete(tx, held.id);
      await this.sessions.privilegesChanged(tx, personId);
      await this.audit.done(tx, factOf('membership.revoked', held));
      return { personId };
    });
  }

  private async resolve(tx: Tx, { role, organisation, hub }: OperatorGrant): Promise<Membership> {
    if (organisation === null && hub === null) return { role, organisationId: null, hubId: null };
    const organisationId = organisation === null ? undefined : await this.organisations.resolve(tx, organisation);
    if (organisationId === undefined) throw new OrganisationNotFound();
    if (hub === null) return { role, organisationId, hubId: null };
    const [hubId, another] = await this.organisations.resolveHub(tx, organisationId, hub);
    if (hubId === undefined || another !== undefined) throw new HubOfAnother();
    return { role, organisationId, hubId };
  }
}
