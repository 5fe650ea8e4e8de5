import { Inject, Injectable, Logger } from '@nestjs/common';
import { ENVIRONMENT, type Environment, type GroupRole, type Tx } from '#libs/platform';
import { AuditTrail } from '../audit/audit-trail.js';
import { rolesOf } from '../domain/group-roles.js';
import {
  type OutsideSource,
  SourcedMembershipRepository,
  type StoredMembership,
} from '../persistence/sourced-membership.repository.js';
import type { Membership } from '../policy.js';
import { SessionService } from '../session.service.js';

/** Roles that an identity provider is trusted with by configuration, and no others. */
@Injectable()
export class OutsideRoles {
  private readonly logger = new Logger(OutsideRoles.name);

  constructor(
    @Inject(ENVIRONMENT) private readonly environment: Environment,
    private readonly memberships: SourcedMembershipRepository,
    private readonly sessions: SessionService,
    private readonly audit: AuditTrail,
  ) {}

  /** Grants and revokes what the groups of the person say; without a configured claim nothing that is said counts. */
  async followGroups(tx: Tx, personId: string, claims: Readonly<Record<string, unknown>>): Promise<void> {
    const { OIDC_GROUPS_CLAIM: claim, OIDC_GROUP_ROLES: rules } = this.environment;
    if (claim === undefined) return;
    const wanted: Membership[] = [];
    for (const rule of rolesOf(Object.hasOwn(claims, claim) ? claims[claim] : undefined, rules)) {
      const membership = await this.membershipOf(tx, rule);
      if (membership !== undefined) wanted.push(membership);
    }
    await this.replace(tx, personId, 'groups', wanted);
  }

  /** Sets what this source says of the person, and leaves alone what others say. */
  async replace(tx: Tx, personId: string, source: OutsideSource, memberships: readonly Membership[]): Promise<void> {
    const { granted, revoked } = await this.memberships.replace(tx, personId, source, memberships);
    for (const membership of revoked) await this.tell(tx, personId, source, 'membership.revoked', membership);
    for (const membership of granted) await this.tell(tx, personId, source, 'membership.granted', membership);
    if (granted.length + revoked.length > 0) await this.sessions.privilegesChanged(tx, personId);
  }

  private async membershipOf(tx: Tx, rule: GroupRole): Promise<Membership | undefined> {
    const place = await this.memberships.placeOf(tx, rule.organisation, rule.hub);
    if (place === undefined)
      this.logger.warn(`OIDC_GROUP_ROLES names ${rule.organisation} ${rule.hub ?? ''}, which is not there`);
    return place && { role: rule.role, ...place };
  }

  private tell(
    tx: Tx,
    subjectId: string,
    source: OutsideSource,
    action: string,
    { id, role, organisationId, hubId }: StoredMembership,
  ): Promise<void> {
    return this.audit.done(tx, {
      action,
      organisationId,
      hubId,
      subjectId,
      object: `membership/${id}`,
      detail: { role, source },
    });
  }
}
