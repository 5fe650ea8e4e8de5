import { Injectable } from '@nestjs/common';
import type { Agreement, CreateAgreement } from '#libs/contracts';
import { OrganisationNotFound } from '#libs/identity';
import { newId } from '#libs/kernel';
import { type Tx, violates } from '#libs/platform';
import type { WeeklyStretch } from '../domain/weekly.js';
import { toAgreedWindow, toStretch } from '../opening-window.js';
import { AgreementInUse, type WindowConflict } from './asset-errors.js';

/** The database found one of the windows taken; by whom is asked in another transaction. */
export class WindowTaken extends Error {}

/** What a hub must know of the agreement that it stands under. */
export interface AgreementTerms {
  readonly id: string;
  readonly organisationId: string;
  readonly from: string;
  readonly to: string | null;
  readonly windows: readonly WeeklyStretch[];
}

interface WindowRow {
  readonly weekday: number;
  readonly opens_minute: number;
  readonly closes_minute: number;
}

interface TermsRow {
  readonly id: string;
  readonly organisation_id: string;
  readonly from: string;
  readonly to: string | null;
  readonly windows: WindowRow[];
}

interface AgreementRow extends TermsRow {
  readonly asset_id: string;
  readonly organisation: string;
  readonly duties: string[];
  readonly hubs: { readonly id: string; readonly name: string }[];
}

interface ConflictRow extends WindowRow {
  readonly index: number;
  readonly organisation: string;
  readonly from: string;
  readonly to: string | null;
}

const VALID = `lower(use_agreement.valid)::text AS "from", upper(use_agreement.valid)::text AS "to"`;
const WINDOWS = `
  coalesce((
    SELECT jsonb_agg(jsonb_build_object('weekday', weekday, 'opens_minute', opens_minute, 'closes_minute', closes_minute)
                     ORDER BY weekday, opens_minute)
      FROM use_agreement_window
     WHERE use_agreement_window.asset_id = use_agreement.asset_id AND agreement_id = use_agreement.id), '[]') AS windows`;
const TERMS = `use_agreement.id, use_agreement.organisation_id, ${VALID}, ${WINDOWS}`;
const GIVEN = `jsonb_to_recordset($3::jsonb) AS given (weekday smallint, "opensMinute" smallint, "closesMinute" smallint)`;

@Injectable()
export class AgreementRepository {
  async ofAsset(tx: Tx, assetId: string): Promise<readonly Agreement[]> {
    const rows = await tx.query<AgreementRow>(
      `SELECT ${TERMS}, use_agreement.asset_id, organisation.name AS organisation, use_agreement.duties,
              coalesce((SELECT jsonb_agg(jsonb_build_object('id', hub.id, 'name', hub.name) ORDER BY hub.name, hub.id)
                          FROM hub WHERE hub.use_agreement_id = use_agreement.id), '[]') AS hubs
         FROM use_agreement JOIN organisation ON organisation.id = use_agreement.organisation_id
        WHERE use_agreement.asset_id = $1
        ORDER BY lower(use_agreement.valid), use_agreement.id`,
      [assetId],
    );
    return rows.map(toAgreement);
  }

  /** @throws WindowTaken, OrganisationNotFound */
  async insert(tx: Tx, assetId: string, agreement: CreateAgreement): Promise<string> {
    const id = newId();
    const { organisationId, from, to, duties, windows } = agreement;
    try {
      await tx.query(
        `INSERT INTO use_agreement (asset_id, id, organisation_id, valid, duties) VALUES ($1, $2, $3, daterange($4, $5), $6)`,
        [assetId, id, organisationId, from, to, duties],
      );
      await tx.query(
        `INSERT INTO use_agreement_window (asset_id, agreement_id, valid, weekday, opens_minute, closes_minute)
         SELECT $1, $2, daterange($4, $5), weekday, "opensMinute", "closesMinute" FROM ${GIVEN}`,
        [assetId, id, JSON.stringify(windows.map(toStretch)), from, to],
      );
    } catch (error) {
      if (violates(error, 'use_agreement_window_no_overlap')) throw new WindowTaken();
      if (violates(error, 'use_agreement_organisation_id_fkey')) throw new OrganisationNotFound();
      throw error;
    }
    return id;
  }

  /** Which of the windows somebody holds already, and who. */
  async conflicts(tx: Tx, assetId: string, agreement: CreateAgreement): Promise<readonly WindowConflict[]> {
    const { from, to, windows } = agreement;
    const rows = await tx.query<ConflictRow>(
      `SELECT given.index, taken.weekday, taken.opens_minute, taken.closes_minute, organisation.name AS organisation, ${VALID}
         FROM jsonb_to_recordset($2::jsonb) AS given (index int, weekday smallint, "opensMinute" smallint, "closesMinute" smallint)
         JOIN use_agreement_window taken
           ON taken.asset_id = $1 AND taken.valid && daterange($3, $4) AND taken.weekday = given.weekday
          AND int4range(taken.opens_minute, taken.closes_minute) && int4range(given."opensMinute", given."closesMinute")
         JOIN use_agreement ON use_agreement.asset_id = taken.asset_id AND use_agreement.id = taken.agreement_id
         JOIN organisation ON organisation.id = use_agreement.organisation_id
        ORDER BY given.index, taken.opens_minute`,
      [assetId, JSON.stringify(windows.map((window, index) => ({ index, ...toStretch(window) }))), from, to],
    );
    return rows.map(({ index, organisation, from: begins, to: ends, ...window }) => ({
      ...toAgreedWindow(stretchOf(window)),
      index,
      organisation,
      from: begins,
      to: ends,
    }));
  }

  async holdsAfter(tx: Tx, assetId: string, day: string): Promise<boolean> {
    const [row] = await tx.query<{ holds: boolean }>(
      `SELECT EXISTS (SELECT FROM use_agreement WHERE asset_id = $1 AND valid && daterange($2, NULL)) AS holds`,
      [assetId, day],
    );
    return row!.holds;
  }

  /** Its last day is the one before; one that has not begun by then never was. @throws AgreementInUse */
  async end(tx: Tx, assetId: string, id: string, day: string): Promise<void> {
    try {
      await tx.query(`DELETE FROM use_agreement WHERE asset_id = $1 AND id = $2 AND lower(valid) >= $3::date`, [
        assetId,
        id,
        day,
      ]);
      await tx.query(
        `UPDATE use_agreement SET valid = valid * daterange(NULL, $3) WHERE asset_id = $1 AND id = $2 AND valid && daterange($3, NULL)`,
        [assetId, id, day],
      );
    } catch (error) {
      if (violates(error, 'hub_under_agreement_of_its_organisation')) throw new AgreementInUse();
      throw error;
    }
    // Asked last: a hub that was just being put under it is waited for above.
    const [hub] = await tx.query(`SELECT FROM hub WHERE use_agreement_id = $1 LIMIT 1`, [id]);
    if (hub !== undefined) throw new AgreementInUse();
  }

  async termsOf(tx: Tx, ids: readonly string[]): Promise<readonly AgreementTerms[]> {
    const rows = await tx.query<TermsRow>(`SELECT ${TERMS} FROM use_agreement WHERE id = ANY ($1::uuid[])`, [ids]);
    return rows.map(toTerms);
  }

  async terms(tx: Tx, agreementId: string): Promise<AgreementTerms | undefined> {
    const [found] = await this.termsOf(tx, [agreementId]);
    return found;
  }

  /** Those under which the organisation uses assets of these names on that day. */
  async namedTerms(
    tx: Tx,
    organisationId: string,
    assets: readonly string[],
    day: string,
  ): Promise<readonly (AgreementTerms & { readonly asset: string })[]> {
    const rows = await tx.query<TermsRow & { asset: string }>(
      `SELECT ${TERMS}, asset.name AS asset
         FROM use_agreement JOIN asset ON asset.id = use_agreement.asset_id
        WHERE use_agreement.organisation_id = $1 AND asset.name = ANY ($2::text[]) AND use_agreement.valid @> $3::date`,
      [organisationId, assets, day],
    );
    return rows.map((row) => ({ ...toTerms(row), asset: row.asset }));
  }
}

const stretchOf = ({ weekday, opens_minute, closes_minute }: WindowRow): WeeklyStretch => ({
  weekday,
  opensMinute: opens_minute,
  closesMinute: closes_minute,
});

function toTerms({ id, organisation_id, from, to, windows }: TermsRow): AgreementTerms {
  return { id, organisationId: organisation_id, from, to, windows: windows.map(stretchOf) };
}

function toAgreement({
  id,
  asset_id,
  organisation_id,
  organisation,
  from,
  to,
  duties,
  windows,
  hubs,
}: AgreementRow): Agreement {
  return {
    id,
    assetId: asset_id,
    organisation: { id: organisation_id, name: organisation },
    from,
    to,
    duties,
    windows: windows.map((window) => toAgreedWindow(stretchOf(window))),
    hubs,
  };
}
