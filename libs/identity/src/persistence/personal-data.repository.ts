import { Injectable } from '@nestjs/common';
import type { Tx } from '#libs/platform';

type Row = Readonly<Record<string, unknown>>;

/** What identity keeps about one person, as it is kept. Instants come as text, in UTC. */
@Injectable()
export class PersonalDataRepository {
  async person(tx: Tx, personId: string): Promise<Row | null> {
    const [row] = await tx.query<Row>(
      `SELECT id, issuer, subject, display_name AS "displayName", to_json(created_at) AS "createdAt" FROM person WHERE id = $1`,
      [personId],
    );
    return row ?? null;
  }

  async memberships(tx: Tx, personId: string): Promise<readonly Row[]> {
    return tx.query<Row>(
      `SELECT membership.role, membership.organisation_id AS "organisationId", organisation.name AS organisation, hub_id AS "hubId",
              hub.name AS hub, source, to_json(granted_at) AS "grantedAt"
         FROM membership
         LEFT JOIN organisation ON organisation.id = membership.organisation_id
         LEFT JOIN hub ON hub.id = membership.hub_id
        WHERE person_id = $1 ORDER BY membership.id`,
      [personId],
    );
  }

  async invitations(tx: Tx, personId: string): Promise<readonly Row[]> {
    return tx.query<Row>(
      `SELECT id, organisation_id AS "organisationId", hub_id AS "hubId", role, label, to_json(created_at) AS "createdAt",
              to_json(accepted_at) AS "acceptedAt"
         FROM invitation WHERE accepted_by = $1 ORDER BY id`,
      [personId],
    );
  }

  /** What the directories of organisations say of them. */
  async directories(tx: Tx, personId: string): Promise<readonly Row[]> {
    return tx.query<Row>(
      `SELECT scim_user.organisation_id AS "organisationId", organisation.name AS organisation, external_id AS "externalId",
              user_name AS "userName", display_name AS "displayName", active, to_json(created_at) AS "createdAt",
              to_json(changed_at) AS "changedAt",
              (SELECT coalesce(json_agg(scim_group.display_name ORDER BY scim_group.display_name), '[]')
                 FROM scim_group_member
                 JOIN scim_group ON scim_group.organisation_id = scim_group_member.organisation_id AND scim_group.id = group_id
                WHERE scim_group_member.organisation_id = scim_user.organisation_id AND user_id = scim_user.id) AS groups
         FROM scim_user JOIN organisation ON organisation.id = scim_user.organisation_id
        WHERE person_id = $1 ORDER BY scim_user.organisation_id`,
      [personId],
    );
  }

  /** What bears the person's name as its giver and belongs to others. */
  async given(tx: Tx, personId: string): Promise<Row> {
    const [row] = await tx.query<Row>(
      `SELECT (SELECT count(*)::integer FROM membership WHERE granted_by = $1) AS roles,
              (SELECT count(*)::integer FROM invitation WHERE invited_by = $1) AS invitations,
              (SELECT count(*)::integer FROM machine WHERE created_by = $1) AS machines`,
      [personId],
    );
    return row!;
  }

  /** Whoever invited them may have written their name on it. */
  async deleteAccepted(tx: Tx, personId: string): Promise<void> {
    await tx.query(`DELETE FROM invitation WHERE accepted_by = $1`, [personId]);
  }
}
