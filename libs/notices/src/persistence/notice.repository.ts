import { Injectable } from '@nestjs/common';
import type { NoticeChannelName } from '#libs/contracts';
import { instantOf, type Temporal } from '#libs/kernel';
import { deleteAndCount, type Tx } from '#libs/platform';
import type { BookingFacts, CodeFacts, NoticeKind } from '../domain/notice-facts.js';

/** What a notice is of, and what it says. */
export type NoticeContent =
  | { readonly kind: NoticeKind; readonly facts: BookingFacts }
  | { readonly kind: 'address-code'; readonly facts: CodeFacts };

export type NewNotice = NoticeContent & {
  readonly id: string;
  readonly personId: string;
  /** What brought it about: once a person, channel and target */
  readonly event: string;
  readonly channel: NoticeChannelName;
  readonly target: string | null;
  readonly dueAt: Temporal.Instant;
};

export type LeasedNotice = NoticeContent & {
  readonly id: string;
  readonly personId: string;
  readonly channel: NoticeChannelName;
  readonly target: string | null;
  readonly attempts: number;
  readonly createdAt: Temporal.Instant;
};

interface Row {
  readonly id: string;
  readonly person_id: string;
  readonly kind: NoticeKind;
  readonly channel: NoticeChannelName;
  readonly target: string | null;
  readonly facts: BookingFacts;
  readonly attempts: number;
  readonly created_at: Date;
}

export type Outcome =
  | { readonly state: 'sent' }
  | { readonly state: 'failed' | 'dropped'; readonly reason: string }
  | { readonly state: 'queued'; readonly reason: string; readonly dueAt: Temporal.Instant };

/** Notices, each of which is sent once: by whoever has leased it. */
@Injectable()
export class NoticeRepository {
  /** Those that are queued already, for the same event, stay as they are. */
  async queue(tx: Tx, notices: readonly NewNotice[], now: Temporal.Instant): Promise<void> {
    if (notices.length === 0) return;
    await tx.query(
      `INSERT INTO notice (id, person_id, event, kind, channel, target, facts, due_at, created_at)
       SELECT id, person_id, event, kind, channel, target, facts, due_at, $2
         FROM jsonb_to_recordset($1::jsonb) AS told (id uuid, person_id uuid, event text, kind text, channel text, target uuid, facts jsonb, due_at timestamptz)
       ON CONFLICT ON CONSTRAINT notice_once DO NOTHING`,
      [
        JSON.stringify(
          notices.map(({ personId, dueAt, ...notice }) => ({
            ...notice,
            person_id: personId,
            due_at: dueAt.toString(),
          })),
        ),
        now.toString(),
      ],
    );
  }

  /**
   * Takes what is due for a while, in which nobody else takes it. When its process dies, somebody takes it again after that.
   * @param channels those that this process can send by
   */
  async lease(
    tx: Tx,
    channels: readonly NoticeChannelName[],
    now: Temporal.Instant,
    until: Temporal.Instant,
    limit: number,
  ): Promise<readonly LeasedNotice[]> {
    const rows = await tx.query<Row>(
      `UPDATE notice SET attempts = attempts + 1, due_at = $3
        WHERE id IN (
          SELECT id FROM notice WHERE state = 'queued' AND due_at <= $2 AND channel = ANY ($1)
           ORDER BY due_at, id LIMIT $4 FOR UPDATE SKIP LOCKED)
       RETURNING id, person_id, kind, channel, target, facts, attempts, created_at`,
      [channels, now.toString(), until.toString(), limit],
    );
    return rows.map(({ person_id: personId, created_at: createdAt, ...row }) => ({
      ...row,
      personId,
      createdAt: instantOf(createdAt),
    }));
  }

  /** Writes down what came of it, unless its lease ended and another process has it. */
  async settle(
    tx: Tx,
    { id, attempts }: Pick<LeasedNotice, 'id' | 'attempts'>,
    outcome: Outcome,
    now: Temporal.Instant,
  ): Promise<void> {
    const reason = outcome.state === 'sent' ? null : outcome.reason.replaceAll('\0', '').slice(0, 300);
    await tx.query(
      `UPDATE notice
          SET state = $3, last_error = $4, due_at = coalesce($5, due_at), sent_at = CASE WHEN $3 = 'sent' THEN $6::timestamptz END,
              facts = CASE WHEN kind = 'address-code' AND $3 <> 'queued' THEN '{}' ELSE facts END
        WHERE id = $1 AND attempts = $2 AND state = 'queued'`,
      [
        id,
        attempts,
        outcome.state,
        reason,
        outcome.state === 'queued' ? outcome.dueAt.toString() : null,
        now.toString(),
      ],
    );
  }

  /** How many codes a person was sent since then, to whatever address. */
  async codesSince(tx: Tx, personId: string, since: Temporal.Instant): Promise<number> {
    const [row] = await tx.query<{ n: number }>(
      `SELECT count(*)::integer AS n FROM notice WHERE person_id = $1 AND created_at > $2 AND kind = 'address-code'`,
      [personId, since.toString()],
    );
    return row!.n;
  }

  async forget(tx: Tx, before: Temporal.Instant): Promise<number> {
    return deleteAndCount(tx, `DELETE FROM notice WHERE created_at < $1`, [before.toString()]);
  }
}
