import { Injectable } from '@nestjs/common';
import type { WebhookDelivery, WebhookEvent } from '#libs/contracts';
import { instantOf, type Temporal } from '#libs/kernel';
import { deleteAndCount, type Tx } from '#libs/platform';

export interface NewDelivery {
  readonly organisationId: string;
  readonly id: string;
  readonly webhookId: string;
  /** What brought it about: once a webhook */
  readonly event: string;
  readonly type: WebhookEvent;
  readonly body: string;
}

export interface LeasedDelivery {
  readonly organisationId: string;
  readonly id: string;
  readonly webhookId: string;
  readonly url: string;
  readonly secret: Buffer;
  readonly body: string;
  readonly attempts: number;
  readonly giveUpAt: Temporal.Instant;
}

export interface DeliveryOutcome {
  readonly state: 'queued' | 'delivered' | 'failed';
  readonly status: number | null;
  readonly error: string | null;
  readonly answer: string | null;
  /** When it is queued again */
  readonly dueAt: Temporal.Instant | null;
}

interface Row {
  readonly id: string;
  readonly type: WebhookEvent;
  readonly state: WebhookDelivery['state'];
  readonly attempts: number;
  readonly due_at: Date;
  readonly last_status: number | null;
  readonly last_error: string | null;
  readonly answer: string | null;
  readonly body: string;
  readonly created_at: Date;
  readonly delivered_at: Date | null;
}

/** What is on its way to webhooks, and what was: rows outlive every process. */
@Injectable()
export class WebhookDeliveryRepository {
  async queue(
    tx: Tx,
    deliveries: readonly NewDelivery[],
    now: Temporal.Instant,
    giveUpAt: Temporal.Instant,
  ): Promise<void> {
    if (deliveries.length === 0) return;
    await tx.query(
      `INSERT INTO webhook_delivery (organisation_id, id, webhook_id, event, type, body, due_at, give_up_at, created_at)
       SELECT "organisationId", id, "webhookId", event, type, body, $2, $3, $2
         FROM jsonb_to_recordset($1::jsonb) AS told ("organisationId" uuid, id uuid, "webhookId" uuid, event text, type text, body text)
       ON CONFLICT ON CONSTRAINT webhook_delivery_once DO NOTHING`,
      [JSON.stringify(deliveries), now.toString(), giveUpAt.toString()],
    );
  }

  /** Takes what is due for a while, in which nobody else takes it. When its process dies, somebody takes it again after that. */
  async lease(
    tx: Tx,
    now: Temporal.Instant,
    until: Temporal.Instant,
    limit: number,
  ): Promise<readonly LeasedDelivery[]> {
    const rows = await tx.query<{
      organisation_id: string;
      id: string;
      webhook_id: string;
      url: string;
      secret: Buffer;
      body: string;
      attempts: number;
      give_up_at: Date;
    }>(
      `WITH due AS (
         SELECT delivery.organisation_id, delivery.id FROM webhook_delivery AS delivery
           JOIN webhook ON webhook.organisation_id = delivery.organisation_id AND webhook.id = delivery.webhook_id AND webhook.active
          WHERE delivery.state = 'queued' AND delivery.due_at <= $1
          ORDER BY delivery.due_at, delivery.id LIMIT $3 FOR UPDATE OF delivery SKIP LOCKED
       )
       UPDATE webhook_delivery AS delivery SET attempts = attempts + 1, due_at = $2
         FROM due, webhook, webhook_secret AS kept
        WHERE delivery.organisation_id = due.organisation_id AND delivery.id = due.id
          AND webhook.organisation_id = delivery.organisation_id AND webhook.id = delivery.webhook_id
          AND kept.organisation_id = delivery.organisation_id AND kept.webhook_id = delivery.webhook_id
       RETURNING delivery.organisation_id, delivery.id, delivery.webhook_id, webhook.url, kept.secret, delivery.body, delivery.attempts,
                 delivery.give_up_at`,
      [now.toString(), until.toString(), limit],
    );
    return rows.map((row) => ({
      organisationId: row.organisation_id,
      id: row.id,
      webhookId: row.webhook_id,
      url: row.url,
      secret: row.secret,
      body: row.body,
      attempts: row.attempts,
      giveUpAt: instantOf(row.give_up_at),
    }));
  }

  /** Writes down what came of it, unless its lease ended and another process has it. */
  async settle(
    tx: Tx,
    { organisationId, id, attempts }: LeasedDelivery,
    { state, status, error, answer, dueAt }: DeliveryOutcome,
    now: Temporal.Instant,
  ): Promise<void> {
    await tx.query(
      `UPDATE webhook_delivery
          SET state = $4, last_status = $5, last_error = $6, answer = $7, due_at = coalesce($8, due_at),
              delivered_at = CASE WHEN $4 = 'delivered' THEN $9::timestamptz END
        WHERE organisation_id = $1 AND id = $2 AND attempts = $3 AND state = 'queued'`,
      [
        organisationId,
        id,
        attempts,
        state,
        status,
        error?.slice(0, 300) ?? null,
        answer,
        dueAt?.toString() ?? null,
        now.toString(),
      ],
    );
  }

  /** Sends it once more, as it was: its id stays, so that a receiver who has it knows it. @returns whether it is there */
  async replay(
    tx: Tx,
    key: { readonly organisationId: string; readonly webhookId: string; readonly id: string },
    now: Temporal.Instant,
    giveUpAt: Temporal.Instant,
  ): Promise<boolean> {
    const rows = await tx.query(
      `UPDATE webhook_delivery SET state = 'queued', due_at = $4, give_up_at = $5, delivered_at = NULL
        WHERE organisation_id = $1 AND webhook_id = $2 AND id = $3 RETURNING id`,
      [key.organisationId, key.webhookId, key.id, now.toString(), giveUpAt.toString()],
    );
    return rows.length > 0;
  }

  /** Newest first. */
  async page(
    tx: Tx,
    organisationId: string,
    webhookId: string,
    before: string | null,
    limit: number,
  ): Promise<WebhookDelivery[]> {
    const rows = await tx.query<Row>(
      `SELECT id, type, state, attempts, due_at, last_status, last_error, answer, body, created_at, delivered_at
         FROM webhook_delivery
        WHERE organisation_id = $1 AND webhook_id = $2 AND ($3::uuid IS NULL OR id < $3) ORDER BY id DESC LIMIT $4`,
      [organisationId, webhookId, before, limit],
    );
    return rows.map(toDelivery);
  }

  async forget(tx: Tx, before: Temporal.Instant): Promise<number> {
    return deleteAndCount(tx, `DELETE FROM webhook_delivery WHERE created_at < $1`, [before.toString()]);
  }
}

function toDelivery(row: Row): WebhookDelivery {
  const { id, type, state, attempts, last_status: lastStatus, last_error: lastError, answer, body } = row;
  return {
    id,
    type,
    state,
    attempts,
    nextAttemptAt: state === 'queued' ? instantOf(row.due_at).toString() : null,
    lastStatus,
    lastError,
    answer,
    body,
    createdAt: instantOf(row.created_at).toString(),
    deliveredAt: row.delivered_at && instantOf(row.delivered_at).toString(),
  };
}
