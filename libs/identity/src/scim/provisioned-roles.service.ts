import { Injectable } from '@nestjs/common';
import type { Tx } from '#libs/platform';
import { AuditTrail } from '../audit/audit-trail.js';
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

  /** To be called when their users or groups have changed, while the users are locked: else two changes at once could each miss the other. */
  async follow(tx: Tx, organisationId: string, personIds: readonly string[]): Promise<void> {
    if (personIds.length === 0) return;
    const revoked = await this.roles.revoke(tx, organisationId, personIds);
    const granted = await this.roles.grant(tx, organisationId, personIds);
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
