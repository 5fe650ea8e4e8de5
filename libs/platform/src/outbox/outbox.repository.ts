import { Injectable } from '@nestjs/common';
import type { Tx } from '../unit-of-work.js';

/** Everything that is told through the outbox, and what it carries. */
export type OutboxTopic =
  'claim' | 'booking' | 'waiting' | 'presence' | 'head-count' | 'network' | 'policy' | 'session';

export interface OutboxEvent {
  /** Place in the stream, `transaction-row`: what a client sends back as Last-Event-ID */
  readonly position: string;
  readonly topic: OutboxTopic;
  readonly hubId: string | null;
  readonly payload: Readonly<Record<string, unknown>>;
}

interface OutboxRow {
  readonly txid: string;
  readonly id: string;
  readonly topic: OutboxTopic;
  readonly hub_id: string | null;
  readonly payload: Record<string, unknown>;
}

const MAX_BIGINT = 2n ** 63n - 1n;
const POSITION = /^(\d{1,20})-(\d{1,20})$/;

@Injectable()
export class OutboxRepository {
  /** Tells the fact in the transaction that makes it true. */
  async append(tx: Tx, topic: OutboxTopic, hubId: string | null, payload: object): Promise<void> {
    await this.appendAll(tx, [{ topic, hubId, payload }]);
  }

  /** Sends them, and does not wait until they are written: what is done next in the transaction comes after it. */
  async appendAll(
    tx: Tx,
    events: readonly { topic: OutboxTopic; hubId: string | null; payload: object }[],
  ): Promise<void> {
    if (events.length === 0) return;
    tx.wakeReaders();
    tx.send(
      `INSERT INTO outbox (topic, hub_id, payload)
       SELECT topic, hub_id, payload FROM unnest($1::text[], $2::uuid[], $3::jsonb[]) AS event (topic, hub_id, payload)`,
      [events.map((e) => e.topic), events.map((e) => e.hubId), events.map((e) => JSON.stringify(e.payload))],
    );
  }

  /**
   * The next events after a position, oldest first. Only transactions below the snapshot's xmin are read: whatever has a smaller
   * transaction id is then committed or gone, so a late commit can not slip in behind the position.
   */
  async after(tx: Tx, position: string, limit: number): Promise<OutboxEvent[]> {
    const [, txid, id] = POSITION.exec(position) ?? [];
    if (txid === undefined || id === undefined) throw new RangeError(`Not a place in the outbox: ${position}`);
    const rows = await tx.query<OutboxRow>(
      `SELECT txid::text, id::text, topic, hub_id, payload
         FROM outbox
        WHERE (txid, id) > ($1::text::xid8, $2::bigint) AND txid < pg_snapshot_xmin(pg_current_snapshot())
        ORDER BY txid, id
        LIMIT $3`,
      [txid, id, limit],
    );
    return rows.map((row) => ({
      position: `${row.txid}-${row.id}`,
      topic: row.topic,
      hubId: row.hub_id,
      payload: row.payload,
    }));
  }

  /** Where a reader that needs no past begins: all that is committed and older is behind it. */
  async head(tx: Tx): Promise<string> {
    const [row] = await tx.query<{ head: string }>(
      `SELECT (pg_snapshot_xmin(pg_current_snapshot())::text::numeric - 1)::text || '-9223372036854775807' AS head`,
    );
    return row!.head;
  }

  /** Whether everything after the position is still kept. */
  async keeps(tx: Tx, position: string): Promise<boolean> {
    const [, txid, id] = POSITION.exec(position) ?? [];
    if (txid === undefined || id === undefined || BigInt(txid) > MAX_BIGINT || BigInt(id) > MAX_BIGINT) return false;
    const [row] = await tx.query<{ kept: boolean }>(
      `SELECT forgotten_below <= $1::text::xid8 AND $1::text::xid8 < pg_snapshot_xmax(pg_current_snapshot()) AS kept FROM outbox_horizon`,
      [txid],
    );
    return row?.kept === true;
  }

  /** Forgets what was told before the given instant, but nothing that a reader with a cursor has still to read. */
  async forget(tx: Tx, before: string): Promise<number> {
    const rows = await tx.query<{ txid: string }>(
      `WITH gone AS (
              DELETE FROM outbox
               WHERE told_at < $1::timestamptz
                 AND NOT EXISTS (
                   SELECT FROM outbox_cursor
                    WHERE outbox.topic = ANY (outbox_cursor.topics)
                      AND (outbox.txid, outbox.id) > (outbox_cursor.txid, outbox_cursor.id))
              RETURNING txid),
            horizon AS (
              UPDATE outbox_horizon
                 SET forgotten_below = greatest(forgotten_below, coalesce((SELECT max(txid) FROM gone), forgotten_below)))
       SELECT txid::text FROM gone`,
      [before],
    );
    return rows.length;
  }
}

/** Negative when `a` was told before `b`. */
export function comparePositions(a: string, b: string): number {
  const [txidA, idA] = a.split('-').map(BigInt) as [bigint, bigint];
  const [txidB, idB] = b.split('-').map(BigInt) as [bigint, bigint];
  const difference = txidA === txidB ? idA - idB : txidA - txidB;
  return difference < 0n ? -1 : difference > 0n ? 1 : 0;
}
