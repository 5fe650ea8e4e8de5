import { Injectable } from '@nestjs/common';
import { NotSignedIn } from '#libs/identity';
import type { Temporal } from '#libs/kernel';
import { deleteAndCount, type Tx, violates } from '#libs/platform';

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
   * @throws NotSignedIn: the person was just erased
   */
  async take<Answer extends object>(
    tx: Tx,
    personId: string,
    key: string,
    answer: KeyedAnswer<Answer>,
    now: Temporal.Instant,
  ): Promise<KeyedAnswer<Answer> | null> {
    const taken = await this.insert(tx, personId, key, answer, now);
    if (taken) return null;
    const [row] = await tx.query<{ request_hash: Buffer; response: Answer }>(
      `SELECT request_hash, response FROM idempotency_key WHERE person_id = $1 AND key = $2`,
      [personId, key],
    );
    // Gone between the two statements: it was purged for its age, so the caller's next try finds the key free.
    return row === undefined
      ? this.take(tx, personId, key, answer, now)
      : { requestHash: row.request_hash, response: row.response };
  }

  private async insert(
    tx: Tx,
    personId: string,
    key: string,
    answer: KeyedAnswer<object>,
    now: Temporal.Instant,
  ): Promise<boolean> {
    try {
      const rows = await tx.query(
        `INSERT INTO idempotency_key (person_id, key, request_hash, response, created_at) VALUES ($1, $2, $3, $4, $5)
         ON CONFLICT (person_id, key) DO NOTHING
         RETURNING key`,
        [personId, key, answer.requestHash, JSON.stringify(answer.response), now.toString()],
      );
      return rows.length > 0;
    } catch (error) {
      throw violates(error, 'idempotency_key_person_id_fkey') ? new NotSignedIn() : error;
    }
  }

  async purge(tx: Tx, before: Temporal.Instant): Promise<number> {
    return deleteAndCount(tx, `DELETE FROM idempotency_key WHERE created_at < $1`, [before.toString()]);
  }
}
