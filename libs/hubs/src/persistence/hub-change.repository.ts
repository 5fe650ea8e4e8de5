import { Injectable } from '@nestjs/common';
import type { ChangeHub } from '#libs/contracts';
import { newId } from '#libs/kernel';
import { type Tx, violates } from '#libs/platform';
import { AgreementNotFound } from '../assets/asset-errors.js';
import type { WeeklyWindow } from '../domain/opening-hours.js';
import { type HubRules, HubRepository } from './hub.repository.js';

/** What must be known of a hub before it is changed. */
export interface HubState extends HubRules {
  readonly useAgreementId: string | null;
  readonly version: number;
}

export interface HubWindows {
  readonly hubId: string;
  readonly openingWindows: readonly WeeklyWindow[];
}

@Injectable()
export class HubChangeRepository {
  constructor(private readonly hubs: HubRepository) {}

  async state(tx: Tx, hubId: string): Promise<HubState | undefined> {
    const [row] = await tx.query<{ use_agreement_id: string | null; version: number }>(
      `SELECT use_agreement_id, version FROM hub WHERE id = $1`,
      [hubId],
    );
    const rules = row && (await this.hubs.rules(tx, hubId));
    return rules && { ...rules, useAgreementId: row.use_agreement_id, version: row.version };
  }

  /** What the patch leaves out stays. @returns false when that version is gone @throws AgreementNotFound */
  async update(tx: Tx, hubId: string, version: number, patch: ChangeHub): Promise<boolean> {
    const { name = null, address = null, amenities = null, useAgreementId } = patch;
    try {
      const rows = await tx.query(
        `UPDATE hub SET name = coalesce($3, name), address = coalesce($4, address), amenities = coalesce($5::text[], amenities),
                use_agreement_id = CASE WHEN $6 THEN $7::uuid ELSE use_agreement_id END, version = version + 1
          WHERE id = $1 AND version = $2 RETURNING id`,
        [hubId, version, name, address, amenities, useAgreementId !== undefined, useAgreementId ?? null],
      );
      return rows.length > 0;
    } catch (error) {
      throw violates(error, 'hub_under_agreement_of_its_organisation') ? new AgreementNotFound() : error;
    }
  }

  async replaceWindows(tx: Tx, hubs: readonly HubWindows[]): Promise<void> {
    await tx.query(`DELETE FROM opening_window WHERE hub_id = ANY ($1::uuid[])`, [hubs.map(({ hubId }) => hubId)]);
    await tx.query(
      `INSERT INTO opening_window (hub_id, id, weekday, opens_minute, closes_minute, community)
       SELECT hub_id, id, weekday, "opensMinute", "closesMinute", community
         FROM jsonb_to_recordset($1::jsonb) AS given (
           hub_id uuid, id uuid, weekday smallint, "opensMinute" smallint, "closesMinute" smallint, community text)`,
      [
        JSON.stringify(
          hubs.flatMap(({ hubId, openingWindows }) =>
            openingWindows.map((window) => ({ hub_id: hubId, id: newId(), ...window })),
          ),
        ),
      ],
    );
  }
}
