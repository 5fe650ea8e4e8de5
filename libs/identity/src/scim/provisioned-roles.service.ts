import { Injectable } from '@nestjs/common';
import type { Tx } from '#libs/platform';
import type { Machine } from '../actor.js';
import { AuditTrail } from '../audit/audit-trail.js';
import { raises } from '../grant-policy.js';
import { NotAllowed } from '../identity-errors.js';
import { type ChangedRole, ProvisionedRoleRepository } from '../persistence/provisioned-role.repository.js';
import { SessionService } from '../session.service.js';

/** Lets the roles of people follow the groups of their directory. */
@Injectable()
export class ProvisionedRoles {
  constructor(
    private readonly roles: ProvisionedRoleRepository,
    private readonly sessions: SessionService,
    private readonly audit: AuditTrail,
  ) {}

  /**
   * To be called when their users or groups have changed, while the users are locked: else two changes at once could each miss the other.
   * @throws NotAllowed
   */
  async follow(tx: Tx, directory: Machine, personIds: readonly string[]): Promise<void> {
    const { organisationId } = directory;
    if (personIds.length === 0) return;
    const revoked = await this.roles.revoke(tx, organisationId, personIds);
    const granted = await this.roles.grant(tx, organisationId, personIds);
    for (const role of granted) requireNoGain(directory, role);
    for (const role of revoked) await this.tell(tx, 'membership.revoked', organisationId, role);
    for (const role of granted) await this.tell(tx, 'membership.granted', organisationId, role);
    const changed = new Set([...revoked, ...granted].map(({ personId }) => personId));
    for (const personId of changed) await this.sessions.privilegesChanged(tx, personId);
  }

  private tell(
    tx: Tx,
    action: string,
    organisationId: string,
    { id, personId, role, hubId }: ChangedRole,
  ): Promise<void> {
    const object = `membership/${id}`;
    return this.audit.done(tx, {
      action,
      organisationId,
      hubId,
      subjectId: personId,
      object,
      detail: { role, source: 'scim' },
    });
  }
}

/** Who keeps the secret of a directory administers the organisation, and gets no right beyond that from their own hand. */
function requireNoGain({ organisationId, keeperId }: Machine, { personId, role, hubId }: ChangedRole): void {
  const administers = { memberships: [{ role: 'org_admin', organisationId, hubId: null }] } as const;
  if (personId === keeperId && raises(administers, { role, organisationId, hubId }))
    throw new NotAllowed(
      'Who keeps the secret of a directory gets no right through it that an administrator does not have',
    );
}
