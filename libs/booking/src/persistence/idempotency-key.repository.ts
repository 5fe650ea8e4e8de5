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
  async answerOf<Answer extends object>(
    tx: Tx,
    personId: string,
    key: string,
  ): Promise<KeyedAnswer<Answer> | undefined> {
    const [row] = await tx.query<{ request_hash: Buffer; response: Answer }>(
      `SELECT request_hash, response FROM idempotency_key WHERE person_id = $1 AND key = $2`,
      [personId, key],
    );
    return row && { requestHash: row.request_hash, response: row.response };
  }

  /** The transaction fails where the key is kept already, and with NotSignedIn where the person was just erased. */
  keep(
    tx: Tx,
    personId: string,
    key: string,
    { requestHash, response }: KeyedAnswer<object>,
    now: Temporal.Instant,
  ): void {
    tx.send(
      `INSERT INTO idempotency_key (person_id, key, request_hash, response, created_at) VALUES ($1, $2, $3, $4, $5)`,
      [personId, key, requestHash, JSON.stringify(response), now.toString()],
      (error) => (violates(error, 'idempotency_key_person_id_fkey') ? new NotSignedIn() : error),
    );
  }

  async purge(tx: Tx, before: Temporal.Instant): Promise<number> {
    return deleteAndCount(tx, `DELETE FROM idempotency_key WHERE created_at < $1`, [before.toString()]);
  }
}
