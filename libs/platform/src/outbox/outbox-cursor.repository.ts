import { Injectable } from '@nestjs/common';
import { instantOf, type Temporal } from '#libs/kernel';
import type { Tx } from '../unit-of-work.js';
import type { OutboxEvent, OutboxTopic } from './outbox.repository.js';

export interface ToldEvent extends OutboxEvent {
  readonly toldAt: Temporal.Instant;
}

interface Row {
  readonly txid: string | null;
  readonly id: string | null;
  readonly topic: OutboxTopic;
  readonly hub_id: string | null;
  readonly payload: Record<string, unknown>;
  readonly told_at: Date;
  readonly head: string;
}

/** The position of a reader who must miss nothing, kept in the database and moved on in the transaction of what the reader does. */
@Injectable()
export class OutboxCursorRepository {
  /**
   * The next events of the reader's topics, oldest first, and the cursor behind them. Like OutboxRepository.after it reads below the
   * snapshot's xmin alone. The cursor stays locked until the transaction ends.
   * @returns null while another process reads
   */
  async next(tx: Tx, reader: string, limit: number): Promise<readonly ToldEvent[] | null> {
    const [cursor] = await tx.query<{ topics: string[]; txid: string; id: string }>(
      `SELECT topics, txid::text, id::text FROM outbox_cursor WHERE reader = $1 FOR UPDATE SKIP LOCKED`,
      [reader],
    );
    if (cursor === undefined) return null;
    const rows = await tx.query<Row>(
      `SELECT event.*, snapshot.head
         FROM (SELECT (pg_snapshot_xmin(pg_current_snapshot())::text::numeric - 1)::text AS head) AS snapshot
         LEFT JOIN LATERAL (
           SELECT txid::text, id::text, topic, hub_id, payload, told_at FROM outbox
            WHERE (txid, id) > ($1::text::xid8, $2::bigint) AND txid < pg_snapshot_xmin(pg_current_snapshot()) AND topic = ANY ($3)
            ORDER BY outbox.txid, outbox.id
            LIMIT $4) AS event ON true`,
      [cursor.txid, cursor.id, cursor.topics, limit],
    );
    const events = rows.flatMap(({ txid, id, topic, hub_id: hubId, payload, told_at: toldAt }) =>
      txid === null ? [] : [{ position: `${txid}-${id}`, topic, hubId, payload, toldAt: instantOf(toldAt) }],
    );
    const last = rows.at(-1)!;
    // Nothing can appear any more below the snapshot that found all there is, so rows of other topics are not read again.
    const [txid, id] = events.length === limit ? [last.txid, last.id] : [last.head, MAX_BIGINT];
    await tx.query(
      `UPDATE outbox_cursor SET txid = $2::text::xid8, id = $3
        WHERE reader = $1 AND (txid, id) < ($2::text::xid8, $3::bigint)`,
      [reader, txid, id],
    );
    return events;
  }
}

const MAX_BIGINT = '9223372036854775807';
