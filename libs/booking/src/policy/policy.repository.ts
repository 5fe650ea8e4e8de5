import { Injectable } from '@nestjs/common';
import type { Audience, BookableKind, Policy, PolicyRules } from '#libs/contracts';
import { HubNotFound } from '#libs/hubs';
import { instantOf, type Temporal } from '#libs/kernel';
import { type Tx, violates } from '#libs/platform';
import type { PolicyLayer } from '../domain/effective-policy.js';
import { PolicyChanged, SpaceNotFound } from '../domain/policy-errors.js';

/** The part of an organisation's hubs that rules are for. */
export interface PolicyScope {
  readonly organisationId: string;
  readonly hubId: string | null;
  readonly spaceId: string | null;
  readonly kind: BookableKind | null;
  readonly audience: Audience | null;
}

export interface NewPolicy extends PolicyScope {
  readonly id: string;
  readonly version: number;
  readonly rules: PolicyRules;
  readonly validFrom: Temporal.Instant;
}

export interface ClosingHub {
  readonly hubId: string;
  readonly timeZone: string;
  readonly layers: readonly PolicyLayer[];
}

interface PolicyRow {
  readonly organisation_id: string;
  readonly id: string;
  readonly hub_id: string | null;
  readonly space_id: string | null;
  readonly kind: BookableKind | null;
  readonly audience: Audience | null;
  readonly version: number;
  readonly rules: PolicyRules;
  readonly valid_from: Date;
  readonly ended_at: Date | null;
}

const COLUMNS = `organisation_id, id, hub_id, space_id, kind, audience, version, rules, valid_from, ended_at`;
const SAME_SCOPE = `organisation_id = $1 AND (hub_id, space_id, kind, audience) IS NOT DISTINCT FROM ($2::uuid, $3::uuid, $4::text, $5::text)`;

/** Rules in layers. What they say may be read by all. */
@Injectable()
export class PolicyRepository {
  /** What is in force in a hub. */
  async ofHub(tx: Tx, organisationId: string, hubId: string): Promise<readonly PolicyLayer[]> {
    const rows = await tx.query<PolicyRow>(
      `SELECT ${COLUMNS} FROM policy
        WHERE organisation_id = $1 AND (hub_id = $2 OR hub_id IS NULL) AND ended_at IS NULL`,
      [organisationId, hubId],
    );
    return rows.map(toLayer);
  }

  /** What is in force in some hubs that know closed days; hubs where nobody speaks of them are left out. */
  async closing(tx: Tx, hubIds: readonly string[]): Promise<readonly ClosingHub[]> {
    const rows = await tx.query<{ hub_id: string; time_zone: string; layers: PolicyRow[] }>(
      `SELECT hub.id AS hub_id, metro.time_zone, jsonb_agg(to_jsonb(policy)) AS layers
         FROM hub JOIN metro ON metro.id = hub.metro_id
         JOIN policy ON policy.organisation_id = hub.organisation_id AND (policy.hub_id = hub.id OR policy.hub_id IS NULL)
        WHERE hub.id = ANY ($1::uuid[]) AND policy.ended_at IS NULL
        GROUP BY hub.id, metro.id
       HAVING bool_or(policy.rules ?| ARRAY['closedDays', 'closedOnHolidays'])`,
      [hubIds],
    );
    return rows.map((row) => ({ hubId: row.hub_id, timeZone: row.time_zone, layers: row.layers.map(toLayer) }));
  }

  async hasOrganisation(tx: Tx, organisationId: string): Promise<boolean> {
    return (await tx.query(`SELECT FROM organisation WHERE id = $1`, [organisationId])).length > 0;
  }

  async page(
    tx: Tx,
    organisationId: string,
    state: 'current' | 'all',
    after: { readonly validFrom: string; readonly id: string } | null,
    limit: number,
  ): Promise<readonly Policy[]> {
    const rows = await tx.query<PolicyRow>(
      `SELECT ${COLUMNS} FROM policy
        WHERE organisation_id = $1 AND ($2 OR ended_at IS NULL)
          AND ($3::timestamptz IS NULL OR (valid_from, id) < ($3::timestamptz, $4::uuid))
        ORDER BY valid_from DESC, id DESC LIMIT $5`,
      [organisationId, state === 'all', after?.validFrom ?? null, after?.id ?? null, limit],
    );
    return rows.map(toPolicy);
  }

  /** One that is in force. */
  async find(tx: Tx, organisationId: string, id: string): Promise<Policy | undefined> {
    const [row] = await tx.query<PolicyRow>(
      `SELECT ${COLUMNS} FROM policy WHERE organisation_id = $1 AND id = $2 AND ended_at IS NULL`,
      [organisationId, id],
    );
    return row && toPolicy(row);
  }

  /** The version of what was said last for the part; 0: nothing was ever said */
  async versionOf(tx: Tx, scope: PolicyScope): Promise<{ readonly version: number; readonly inForce: boolean }> {
    const [row] = await tx.query<{ version: number; in_force: boolean }>(
      `SELECT version, ended_at IS NULL AS in_force FROM policy WHERE ${SAME_SCOPE} ORDER BY version DESC LIMIT 1`,
      keyOf(scope),
    );
    return { version: row?.version ?? 0, inForce: row?.in_force ?? false };
  }

  async endInForce(tx: Tx, scope: PolicyScope, at: Temporal.Instant): Promise<void> {
    await tx.query(`UPDATE policy SET ended_at = greatest(valid_from, $6) WHERE ${SAME_SCOPE} AND ended_at IS NULL`, [
      ...keyOf(scope),
      at.toString(),
    ]);
  }

  async end(tx: Tx, organisationId: string, id: string, at: Temporal.Instant): Promise<void> {
    await tx.query(
      `UPDATE policy SET ended_at = greatest(valid_from, $3) WHERE organisation_id = $1 AND id = $2 AND ended_at IS NULL`,
      [organisationId, id, at.toString()],
    );
  }

  /** @throws PolicyChanged: somebody said something else in the meantime; HubNotFound: not one of the organisation; SpaceNotFound */
  async insert(tx: Tx, policy: NewPolicy): Promise<void> {
    try {
      await tx.query(
        `INSERT INTO policy (organisation_id, hub_id, space_id, kind, audience, id, version, rules, valid_from)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
        [...keyOf(policy), policy.id, policy.version, JSON.stringify(policy.rules), policy.validFrom.toString()],
      );
    } catch (error) {
      if (violates(error, 'policy_version_once') || violates(error, 'policy_one_in_force'))
        throw new PolicyChanged(policy.version);
      if (violates(error, 'policy_of_hub_of_organisation')) throw new HubNotFound(policy.hubId!);
      if (violates(error, 'policy_of_space')) throw new SpaceNotFound();
      throw error;
    }
  }
}

const keyOf = ({ organisationId, hubId, spaceId, kind, audience }: PolicyScope): readonly unknown[] => [
  organisationId,
  hubId,
  spaceId,
  kind,
  audience,
];

const toLayer = (row: PolicyRow): PolicyLayer => ({
  organisationId: row.organisation_id,
  hubId: row.hub_id,
  spaceId: row.space_id,
  kind: row.kind,
  audience: row.audience,
  rules: row.rules,
});

const toPolicy = (row: PolicyRow): Policy => ({
  id: row.id,
  hubId: row.hub_id,
  spaceId: row.space_id,
  kind: row.kind,
  audience: row.audience,
  version: row.version,
  rules: row.rules,
  validFrom: instantOf(row.valid_from).toString(),
  endedAt: row.ended_at === null ? null : instantOf(row.ended_at).toString(),
});
