import { Injectable } from '@nestjs/common';
import type { MyOrganisation, Organisation, OrganisationKind } from '#libs/contracts';
import { type Tx, violates } from '#libs/platform';
import {
  IpaCodeTaken,
  OrganisationAboveItself,
  OrganisationNameTaken,
  ParentNotFound,
} from '../organisation-errors.js';

interface OrganisationRow {
  readonly id: string;
  readonly name: string;
  readonly kind: OrganisationKind;
  readonly ipa_code: string | null;
  readonly parent_id: string | null;
  readonly version: number;
  readonly hubs: number;
}

export type OrganisationFields = Omit<Organisation, 'id' | 'hubs'>;

export interface StoredOrganisation {
  readonly organisation: Organisation;
  readonly version: number;
}

export interface OrganisationFilter {
  /** Part of the name, or the whole IPA code */
  readonly q: string | null;
  readonly kind: OrganisationKind | null;
  readonly after: { readonly name: string; readonly id: string } | null;
  readonly limit: number;
}

const COLUMNS = `o.id, o.name, o.kind, o.ipa_code, o.parent_id, o.version,
  (SELECT count(*)::int FROM hub WHERE hub.organisation_id = o.id) AS hubs`;

/** Organisations by name; anybody may read them. */
@Injectable()
export class OrganisationRepository {
  async list(tx: Tx, { q, kind, after, limit }: OrganisationFilter): Promise<Organisation[]> {
    const rows = await tx.query<OrganisationRow>(
      `SELECT ${COLUMNS} FROM organisation o
        WHERE ($1::text IS NULL OR strpos(lower(o.name), lower($1)) > 0 OR o.ipa_code = lower($1))
          AND ($2::text IS NULL OR o.kind = $2)
          AND ($3::text IS NULL OR (o.name, o.id) > ($3, $4::uuid))
        ORDER BY o.name, o.id LIMIT $5`,
      [q, kind, after?.name ?? null, after?.id ?? null, limit],
    );
    return rows.map(organisationOf);
  }

  async find(tx: Tx, id: string): Promise<StoredOrganisation | undefined> {
    const [row] = await tx.query<OrganisationRow>(`SELECT ${COLUMNS} FROM organisation o WHERE o.id = $1`, [id]);
    return row && { organisation: organisationOf(row), version: row.version };
  }

  /** Those of these ids, or (null) all. */
  async named(
    tx: Tx,
    ids: readonly string[] | null,
  ): Promise<Pick<MyOrganisation, 'id' | 'name' | 'kind' | 'ipaCode'>[]> {
    return tx.query(
      `SELECT id, name, kind, ipa_code AS "ipaCode" FROM organisation WHERE $1::uuid[] IS NULL OR id = ANY ($1)
        ORDER BY name, id`,
      [ids],
    );
  }

  /** By id, by name as it is, or by IPA code. */
  async resolve(tx: Tx, reference: string): Promise<string | undefined> {
    const [row] = await tx.query<{ readonly id: string }>(
      `SELECT id FROM organisation WHERE id::text = lower($1) OR name = $1 OR ipa_code = lower($1)
        ORDER BY id::text = lower($1) DESC, name = $1 DESC LIMIT 1`,
      [reference],
    );
    return row?.id;
  }

  /** Those of its hubs that are meant, by id or slug: metros may have the same slug. */
  async resolveHub(tx: Tx, organisationId: string, reference: string): Promise<readonly string[]> {
    const rows = await tx.query<{ readonly id: string }>(
      `SELECT id FROM hub WHERE organisation_id = $1 AND (id::text = lower($2) OR slug = $2) ORDER BY id`,
      [organisationId, reference],
    );
    return rows.map(({ id }) => id);
  }

  /** @throws OrganisationNameTaken, IpaCodeTaken, ParentNotFound */
  async insert(tx: Tx, id: string, { name, kind, ipaCode, parentId }: OrganisationFields): Promise<void> {
    await refusals(
      tx.query(`INSERT INTO organisation (id, name, kind, ipa_code, parent_id) VALUES ($1, $2, $3, $4, $5)`, [
        id,
        name,
        kind,
        ipaCode,
        parentId,
      ]),
    );
  }

  /**
   * @returns the new version, or undefined when the row is not of the expected one any more
   * @throws OrganisationNameTaken, IpaCodeTaken, ParentNotFound, OrganisationAboveItself
   */
  async update(
    tx: Tx,
    id: string,
    expected: number,
    { name, kind, ipaCode, parentId }: OrganisationFields,
  ): Promise<number | undefined> {
    const [row] = await refusals(
      tx.query<{ readonly version: number }>(
        `UPDATE organisation SET name = $3, kind = $4, ipa_code = $5, parent_id = $6, version = version + 1
          WHERE id = $1 AND version = $2 RETURNING version`,
        [id, expected, name, kind, ipaCode, parentId],
      ),
    );
    return row?.version;
  }
}

/** What the database refuses, as the refusal that it means. */
export async function refusals<T>(statement: Promise<T>): Promise<T> {
  try {
    return await statement;
  } catch (error) {
    if (violates(error, 'organisation_name_once')) throw new OrganisationNameTaken();
    if (violates(error, 'organisation_ipa_code_once')) throw new IpaCodeTaken();
    if (violates(error, 'organisation_parent_id_fkey')) throw new ParentNotFound();
    if (violates(error, 'organisation_parents_form_a_tree') || violates(error, 'organisation_not_its_own_parent'))
      throw new OrganisationAboveItself();
    throw error;
  }
}

const organisationOf = ({ id, name, kind, ipa_code, parent_id, hubs }: OrganisationRow): Organisation => ({
  id,
  name,
  kind,
  ipaCode: ipa_code,
  parentId: parent_id,
  hubs,
});
