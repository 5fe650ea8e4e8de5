import { Injectable } from '@nestjs/common';
import { newId } from '#libs/kernel';
import { deleteAndCount, type Tx } from '#libs/platform';
import type { IncomingMessage } from '../ingest/incoming-message.js';

export interface DeadLetter {
  readonly message: IncomingMessage;
  readonly reason: string;
}

const MAX_KEPT_BYTES = 8192;
const MAX_KEPT_TEXT = 1000;

/** As PostgreSQL can keep it: text without zeros and of bounded length. */
const keepable = (text: string): string => text.replaceAll('\0', '\uFFFD').slice(0, MAX_KEPT_TEXT);

/** Messages that no one could make sense of, with the reason, for whoever looks after the sensors. */
@Injectable()
export class DeadLetterRepository {
  async insert(tx: Tx, letters: readonly DeadLetter[]): Promise<void> {
    await tx.query(
      `INSERT INTO dead_letter (id, topic, payload, reason, received_at)
       SELECT * FROM unnest($1::uuid[], $2::text[], $3::bytea[], $4::text[], $5::timestamptz[])`,
      [
        letters.map(() => newId()),
        letters.map(({ message }) => keepable(message.topic)),
        letters.map(({ message }) => Buffer.from(message.payload.subarray(0, MAX_KEPT_BYTES))),
        letters.map(({ reason }) => keepable(reason)),
        letters.map(({ message }) => message.receivedAt.toString()),
      ],
    );
  }

  async forget(tx: Tx, before: string): Promise<number> {
    return deleteAndCount(tx, `DELETE FROM dead_letter WHERE received_at < $1::timestamptz`, [before]);
  }
}
