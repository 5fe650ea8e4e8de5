import { Injectable } from '@nestjs/common';
import type { Tx } from '#libs/platform';

type Row = Readonly<Record<string, unknown>>;

/** What is kept of one person to tell them things. To be used with the power of the product itself. */
@Injectable()
export class PersonalNoticeRepository {
  async notices(tx: Tx, personId: string): Promise<readonly Row[]> {
    // A code that confirms an address is only for who reads the mail.
    return tx.query<Row>(
      `SELECT kind, channel, state, attempts, last_error AS "lastError", to_json(created_at) AS "createdAt", to_json(sent_at) AS "sentAt",
              CASE WHEN kind <> 'address-code' THEN facts END AS facts
         FROM notice WHERE person_id = $1 ORDER BY created_at, id`,
      [personId],
    );
  }

  async subscriptions(tx: Tx, personId: string): Promise<readonly Row[]> {
    return tx.query<Row>(
      `SELECT endpoint, to_json(created_at) AS "createdAt" FROM push_subscription WHERE person_id = $1 ORDER BY id`,
      [personId],
    );
  }

  async remove(tx: Tx, personId: string): Promise<void> {
    for (const table of ['notice', 'push_subscription', 'notice_preference', 'person_contact'])
      await tx.query(`DELETE FROM ${table} WHERE person_id = $1`, [personId]);
  }
}
