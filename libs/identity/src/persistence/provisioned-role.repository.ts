import { Injectable } from '@nestjs/common';
import type { Role } from '#libs/contracts';
import { newId } from '#libs/kernel';
import type { Tx } from '#libs/platform';

export interface ChangedRole {
  readonly id: string;
  readonly personId: string;
  readonly role: Role;
  readonly hubId: string | null;
}

/** What the groups of active users give: each role once, however many groups give it. */
const GIVEN = `
  SELECT DISTINCT scim_user.person_id, scim_group.role, scim_group.hub_id
    FROM scim_user
    JOIN scim_group_member AS member ON member.organisation_id = scim_user.organisation_id AND member.user_id = scim_user.id
    JOIN scim_group ON scim_group.organisation_id = member.organisation_id AND scim_group.id = member.group_id
   WHERE scim_user.organisation_id = $1 AND scim_user.person_id = ANY ($2::uuid[]) AND scim_user.active`;
const CHANGED = `membership.id, membership.person_id AS "personId", membership.role, membership.hub_id AS "hubId"`;

/** The memberships that a directory gives. Those of other sources are not touched, also where they say the same. */
@Injectable()
export class ProvisionedRoleRepository {
  /** Takes away what no group gives any more. */
  async revoke(tx: Tx, organisationId: string, personIds: readonly string[]): Promise<readonly ChangedRole[]> {
    return tx.query<ChangedRole>(
      `DELETE FROM membership
        WHERE membership.organisation_id = $1 AND membership.person_id = ANY ($2::uuid[]) AND membership.source = 'scim'
          AND NOT EXISTS (
            SELECT FROM (${GIVEN}) AS given
             WHERE given.person_id = membership.person_id AND given.role = membership.role
               AND given.hub_id IS NOT DISTINCT FROM membership.hub_id)
       RETURNING ${CHANGED}`,
      [organisationId, personIds],
    );
  }

  /** Gives what a group gives and the person does not have. */
  async grant(tx: Tx, organisationId: string, personIds: readonly string[]): Promise<readonly ChangedRole[]> {
    const given = await tx.query<Omit<ChangedRole, 'id'>>(
      `SELECT person_id AS "personId", role, hub_id AS "hubId" FROM (${GIVEN}) AS given ORDER BY 1, 2, 3`,
      [organisationId, personIds],
    );
    if (given.length === 0) return [];
    return tx.query<ChangedRole>(
      `INSERT INTO membership (id, organisation_id, person_id, role, hub_id, source)
       SELECT id, $1, person_id, role, hub_id, 'scim'
         FROM unnest($2::uuid[], $3::uuid[], $4::text[], $5::uuid[]) AS given (id, person_id, role, hub_id)
       ON CONFLICT ON CONSTRAINT membership_once DO NOTHING
       RETURNING ${CHANGED}`,
      [
        organisationId,
        given.map(() => newId()),
        given.map(({ personId }) => personId),
        given.map(({ role }) => role),
        given.map(({ hubId }) => hubId),
      ],
    );
  }
}
