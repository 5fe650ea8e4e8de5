import { Injectable } from '@nestjs/common';
import { instantOf, type Temporal } from '#libs/kernel';
import { type Tx, violates } from '#libs/platform';
import { NotUnique } from '../domain/scim-errors.js';
import type { Condition } from '../domain/scim-filter.js';
import type { ProvisionedRole } from '../domain/scim-role.js';
import { whereOf } from '../scim/filter-sql.js';
import type { Found, Slice } from './scim-user.repository.js';

export interface ProvisionedGroup {
  readonly organisationId: string;
  readonly id: string;
  readonly externalId: string | null;
  readonly displayName: string;
  readonly role: ProvisionedRole;
  readonly hubId: string | null;
  /** Slug of the hub */
  readonly hub: string | null;
  readonly version: number;
  readonly createdAt: Temporal.Instant;
  readonly changedAt: Temporal.Instant;
}

export interface GroupMember {
  readonly groupId: string;
  readonly userId: string;
  readonly displayName: string;
}

interface GroupRow {
  readonly organisation_id: string;
  readonly id: string;
  readonly external_id: string | null;
  readonly display_name: string;
  readonly role: ProvisionedRole;
  readonly hub_id: string | null;
  readonly hub: string | null;
  readonly version: number;
  readonly created_at: Date;
  readonly changed_at: Date;
}

const COLUMNS = `scim_group.organisation_id, scim_group.id, scim_group.external_id, scim_group.display_name, scim_group.role, scim_group.hub_id,
  hub.slug AS hub, scim_group.version, scim_group.created_at, scim_group.changed_at`;
const GROUPS = `scim_group LEFT JOIN hub ON hub.id = scim_group.hub_id`;
const HAS_MEMBER = `EXISTS (
  SELECT FROM scim_group_member AS member
   WHERE member.organisation_id = scim_group.organisation_id AND member.group_id = scim_group.id AND member.user_id::text = lower($))`;
const FILTERS = {
  id: 'scim_group.id::text = lower($)',
  displayname: 'lower(scim_group.display_name) = lower($)',
  externalid: 'scim_group.external_id = $',
  members: HAS_MEMBER,
  'members.value': HAS_MEMBER,
} as const;

/** The groups of an organisation's directory and who is in them. */
@Injectable()
export class ScimGroupRepository {
  /** @throws NotUnique */
  async insert(tx: Tx, group: ProvisionedGroup): Promise<void> {
    const { organisationId, id, externalId, displayName, role, hubId, version } = group;
    const at = group.createdAt.toString();
    await once(
      tx.query(
        `INSERT INTO scim_group (organisation_id, id, external_id, display_name, role, hub_id, version, created_at, changed_at)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $8)`,
        [organisationId, id, externalId, displayName, role, hubId, version, at],
      ),
    );
  }

  async find(tx: Tx, organisationId: string, id: string): Promise<ProvisionedGroup | undefined> {
    return (
      await this.rows(tx, `WHERE scim_group.organisation_id = $1 AND scim_group.id = $2`, [organisationId, id])
    )[0];
  }

  /** Locks the group: its members and its role change one request after the other. */
  async lock(tx: Tx, organisationId: string, id: string): Promise<ProvisionedGroup | undefined> {
    const which = `WHERE scim_group.organisation_id = $1 AND scim_group.id = $2 FOR NO KEY UPDATE OF scim_group`;
    return (await this.rows(tx, which, [organisationId, id]))[0];
  }

  /** @throws InvalidFilter */
  async list(
    tx: Tx,
    organisationId: string,
    filter: readonly Condition[],
    { offset, limit }: Slice,
  ): Promise<Found<ProvisionedGroup>> {
    const { sql, parameters } = whereOf(filter, FILTERS, [organisationId]);
    const where = `WHERE scim_group.organisation_id = $1${sql}`;
    const [count] = await tx.query<{ n: number }>(`SELECT count(*)::int AS n FROM scim_group ${where}`, parameters);
    const next = parameters.length;
    const page = `${where} ORDER BY scim_group.id OFFSET $${next + 1} LIMIT $${next + 2}`;
    return { total: count!.n, items: await this.rows(tx, page, [...parameters, offset, limit]) };
  }

  /** @throws NotUnique */
  async update(tx: Tx, group: ProvisionedGroup): Promise<void> {
    const { organisationId, id, externalId, displayName, role, hubId, version, changedAt } = group;
    await once(
      tx.query(
        `UPDATE scim_group SET external_id = $3, display_name = $4, role = $5, hub_id = $6, version = $7, changed_at = $8
          WHERE organisation_id = $1 AND id = $2`,
        [organisationId, id, externalId, displayName, role, hubId, version, changedAt.toString()],
      ),
    );
  }

  async delete(tx: Tx, organisationId: string, id: string): Promise<void> {
    await tx.query(`DELETE FROM scim_group WHERE organisation_id = $1 AND id = $2`, [organisationId, id]);
  }

  async members(tx: Tx, organisationId: string, groupIds: readonly string[]): Promise<readonly GroupMember[]> {
    return tx.query<GroupMember>(
      `SELECT member.group_id AS "groupId", member.user_id AS "userId", scim_user.display_name AS "displayName"
         FROM scim_group_member AS member
         JOIN scim_user ON scim_user.organisation_id = member.organisation_id AND scim_user.id = member.user_id
        WHERE member.organisation_id = $1 AND member.group_id = ANY ($2::uuid[])
        ORDER BY member.group_id, member.user_id`,
      [organisationId, groupIds],
    );
  }

  /** Has these users and no others in the group. */
  async setMembers(tx: Tx, organisationId: string, groupId: string, userIds: readonly string[]): Promise<void> {
    await tx.query(
      `DELETE FROM scim_group_member WHERE organisation_id = $1 AND group_id = $2 AND user_id <> ALL ($3::uuid[])`,
      [organisationId, groupId, userIds],
    );
    await tx.query(
      `INSERT INTO scim_group_member (organisation_id, group_id, user_id)
       SELECT $1, $2, user_id FROM unnest($3::uuid[]) AS member (user_id) ON CONFLICT DO NOTHING`,
      [organisationId, groupId, userIds],
    );
  }

  private async rows(tx: Tx, which: string, parameters: readonly unknown[]): Promise<readonly ProvisionedGroup[]> {
    return (await tx.query<GroupRow>(`SELECT ${COLUMNS} FROM ${GROUPS} ${which}`, parameters)).map(toGroup);
  }
}

async function once(statement: Promise<unknown>): Promise<void> {
  try {
    await statement;
  } catch (error) {
    throw violates(error, 'scim_group_name_once')
      ? new NotUnique('The organisation has a group of this displayName')
      : error;
  }
}

const toGroup = (row: GroupRow): ProvisionedGroup => ({
  organisationId: row.organisation_id,
  id: row.id,
  externalId: row.external_id,
  displayName: row.display_name,
  role: row.role,
  hubId: row.hub_id,
  hub: row.hub,
  version: row.version,
  createdAt: instantOf(row.created_at),
  changedAt: instantOf(row.changed_at),
});
