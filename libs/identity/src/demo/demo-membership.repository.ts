import { Injectable } from '@nestjs/common';
import type { Role } from '#libs/contracts';
import { newId } from '#libs/kernel';
import type { Tx } from '#libs/platform';

interface OrganisationRow {
  readonly organisation_id: string;
}

/** What the demo's persona may do, decided anew at each sign-in from the `quindici_role` claim of the demo provider. */
@Injectable()
export class DemoMembershipRepository {
  async grant(tx: Tx, personId: string, role: string | undefined): Promise<void> {
    await tx.query(`DELETE FROM membership WHERE person_id = $1`, [personId]);
    if (role === 'planner' || role === 'network_admin') await this.insert(tx, personId, role, null);
    if (role !== 'hub_manager') return;
    const organisationId = await this.organisationWithMostHubs(tx);
    if (organisationId !== undefined) await this.insert(tx, personId, role, organisationId);
  }

  private async insert(tx: Tx, personId: string, role: Role, organisationId: string | null): Promise<void> {
    await tx.query(`INSERT INTO membership (id, person_id, organisation_id, role) VALUES ($1, $2, $3, $4)`, [
      newId(),
      personId,
      organisationId,
      role,
    ]);
  }

  private async organisationWithMostHubs(tx: Tx): Promise<string | undefined> {
    const [row] = await tx.query<OrganisationRow>(
      `SELECT organisation_id FROM hub GROUP BY organisation_id ORDER BY count(*) DESC, organisation_id LIMIT 1`,
    );
    return row?.organisation_id;
  }
}
