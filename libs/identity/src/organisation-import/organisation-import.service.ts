import { Injectable } from '@nestjs/common';
import { newId } from '#libs/kernel';
import {
  type ActorContext,
  type ImportMode,
  type ImportOutcome,
  runImport,
  SYSTEM,
  type Table,
  UnitOfWork,
} from '#libs/platform';
import type { Caller } from '../actor.js';
import { AuditTrail, NETWORK } from '../audit/audit-trail.js';
import { OrganisationImportRepository } from '../persistence/organisation-import.repository.js';
import { requireInNetwork } from '../policy.js';
import { planOrganisations, type PlannedOrganisation } from './plan-organisations.js';
import { readOrganisations } from './read-organisations.js';

/** Organisations of the network, from a table. One is known again by its IPA code, else by its name. */
@Injectable()
export class OrganisationImport {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly organisations: OrganisationImportRepository,
    private readonly audit: AuditTrail,
  ) {}

  /** @throws NotAllowed, ColumnMissing, OrganisationNameTaken, IpaCodeTaken */
  async run(caller: Caller, table: Table, mode: ImportMode): Promise<ImportOutcome> {
    requireInNetwork(caller, 'network.administer');
    return this.carryOut(caller.context, table, mode);
  }

  /** For whoever runs the deployment. @throws ColumnMissing, OrganisationNameTaken, IpaCodeTaken */
  async runAsOperator(table: Table, mode: ImportMode): Promise<ImportOutcome> {
    return this.carryOut(SYSTEM, table, mode);
  }

  private async carryOut(actor: ActorContext, table: Table, mode: ImportMode): Promise<ImportOutcome> {
    const read = readOrganisations(table);
    return runImport(this.unitOfWork, actor, mode, async (tx) => {
      const known = await this.organisations.lockAll(tx);
      const { planned, refused } = planOrganisations(read.organisations, known, newId);
      const counts = {
        created: countOf(planned, 'created'),
        changed: countOf(planned, 'changed'),
        unchanged: countOf(planned, 'unchanged'),
      };
      const all = [...read.refused, ...refused].toSorted((a, b) => a.row - b.row);
      const rows = table.rows.length;
      if (counts.created + counts.changed > 0 && (all.length === 0 || mode.partial)) {
        await this.organisations.save(tx, planned);
        const detail = { rows, ...counts, refused: all.length };
        await this.audit.done(tx, { action: 'organisations.imported', organisationId: NETWORK, detail });
      }
      return { rows, ...counts, refused: all };
    });
  }
}

const countOf = (planned: readonly PlannedOrganisation[], status: PlannedOrganisation['status']): number =>
  planned.filter((one) => one.status === status).length;
