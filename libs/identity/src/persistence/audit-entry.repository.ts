import { Injectable } from '@nestjs/common';
import { Temporal } from '#libs/kernel';
import type { Principal, Tx } from '#libs/platform';
import type { AuditPlace } from '../audit/audit-cursor.js';
import type { FormEntry } from '../domain/audit-form.js';

export interface AuditEntry {
  readonly organisationId: string;
  readonly id: string;
  readonly at: Temporal.Instant;
  readonly by: Principal;
  readonly action: string;
  readonly viewed: boolean;
  readonly hubId: string | null;
  readonly subjectId: string | null;
  readonly object: string | null;
  readonly detail: Readonly<Record<string, unknown>>;
}

export interface FoundEntry extends AuditEntry {
  readonly sealed: boolean;
}

/** Where in the order of sealing an entry stands. */
export interface SealPosition {
  readonly txid: string;
  readonly id: string;
}

export interface AuditFilter {
  readonly from: string | null;
  /** Not included */
  readonly to: string | null;
  /** A whole action, or what comes before its dot */
  readonly action: string | null;
  readonly actorId: string | null;
  readonly subjectId: string | null;
  readonly viewed: boolean | null;
}

interface EntryRow {
  readonly organisation_id: string;
  readonly id: string;
  readonly micros: string;
  readonly actor_kind: Principal['kind'];
  readonly actor_id: string | null;
  readonly action: string;
  readonly viewed: boolean;
  readonly hub_id: string | null;
  readonly subject_id: string | null;
  readonly object: string | null;
  readonly detail: Record<string, unknown>;
  readonly sealed: boolean;
}

const BEFORE_ALL: SealPosition = { txid: '0', id: '00000000-0000-0000-0000-000000000000' };
const AS_SEALED = `
  organisation_id AS "organisationId", txid::text AS txid, id, extract(epoch FROM at)::text AS at, actor_kind AS "actorKind",
  actor_id AS "actorId", action, viewed, hub_id AS "hubId", subject_id AS "subjectId", object, detail::text AS detail`;
const FOUND = `
  entry.organisation_id, entry.id, (extract(epoch FROM entry.at) * 1000000)::bigint::text AS micros, entry.actor_kind, entry.actor_id,
  entry.action, entry.viewed, entry.hub_id, entry.subject_id, entry.object, entry.detail,
  coalesce((entry.txid, entry.id) <= (
    SELECT up_to_txid, up_to_id FROM audit_seal WHERE audit_seal.organisation_id = entry.organisation_id
     ORDER BY number DESC LIMIT 1), false) AS sealed`;

/** Entries are added and read; the database grants nobody the right to change one. */
@Injectable()
export class AuditEntryRepository {
  async insert(tx: Tx, entry: AuditEntry): Promise<void> {
    await tx.query(
      `INSERT INTO audit_entry (organisation_id, id, at, actor_kind, actor_id, action, viewed, hub_id, subject_id, object, detail)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)`,
      [
        entry.organisationId,
        entry.id,
        entry.at.toString(),
        entry.by.kind,
        entry.by.id,
        entry.action,
        entry.viewed,
        entry.hubId,
        entry.subjectId,
        entry.object,
        JSON.stringify(entry.detail),
      ],
    );
  }

  /**
   * The next entries that may be sealed, in the order of sealing. Only transactions below the snapshot's xmin: whatever has a smaller id is
   * then committed or gone, so that no late commit can slip behind the seal.
   */
  async settled(tx: Tx, organisationId: string, after: SealPosition | null, limit: number): Promise<FormEntry[]> {
    const { txid, id } = after ?? BEFORE_ALL;
    return tx.query<FormEntry>(
      `SELECT ${AS_SEALED} FROM audit_entry
        WHERE organisation_id = $1 AND (txid, id) > ($2::text::xid8, $3::uuid) AND txid < pg_snapshot_xmin(pg_current_snapshot())
        ORDER BY audit_entry.txid, audit_entry.id LIMIT $4`,
      [organisationId, txid, id, limit],
    );
  }

  /** The next entries in the order of sealing, up to a position. */
  async sealed(
    tx: Tx,
    organisationId: string,
    after: SealPosition | null,
    upTo: SealPosition,
    limit: number,
  ): Promise<FormEntry[]> {
    const { txid, id } = after ?? BEFORE_ALL;
    return tx.query<FormEntry>(
      `SELECT ${AS_SEALED} FROM audit_entry
        WHERE organisation_id = $1 AND (txid, id) > ($2::text::xid8, $3::uuid) AND (txid, id) <= ($4::text::xid8, $5::uuid)
        ORDER BY audit_entry.txid, audit_entry.id LIMIT $6`,
      [organisationId, txid, id, upTo.txid, upTo.id, limit],
    );
  }

  async count(tx: Tx, organisationId: string): Promise<number> {
    const [row] = await tx.query<{ n: string }>(`SELECT count(*) AS n FROM audit_entry WHERE organisation_id = $1`, [
      organisationId,
    ]);
    return Number(row!.n);
  }

  /** How many entries fit the filter, counted no further than a limit. */
  async countFound(tx: Tx, organisationId: string, filter: AuditFilter, limit: number): Promise<number> {
    const { where, parameters } = conditions(organisationId, filter, null);
    const [row] = await tx.query<{ n: string }>(
      `SELECT count(*) AS n FROM (SELECT FROM audit_entry AS entry WHERE ${where} LIMIT $${parameters.length + 1}) AS found`,
      [...parameters, limit],
    );
    return Number(row!.n);
  }

  /** Newest first, from a place on. */
  async page(
    tx: Tx,
    organisationId: string,
    filter: AuditFilter,
    before: AuditPlace | null,
    limit: number,
  ): Promise<FoundEntry[]> {
    const { where, parameters } = conditions(organisationId, filter, before);
    const rows = await tx.query<EntryRow>(
      `SELECT ${FOUND} FROM audit_entry AS entry WHERE ${where} ORDER BY entry.at DESC, entry.id DESC LIMIT $${parameters.length + 1}`,
      [...parameters, limit],
    );
    return rows.map(toEntry);
  }

  /** What a person did or what was done to them, in any organisation, newest first. */
  async ofPerson(tx: Tx, personId: string, limit: number): Promise<{ readonly total: number; items: FoundEntry[] }> {
    const [count] = await tx.query<{ n: string }>(
      `SELECT count(*) AS n FROM audit_entry WHERE subject_id = $1 OR actor_id = $1`,
      [personId],
    );
    const rows = await tx.query<EntryRow>(
      `SELECT ${FOUND} FROM audit_entry AS entry WHERE entry.subject_id = $1 OR entry.actor_id = $1
        ORDER BY entry.at DESC, entry.id DESC LIMIT $2`,
      [personId, limit],
    );
    return { total: Number(count!.n), items: rows.map(toEntry) };
  }

  /** Forgets the sealed entries that are older than ten years by the clock of the database; it can not be asked to forget others. */
  async forgetOld(tx: Tx): Promise<number> {
    const [row] = await tx.query<{ n: number }>(`SELECT quindici_forget_audit() AS n`);
    return row!.n;
  }
}

function conditions(
  organisationId: string,
  filter: AuditFilter,
  before: AuditPlace | null,
): { readonly where: string; readonly parameters: readonly unknown[] } {
  const asked: readonly (readonly [(place: string) => string, unknown])[] = [
    [(p) => `entry.organisation_id = ${p}`, organisationId],
    [(p) => `entry.at >= ${p}::timestamptz`, filter.from],
    [(p) => `entry.at < ${p}::timestamptz`, filter.to],
    [(p) => `(entry.action = ${p} OR split_part(entry.action, '.', 1) = ${p})`, filter.action],
    [(p) => `entry.actor_id = ${p}`, filter.actorId],
    [(p) => `entry.subject_id = ${p}`, filter.subjectId],
    [(p) => `entry.viewed = ${p}`, filter.viewed],
  ];
  const held = asked.filter(([, value]) => value !== null);
  const parameters: unknown[] = held.map(([, value]) => value);
  const clauses = held.map(([clause], n) => clause(`$${n + 1}`));
  if (before !== null) {
    const n = parameters.length;
    clauses.push(`(entry.at, entry.id) < ($${n + 1}::timestamptz, $${n + 2}::uuid)`);
    parameters.push(before.at.toString(), before.id);
  }
  return { where: clauses.join(' AND '), parameters };
}

function toEntry(row: EntryRow): FoundEntry {
  return {
    organisationId: row.organisation_id,
    id: row.id,
    at: Temporal.Instant.fromEpochNanoseconds(BigInt(row.micros) * 1000n),
    by: { kind: row.actor_kind, id: row.actor_id },
    action: row.action,
    viewed: row.viewed,
    hubId: row.hub_id,
    subjectId: row.subject_id,
    object: row.object,
    detail: row.detail,
    sealed: row.sealed,
  };
}
