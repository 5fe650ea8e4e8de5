import { Injectable } from '@nestjs/common';
import { Temporal } from '#libs/kernel';
import type { Tx } from '#libs/platform';
import type { Millis, Presence, PresenceState } from '../domain/presence.js';

export interface DeskKey {
  readonly hubId: string;
  readonly bookableId: string;
}

/** What is stored of a desk: the belief after its last reading, and what was last told of it. */
export interface StoredPresence extends DeskKey {
  readonly state: PresenceState;
  readonly since: Millis;
  readonly confidence: number;
  readonly evidenceAt: Millis | null;
  readonly dueAt: Millis | null;
  readonly machine: Presence;
  readonly silentSeconds: number;
}

interface PresenceRow {
  readonly hub_id: string;
  readonly bookable_id: string;
  readonly state: PresenceState;
  readonly confidence: number;
  readonly since: Date;
  readonly evidence_at: Date | null;
  readonly due_at: Date | null;
  readonly machine: Presence & { readonly silentSeconds: number };
}

const COLUMNS = 'hub_id, bookable_id, state, confidence, since, evidence_at, due_at, machine';

const iso = (at: Millis | null): string | null =>
  at === null ? null : Temporal.Instant.fromEpochMilliseconds(at).toString();

function toPresence(row: PresenceRow): StoredPresence {
  const { silentSeconds, ...machine } = row.machine;
  return {
    hubId: row.hub_id,
    bookableId: row.bookable_id,
    state: row.state,
    confidence: row.confidence,
    since: row.since.getTime(),
    evidenceAt: row.evidence_at?.getTime() ?? null,
    dueAt: row.due_at?.getTime() ?? null,
    machine,
    silentSeconds,
  };
}

@Injectable()
export class PresenceRepository {
  /** Holds the rows of these desks until the transaction ends, always in the same order; makes those that are missing. */
  async lock(tx: Tx, missing: readonly StoredPresence[]): Promise<StoredPresence[]> {
    const ordered = missing.toSorted((a, b) => (keyOf(a) < keyOf(b) ? -1 : 1));
    await tx.query(
      `INSERT INTO presence (${COLUMNS})
       SELECT * FROM unnest($1::uuid[], $2::uuid[], $3::text[], $4::real[], $5::timestamptz[], $6::timestamptz[], $7::timestamptz[], $8::jsonb[])
       ON CONFLICT DO NOTHING`,
      columnsOf(ordered),
    );
    const rows = await tx.query<PresenceRow>(
      `SELECT ${COLUMNS} FROM presence
        WHERE (hub_id, bookable_id) IN (SELECT * FROM unnest($1::uuid[], $2::uuid[]))
        ORDER BY hub_id, bookable_id
          FOR UPDATE`,
      [ordered.map((p) => p.hubId), ordered.map((p) => p.bookableId)],
    );
    return rows.map(toPresence);
  }

  /** Holds desks whose state changes by time alone; those that another transaction holds are being seen to. */
  async lockDue(tx: Tx, now: Temporal.Instant, limit: number): Promise<StoredPresence[]> {
    const rows = await tx.query<PresenceRow>(
      `SELECT ${COLUMNS} FROM presence WHERE due_at <= $1::timestamptz
        ORDER BY due_at, hub_id, bookable_id LIMIT $2
          FOR UPDATE SKIP LOCKED`,
      [now.toString(), limit],
    );
    return rows.map(toPresence);
  }

  async save(tx: Tx, presences: readonly StoredPresence[]): Promise<void> {
    await tx.query(
      `UPDATE presence SET state = new.state, confidence = new.confidence, since = new.since,
              evidence_at = new.evidence_at, due_at = new.due_at, machine = new.machine
         FROM unnest($1::uuid[], $2::uuid[], $3::text[], $4::real[], $5::timestamptz[], $6::timestamptz[], $7::timestamptz[], $8::jsonb[])
              AS new (${COLUMNS})
        WHERE presence.hub_id = new.hub_id AND presence.bookable_id = new.bookable_id`,
      columnsOf(presences),
    );
  }

  async ofHub(tx: Tx, hubId: string): Promise<StoredPresence[]> {
    const rows = await tx.query<PresenceRow>(`SELECT ${COLUMNS} FROM presence WHERE hub_id = $1`, [hubId]);
    return rows.map(toPresence);
  }

  async occupiedDesks(tx: Tx, hubId: string): Promise<number> {
    const [row] = await tx.query<{ occupied: number }>(
      `SELECT count(*)::integer AS occupied FROM presence WHERE hub_id = $1 AND state = 'occupied'`,
      [hubId],
    );
    return row!.occupied;
  }
}

const keyOf = (key: DeskKey): string => `${key.hubId}/${key.bookableId}`;

function columnsOf(presences: readonly StoredPresence[]): unknown[] {
  return [
    presences.map((p) => p.hubId),
    presences.map((p) => p.bookableId),
    presences.map((p) => p.state),
    presences.map((p) => p.confidence),
    presences.map((p) => iso(p.since)),
    presences.map((p) => iso(p.evidenceAt)),
    presences.map((p) => iso(p.dueAt)),
    presences.map((p) => JSON.stringify({ ...p.machine, silentSeconds: p.silentSeconds })),
  ];
}
