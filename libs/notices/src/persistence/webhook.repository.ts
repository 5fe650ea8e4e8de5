import { Injectable } from '@nestjs/common';
import type { WebhookEvent } from '#libs/contracts';
import { instantOf, type Temporal } from '#libs/kernel';
import type { Tx } from '#libs/platform';

export interface StoredWebhook {
  readonly id: string;
  readonly organisationId: string;
  readonly url: string;
  readonly events: readonly WebhookEvent[];
  readonly active: boolean;
  readonly failingSince: Temporal.Instant | null;
  readonly createdAt: Temporal.Instant;
}

interface Row {
  readonly id: string;
  readonly organisation_id: string;
  readonly url: string;
  readonly events: WebhookEvent[];
  readonly active: boolean;
  readonly failing_since: Date | null;
  readonly created_at: Date;
}

const COLUMNS = 'id, organisation_id, url, events, active, failing_since, created_at';

/** Where organisations are told what happens in their hubs. The secrets are for the product itself alone. */
@Injectable()
export class WebhookRepository {
  async insert(tx: Tx, { id, organisationId, url, events, createdAt }: StoredWebhook): Promise<void> {
    await tx.query(`INSERT INTO webhook (organisation_id, id, url, events, created_at) VALUES ($1, $2, $3, $4, $5)`, [
      organisationId,
      id,
      url,
      events,
      createdAt.toString(),
    ]);
  }

  async count(tx: Tx, organisationId: string): Promise<number> {
    const [row] = await tx.query<{ n: number }>(
      `SELECT count(*)::integer AS n FROM webhook WHERE organisation_id = $1`,
      [organisationId],
    );
    return row!.n;
  }

  /** Needs the power of the product itself. The former secret is gone. */
  async keepSecret(tx: Tx, organisationId: string, id: string, secret: Buffer): Promise<void> {
    await tx.query(
      `INSERT INTO webhook_secret (organisation_id, webhook_id, secret) VALUES ($1, $2, $3)
       ON CONFLICT (organisation_id, webhook_id) DO UPDATE SET secret = excluded.secret`,
      [organisationId, id, secret],
    );
  }

  /** Newest first. */
  async page(tx: Tx, organisationId: string, before: string | null, limit: number): Promise<StoredWebhook[]> {
    const rows = await tx.query<Row>(
      `SELECT ${COLUMNS} FROM webhook WHERE organisation_id = $1 AND ($2::uuid IS NULL OR id < $2) ORDER BY id DESC LIMIT $3`,
      [organisationId, before, limit],
    );
    return rows.map(toWebhook);
  }

  async lock(tx: Tx, organisationId: string, id: string): Promise<StoredWebhook | undefined> {
    const [row] = await tx.query<Row>(
      `SELECT ${COLUMNS} FROM webhook WHERE organisation_id = $1 AND id = $2 FOR UPDATE`,
      [organisationId, id],
    );
    return row && toWebhook(row);
  }

  /** With all that was to be delivered. */
  async remove(tx: Tx, organisationId: string, id: string): Promise<void> {
    await tx.query(`DELETE FROM webhook WHERE organisation_id = $1 AND id = $2`, [organisationId, id]);
  }

  async activate(tx: Tx, organisationId: string, id: string): Promise<void> {
    await tx.query(`UPDATE webhook SET active = true, failing_since = NULL WHERE organisation_id = $1 AND id = $2`, [
      organisationId,
      id,
    ]);
  }

  /** Of some organisations, those that want to hear anything. */
  async activeOf(tx: Tx, organisationIds: readonly string[]): Promise<readonly StoredWebhook[]> {
    const rows = await tx.query<Row>(
      `SELECT ${COLUMNS} FROM webhook WHERE organisation_id = ANY ($1::uuid[]) AND active ORDER BY id`,
      [organisationIds],
    );
    return rows.map(toWebhook);
  }

  async succeeded(tx: Tx, organisationId: string, id: string): Promise<void> {
    await tx.query(
      `UPDATE webhook SET failing_since = NULL WHERE organisation_id = $1 AND id = $2 AND failing_since IS NOT NULL`,
      [organisationId, id],
    );
  }

  /** @param endedBefore it is shut off when it has failed since before then @returns whether this call shut it off */
  async failed(
    tx: Tx,
    organisationId: string,
    id: string,
    now: Temporal.Instant,
    endedBefore: Temporal.Instant,
  ): Promise<boolean> {
    const rows = await tx.query<{ active: boolean }>(
      `UPDATE webhook SET failing_since = coalesce(failing_since, $3), active = coalesce(failing_since, $3) > $4
        WHERE organisation_id = $1 AND id = $2 AND active RETURNING active`,
      [organisationId, id, now.toString(), endedBefore.toString()],
    );
    return rows[0]?.active === false;
  }
}

function toWebhook(row: Row): StoredWebhook {
  return {
    id: row.id,
    organisationId: row.organisation_id,
    url: row.url,
    events: row.events,
    active: row.active,
    failingSince: row.failing_since && instantOf(row.failing_since),
    createdAt: instantOf(row.created_at),
  };
}
