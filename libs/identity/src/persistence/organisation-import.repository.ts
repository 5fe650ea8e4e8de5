import { Injectable } from '@nestjs/common';
import type { Tx } from '#libs/platform';
import type { KnownOrganisation } from '../organisation-import/match-organisations.js';
import type { PlannedOrganisation } from '../organisation-import/plan-organisations.js';
import { refusals } from './organisation.repository.js';

const GIVEN = `jsonb_to_recordset($1::jsonb) AS given (id uuid, name text, kind text, "ipaCode" text, "parentId" uuid, "hasNewParent" boolean)`;

/** Writes many organisations at once. */
@Injectable()
export class OrganisationImportRepository {
  /** All there are; nobody else changes the tree of them until the transaction ends. */
  async lockAll(tx: Tx): Promise<readonly KnownOrganisation[]> {
    await tx.query(`SELECT pg_advisory_xact_lock(hashtext('quindici.organisation.parent'))`);
    return tx.query<KnownOrganisation>(
      `SELECT id, name, kind, ipa_code AS "ipaCode", parent_id AS "parentId" FROM organisation`,
    );
  }

  /** @throws OrganisationNameTaken, IpaCodeTaken when somebody was quicker */
  async save(tx: Tx, planned: readonly PlannedOrganisation[]): Promise<void> {
    const of = (status: PlannedOrganisation['status']): string =>
      JSON.stringify(planned.filter((one) => one.status === status));
    await refusals(
      tx.query(`INSERT INTO organisation (id, name, kind, ipa_code) SELECT id, name, kind, "ipaCode" FROM ${GIVEN}`, [
        of('created'),
      ]),
    );
    // Without their former parents first: between two trees that are both sound a circle may lie.
    await refusals(
      tx.query(
        `UPDATE organisation SET name = given.name, kind = given.kind, ipa_code = given."ipaCode", version = version + 1,
                parent_id = CASE WHEN given."hasNewParent" THEN NULL ELSE organisation.parent_id END
           FROM ${GIVEN} WHERE organisation.id = given.id`,
        [of('changed')],
      ),
    );
    const moved = planned.filter(({ hasNewParent, parentId }) => hasNewParent && parentId !== null);
    await refusals(
      tx.query(`UPDATE organisation SET parent_id = given."parentId" FROM ${GIVEN} WHERE organisation.id = given.id`, [
        JSON.stringify(moved),
      ]),
    );
  }
}
