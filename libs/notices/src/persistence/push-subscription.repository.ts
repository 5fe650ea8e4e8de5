import { Injectable } from '@nestjs/common';
import { instantOf, type Temporal } from '#libs/kernel';
import type { Tx } from '#libs/platform';
import type { PushTarget } from './recipient.repository.js';

export interface StoredSubscription {
  readonly id: string;
  readonly endpoint: string;
  readonly createdAt: Temporal.Instant;
}

/** The devices on which persons want to hear from us. */
@Injectable()
export class PushSubscriptionRepository {
  async of(tx: Tx, personId: string): Promise<readonly StoredSubscription[]> {
    const rows = await tx.query<{ id: string; endpoint: string; created_at: Date }>(
      `SELECT id, endpoint, created_at FROM push_subscription WHERE person_id = $1 ORDER BY id`,
      [personId],
    );
    return rows.map(({ created_at: createdAt, ...row }) => ({ ...row, createdAt: instantOf(createdAt) }));
  }

  /**
   * Needs the power of the product itself: an endpoint is one browser's, and whoever subscribed there before is not there any more.
   * @returns the id, which stays when the same person subscribes again
   */
  async keep(tx: Tx, personId: string, target: PushTarget, now: Temporal.Instant): Promise<StoredSubscription> {
    const { id, endpoint, p256dh, auth } = target;
    await tx.query(`DELETE FROM push_subscription WHERE endpoint = $1 AND person_id <> $2`, [endpoint, personId]);
    const [row] = await tx.query<{ id: string; created_at: Date }>(
      `INSERT INTO push_subscription (id, person_id, endpoint, p256dh, auth, created_at) VALUES ($1, $2, $3, $4, $5, $6)
       ON CONFLICT ON CONSTRAINT push_subscription_endpoint_once DO UPDATE
         SET p256dh = excluded.p256dh, auth = excluded.auth, person_id = excluded.person_id
       RETURNING id, created_at`,
      [id, personId, endpoint, p256dh, auth, now.toString()],
    );
    return { id: row!.id, endpoint, createdAt: instantOf(row!.created_at) };
  }

  /** @returns whether it was there */
  async remove(tx: Tx, id: string): Promise<boolean> {
    const rows = await tx.query(`DELETE FROM push_subscription WHERE id = $1 RETURNING id`, [id]);
    return rows.length > 0;
  }
}
