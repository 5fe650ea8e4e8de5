import { Injectable } from '@nestjs/common';
import { type Role, roleSchema } from '#libs/contracts';
import type { Tx } from '#libs/platform';
import type { Membership } from '../policy.js';

/**
 * For whom a persona works: the whole network, the organisation with most hubs (0) or the one that follows (1), so that the demo has two
 * organisations that must not see each other.
 */
const EMPLOYERS: Readonly<Partial<Record<Role, 'network' | 0 | 1>>> = {
  planner: 'network',
  network_admin: 'network',
  hub_manager: 0,
  org_admin: 0,
  auditor: 0,
  service_operator: 1,
};

/** What the demo's persona may do, decided anew at each sign-in from the `quindici_role` claim of the demo provider. */
@Injectable()
export class DemoMembershipRepository {
  async of(tx: Tx, claimed: string | undefined): Promise<Membership[]> {
    const role = roleSchema.safeParse(claimed).data;
    const employer = role && EMPLOYERS[role];
    if (role === undefined || employer === undefined) return [];
    const organisationId = employer === 'network' ? null : await this.organisation(tx, employer);
    return organisationId === undefined ? [] : [{ role, organisationId, hubId: null }];
  }

  /** The one read of `hub`, a table of another lib. Where there is one organisation, both kinds of staff work for it. */
  private async organisation(tx: Tx, rank: 0 | 1): Promise<string | undefined> {
    const rows = await tx.query<{ readonly organisation_id: string }>(
      `SELECT organisation_id FROM hub GROUP BY organisation_id ORDER BY count(*) DESC, organisation_id LIMIT 2`,
    );
    return (rows[rank] ?? rows[0])?.organisation_id;
  }
}
