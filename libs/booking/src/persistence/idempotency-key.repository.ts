import { Injectable } from '@nestjs/common';
import type { Temporal } from '#libs/kernel';
import type { Tx } from '#libs/platform';

export interface KeyedAnswer<Answer> {
  readonly requestHash: Buffer;
  readonly response: Answer;
}

/** What a client's request took effect as, remembered in the transaction of the effect. */
@Injectable()
export class IdempotencyKeyRepository {
  /**
   * Takes the key for an answer. Waits for another transaction that is about to take it.
   * @returns null when the key was free; else what it was taken for
   */
  async take<Answer extends object>(
    tx: Tx,
    personId: string,
    key: string,
    answer: KeyedAnswer<Answer>,
    now: Temporal.Instant,
  ): Promise<KeyedAnswer<Answer> | null> {
    const taken = await tx.query(
      `INSERT INTO idempotency_key (person_id, key, request_hash, response, created_at) VALUES ($1, $2, $3, $4, $5)
       ON CONFLICT (person_id, key) DO NOTHING
       RETURNING key`,
      [personId, key, answer.requestHash, JSON.stringify(answer.response), now.toString()],
    );
    if (taken.length > 0) return null;
    const [row] = await tx.query<{ request_hash: Buffer; response: Answer }>(
      `SELECT request_hash, response FROM idempotency_key WHERE person_id = $1 AND key = $2`,
      [personId, key],
    );
    // Gone between the two statements: it was purged for its age, so the caller's next try finds the key free.
    return row === undefined
      ? this.take(tx, personId, key, answer, now)
      : { requestHash: row.request_hash, response: row.response };
  }

  async purge(tx: Tx, before: Temporal.Instant): Promise<number> {
    const gone = await tx.query(`DELETE FROM idempotency_key WHERE created_at < $1 RETURNING key`, [before.toString()]);
    return gone.length;
  }
}
