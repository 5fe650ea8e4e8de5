import { Injectable } from '@nestjs/common';
import { instantOf, type Temporal } from '#libs/kernel';
import { type Tx, violates } from '#libs/platform';
import type { FormSeal } from '../domain/audit-form.js';
import type { SealPosition } from './audit-entry.repository.js';

export interface NewSeal {
  readonly organisationId: string;
  readonly number: bigint;
  readonly form: number;
  readonly upTo: SealPosition;
  readonly entries: number;
  readonly entriesHash: Buffer;
  readonly previousHash: Buffer;
  readonly hash: Buffer;
  readonly sealedAt: Temporal.Instant;
}

export interface StoredSeal {
  /** As it was hashed */
  readonly told: FormSeal;
  readonly form: number;
  readonly number: bigint;
  readonly upTo: SealPosition;
  readonly previousHash: Buffer;
  readonly hash: Buffer;
  readonly sealedAt: Temporal.Instant;
}

export interface LastSeal extends StoredSeal {
  /** True where transactions are counted anew: in a copy of the database that was made from a dump */
  readonly ahead: boolean;
}

interface SealRow {
  readonly organisation_id: string;
  readonly number: string;
  readonly form: number;
  readonly up_to_txid: string;
  readonly up_to_id: string;
  readonly entries: number;
  readonly entries_hash: Buffer;
  readonly previous_hash: Buffer;
  readonly hash: Buffer;
  readonly sealed_at_epoch: string;
  readonly sealed_at: Date;
  readonly ahead: boolean;
}

/** Another worker made the same seal first. */
export class SealTaken extends Error {}

const COLUMNS = `
  organisation_id, number::text AS number, form, up_to_txid::text AS up_to_txid, up_to_id, entries, entries_hash, previous_hash, hash,
  extract(epoch FROM sealed_at)::text AS sealed_at_epoch, sealed_at,
  up_to_txid >= pg_snapshot_xmax(pg_current_snapshot()) AS ahead`;

/** Seals are added and read, like the entries that they hold. */
@Injectable()
export class AuditSealRepository {
  /** Those whose audit has entries that no seal holds. */
  async organisationsToSeal(tx: Tx): Promise<readonly string[]> {
    const rows = await tx.query<{ organisation_id: string }>(
      `WITH RECURSIVE audited (organisation_id) AS (
         (SELECT organisation_id FROM audit_entry ORDER BY organisation_id LIMIT 1)
         UNION ALL
         SELECT (SELECT entry.organisation_id FROM audit_entry AS entry
                  WHERE entry.organisation_id > audited.organisation_id ORDER BY entry.organisation_id LIMIT 1)
           FROM audited WHERE audited.organisation_id IS NOT NULL
       )
       SELECT audited.organisation_id
         FROM audited
         LEFT JOIN LATERAL (
           SELECT up_to_txid, up_to_id FROM audit_seal
            WHERE audit_seal.organisation_id = audited.organisation_id ORDER BY number DESC LIMIT 1) AS last ON true
        WHERE EXISTS (
          SELECT FROM audit_entry AS entry
           WHERE entry.organisation_id = audited.organisation_id
             AND (entry.txid, entry.id) > (coalesce(last.up_to_txid, '0'), coalesce(last.up_to_id, '00000000-0000-0000-0000-000000000000')))`,
    );
    return rows.map((row) => row.organisation_id);
  }

  async last(tx: Tx, organisationId: string): Promise<LastSeal | undefined> {
    const [row] = await tx.query<SealRow>(
      `SELECT ${COLUMNS} FROM audit_seal WHERE organisation_id = $1 ORDER BY audit_seal.number DESC LIMIT 1`,
      [organisationId],
    );
    return row && { ...toSeal(row), ahead: row.ahead };
  }

  /** @throws SealTaken */
  async insert(tx: Tx, seal: NewSeal): Promise<void> {
    try {
      await tx.query(
        `INSERT INTO audit_seal
           (organisation_id, number, form, up_to_txid, up_to_id, entries, entries_hash, previous_hash, hash, sealed_at)
         VALUES ($1, $2, $3, $4::text::xid8, $5, $6, $7, $8, $9, $10)`,
        [
          seal.organisationId,
          seal.number.toString(),
          seal.form,
          seal.upTo.txid,
          seal.upTo.id,
          seal.entries,
          seal.entriesHash,
          seal.previousHash,
          seal.hash,
          seal.sealedAt.toString(),
        ],
      );
    } catch (error) {
      throw violates(error, 'audit_seal_pkey') ? new SealTaken() : error;
    }
  }

  async page(tx: Tx, organisationId: string, after: bigint, limit: number): Promise<StoredSeal[]> {
    const rows = await tx.query<SealRow>(
      `SELECT ${COLUMNS} FROM audit_seal
        WHERE organisation_id = $1 AND audit_seal.number > $2 ORDER BY audit_seal.number LIMIT $3`,
      [organisationId, after.toString(), limit],
    );
    return rows.map(toSeal);
  }

  /** The last seal of every organisation. */
  async heads(tx: Tx): Promise<StoredSeal[]> {
    const rows = await tx.query<SealRow>(
      `SELECT DISTINCT ON (organisation_id) ${COLUMNS} FROM audit_seal ORDER BY organisation_id, audit_seal.number DESC`,
    );
    return rows.map(toSeal);
  }

  /** Everybody whose audit has entries or seals. */
  async organisations(tx: Tx): Promise<readonly string[]> {
    const rows = await tx.query<{ organisation_id: string }>(
      `SELECT organisation_id FROM audit_entry UNION SELECT organisation_id FROM audit_seal ORDER BY organisation_id`,
    );
    return rows.map((row) => row.organisation_id);
  }
}

function toSeal(row: SealRow): StoredSeal {
  return {
    told: {
      organisationId: row.organisation_id,
      number: row.number,
      upToTxid: row.up_to_txid,
      upToId: row.up_to_id,
      entries: row.entries,
      sealedAt: row.sealed_at_epoch,
      entriesHash: row.entries_hash.toString('hex'),
    },
    form: row.form,
    number: BigInt(row.number),
    upTo: { txid: row.up_to_txid, id: row.up_to_id },
    previousHash: row.previous_hash,
    hash: row.hash,
    sealedAt: instantOf(row.sealed_at),
  };
}
