import { Injectable } from '@nestjs/common';
import { newId } from '#libs/kernel';
import type { Tx } from '#libs/platform';
import type { Membership } from '../policy.js';

/** Where a membership comes from that somebody else than us decides. */
export type OutsideSource = 'groups' | 'demo';

export interface SourcedChange {
  readonly granted: readonly StoredMembership[];
  readonly revoked: readonly StoredMembership[];
}

export interface StoredMembership extends Membership {
  readonly id: string;
}

const AS_MEMBERSHIP = `id, role, organisation_id AS "organisationId", hub_id AS "hubId"`;
const WANTED = `jsonb_to_recordset($3::jsonb) AS wanted (id uuid, role text, "organisationId" uuid, "hubId" uuid)`;

/** Memberships whose truth lies outside: they are set to what is said there, and those of any other source stay as they are. */
@Injectable()
export class SourcedMembershipRepository {
  async replace(
    tx: Tx,
    personId: string,
    source: OutsideSource,
    memberships: readonly Membership[],
  ): Promise<SourcedChange> {
    const wanted = JSON.stringify(memberships.map((membership) => ({ ...membership, id: newId() })));
    const parameters = [personId, source, wanted];
    const revoked = await tx.query<StoredMembership>(
      `DELETE FROM membership
       WHERE person_id = $1 AND source = $2 AND NOT EXISTS (
         SELECT FROM ${WANTED}
         WHERE (wanted.role, wanted."organisationId", wanted."hubId")
               IS NOT DISTINCT FROM (membership.role, membership.organisation_id, membership.hub_id))
       RETURNING ${AS_MEMBERSHIP}`,
      parameters,
    );
    const granted = await tx.query<StoredMembership>(
      `INSERT INTO membership (id, person_id, source, role, organisation_id, hub_id)
       SELECT id, $1, $2, role, "organisationId", "hubId" FROM ${WANTED}
       ON CONFLICT ON CONSTRAINT membership_once DO NOTHING
       RETURNING ${AS_MEMBERSHIP}`,
      parameters,
    );
    return { granted, revoked };
  }

  /** @returns undefined when there is no such organisation, or it has no such hub */
  async placeOf(
    tx: Tx,
    organisation: string | null,
    hub: string | null,
  ): Promise<Pick<Membership, 'organisationId' | 'hubId'> | undefined> {
    if (organisation === null) return { organisationId: null, hubId: null };
    const [place] = await tx.query<Pick<Membership, 'organisationId' | 'hubId'>>(
      `SELECT organisation.id AS "organisationId", hub.id AS "hubId"
       FROM organisation LEFT JOIN hub ON hub.organisation_id = organisation.id AND $2 IN (hub.slug, hub.id::text)
       WHERE $1 IN (organisation.ipa_code, organisation.id::text) AND ($2::text IS NULL OR hub.id IS NOT NULL)
       ORDER BY hub.id LIMIT 1`,
      [organisation, hub],
    );
    return place;
  }
}
