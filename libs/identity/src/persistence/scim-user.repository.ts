import { Injectable } from '@nestjs/common';
import { instantOf, newId, type Temporal } from '#libs/kernel';
import { type Tx, violates } from '#libs/platform';
import type { Condition } from '../domain/scim-filter.js';
import { NotUnique } from '../domain/scim-errors.js';
import { whereOf } from '../scim/filter-sql.js';
import type { Identity } from './person.repository.js';

export interface ProvisionedUser {
  readonly organisationId: string;
  readonly id: string;
  readonly externalId: string;
  readonly userName: string;
  readonly displayName: string;
  readonly active: boolean;
  readonly personId: string;
  readonly version: number;
  readonly createdAt: Temporal.Instant;
  readonly changedAt: Temporal.Instant;
}

export interface UserRow {
  readonly organisation_id: string;
  readonly id: string;
  readonly external_id: string;
  readonly user_name: string;
  readonly display_name: string;
  readonly active: boolean;
  readonly person_id: string;
  readonly version: number;
  readonly created_at: Date;
  readonly changed_at: Date;
}

export interface Slice {
  /** How many come before it */
  readonly offset: number;
  readonly limit: number;
}

export interface Found<Item> {
  readonly total: number;
  readonly items: readonly Item[];
}

const COLUMNS =
  'organisation_id, id, external_id, user_name, display_name, active, person_id, version, created_at, changed_at';
const FILTERS = {
  id: 'id::text = lower($)',
  username: 'lower(user_name) = lower($)',
  externalid: 'external_id = $',
  displayname: 'lower(display_name) = lower($)',
} as const;

/** The users of an organisation's directory. */
@Injectable()
export class ScimUserRepository {
  /** Whoever the provider of the sign-in knows by this subject, made known to us before they come. */
  async person(tx: Tx, { issuer, subject, displayName }: Identity): Promise<string> {
    const [row] = await tx.query<{ readonly id: string }>(`SELECT quindici_provision_person($1, $2, $3, $4) AS id`, [
      newId(),
      issuer,
      subject,
      displayName,
    ]);
    return row!.id;
  }

  /** @throws NotUnique */
  async insert(tx: Tx, user: ProvisionedUser): Promise<void> {
    const { organisationId, id, externalId, userName, displayName, active, personId, version } = user;
    const at = user.createdAt.toString();
    await once(
      tx.query(`INSERT INTO scim_user (${COLUMNS}) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $9)`, [
        organisationId,
        id,
        externalId,
        userName,
        displayName,
        active,
        personId,
        version,
        at,
      ]),
    );
  }

  async find(tx: Tx, organisationId: string, id: string): Promise<ProvisionedUser | undefined> {
    return (await this.rows(tx, `WHERE organisation_id = $1 AND id = $2`, [organisationId, id]))[0];
  }

  /** Locks these users in the order of their ids, so that who changes the same ones at once does so one after the other. */
  async lock(tx: Tx, organisationId: string, ids: readonly string[]): Promise<readonly ProvisionedUser[]> {
    const which = `WHERE organisation_id = $1 AND id = ANY ($2::uuid[]) ORDER BY id FOR NO KEY UPDATE`;
    return this.rows(tx, which, [organisationId, ids]);
  }

  /** @throws InvalidFilter */
  async list(
    tx: Tx,
    organisationId: string,
    filter: readonly Condition[],
    { offset, limit }: Slice,
  ): Promise<Found<ProvisionedUser>> {
    const { sql, parameters } = whereOf(filter, FILTERS, [organisationId]);
    const where = `WHERE organisation_id = $1${sql}`;
    const [count] = await tx.query<{ n: number }>(`SELECT count(*)::int AS n FROM scim_user ${where}`, parameters);
    const next = parameters.length;
    const items = await this.rows(tx, `${where} ORDER BY id OFFSET $${next + 1} LIMIT $${next + 2}`, [
      ...parameters,
      offset,
      limit,
    ]);
    return { total: count!.n, items };
  }

  /** @throws NotUnique */
  async update(tx: Tx, user: ProvisionedUser): Promise<void> {
    const { organisationId, id, userName, displayName, active, version, changedAt } = user;
    await once(
      tx.query(
        `UPDATE scim_user SET user_name = $3, display_name = $4, active = $5, version = $6, changed_at = $7
          WHERE organisation_id = $1 AND id = $2`,
        [organisationId, id, userName, displayName, active, version, changedAt.toString()],
      ),
    );
  }

  async delete(tx: Tx, organisationId: string, id: string): Promise<void> {
    await tx.query(`DELETE FROM scim_user WHERE organisation_id = $1 AND id = $2`, [organisationId, id]);
  }

  private async rows(tx: Tx, which: string, parameters: readonly unknown[]): Promise<readonly ProvisionedUser[]> {
    return (await tx.query<UserRow>(`SELECT ${COLUMNS} FROM scim_user ${which}`, parameters)).map(toUser);
  }
}

async function once(statement: Promise<unknown>): Promise<void> {
  try {
    await statement;
  } catch (error) {
    if (violates(error, 'scim_user_name_once')) throw new NotUnique('The organisation has a user of this userName');
    if (violates(error, 'scim_user_external_id_once') || violates(error, 'scim_user_person_once'))
      throw new NotUnique('The organisation has a user of this externalId');
    throw error;
  }
}

const toUser = (row: UserRow): ProvisionedUser => ({
  organisationId: row.organisation_id,
  id: row.id,
  externalId: row.external_id,
  userName: row.user_name,
  displayName: row.display_name,
  active: row.active,
  personId: row.person_id,
  version: row.version,
  createdAt: instantOf(row.created_at),
  changedAt: instantOf(row.changed_at),
});
