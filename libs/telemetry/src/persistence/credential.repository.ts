import { Injectable } from '@nestjs/common';
import type { Tx } from '#libs/platform';

export interface CredentialRow {
  readonly hub_id: string;
  readonly id: string;
  readonly speaker: 'device' | 'gateway';
  readonly secret_hash: Buffer;
}

export interface NewGateway {
  readonly hubId: string;
  readonly id: string;
  readonly name: string;
  readonly secretHash: Buffer;
}

/** Who may sign in to the broker, and whether they are there. */
@Injectable()
export class CredentialRepository {
  async find(tx: Tx, id: string): Promise<CredentialRow | undefined> {
    const [row] = await tx.query<CredentialRow>(
      `SELECT hub_id, id, 'device' AS speaker, secret_hash FROM device WHERE id = $1
       UNION ALL
       SELECT hub_id, id, 'gateway' AS speaker, secret_hash FROM gateway WHERE id = $1`,
      [id],
    );
    return row;
  }

  async gateways(tx: Tx): Promise<CredentialRow[]> {
    return tx.query<CredentialRow>(
      `SELECT hub_id, id, 'gateway' AS speaker, secret_hash FROM gateway ORDER BY hub_id, id`,
    );
  }

  async insertGateways(tx: Tx, gateways: readonly NewGateway[]): Promise<void> {
    await tx.query(
      `INSERT INTO gateway (hub_id, id, name, secret_hash)
       SELECT * FROM unnest($1::uuid[], $2::uuid[], $3::text[], $4::bytea[])`,
      [
        gateways.map((g) => g.hubId),
        gateways.map((g) => g.id),
        gateways.map((g) => g.name),
        gateways.map((g) => g.secretHash),
      ],
    );
  }

  /** @returns the ids that are known */
  async noteStatuses(
    tx: Tx,
    statuses: readonly { readonly hubId: string; readonly id: string; readonly status: 'online' | 'offline' }[],
  ): Promise<string[]> {
    const rows = await tx.query<{ id: string }>(
      `WITH told AS (
         SELECT * FROM unnest($1::uuid[], $2::uuid[], $3::text[]) AS told (hub_id, id, status)
       ), devices AS (
         UPDATE device SET status = told.status FROM told
          WHERE device.hub_id = told.hub_id AND device.id = told.id RETURNING device.id
       ), gateways AS (
         UPDATE gateway SET status = told.status FROM told
          WHERE gateway.hub_id = told.hub_id AND gateway.id = told.id RETURNING gateway.id
       )
       SELECT id FROM devices UNION ALL SELECT id FROM gateways`,
      [statuses.map((s) => s.hubId), statuses.map((s) => s.id), statuses.map((s) => s.status)],
    );
    return rows.map((row) => row.id);
  }
}
