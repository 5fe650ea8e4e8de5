import { Injectable } from '@nestjs/common';
import type { Capability, MachineKind } from '#libs/contracts';
import { instantOf, type Temporal } from '#libs/kernel';
import type { Tx } from '#libs/platform';
import { Machine } from '../actor.js';

/** A client as its secret is set against it. */
export interface StoredClient {
  readonly organisationId: string;
  readonly kind: MachineKind;
  readonly scopes: readonly Capability[];
  readonly secretHash: Buffer;
  readonly revoked: boolean;
}

/** What a bearer stands for, whether it still holds or not. */
export interface StoredBearer {
  readonly machine: Machine;
  readonly revoked: boolean;
  /** Null: until it is revoked, as that of a kiosk */
  readonly expiresAt: Temporal.Instant | null;
  readonly lastUsedAt: Temporal.Instant | null;
}

interface ClientRow {
  readonly organisation_id: string;
  readonly kind: MachineKind;
  readonly scopes: Capability[];
  readonly secret_hash: Buffer;
  readonly revoked: boolean;
}

interface BearerRow {
  readonly id: string;
  readonly organisation_id: string;
  readonly hub_id: string | null;
  readonly kind: MachineKind;
  readonly scopes: Capability[];
  readonly revoked: boolean;
  readonly expires_at: Date | null;
  readonly created_by: string | null;
  readonly last_used_at: Date | null;
}

const MACHINE =
  'machine.id, machine.created_by, machine.organisation_id, machine.hub_id, machine.kind, machine.last_used_at';

/** What machines show to be let in. To be read with the power of the product itself: nobody is known yet. */
@Injectable()
export class AccessTokenRepository {
  async client(tx: Tx, id: string): Promise<StoredClient | undefined> {
    const [row] = await tx.query<ClientRow>(
      `SELECT organisation_id, kind, scopes, secret_hash, revoked_at IS NOT NULL AS revoked FROM machine WHERE id = $1`,
      [id],
    );
    return row && { ...row, organisationId: row.organisation_id, secretHash: row.secret_hash };
  }

  async insert(
    tx: Tx,
    token: {
      readonly hash: Buffer;
      readonly machineId: string;
      readonly scopes: readonly Capability[];
      readonly createdAt: Temporal.Instant;
      readonly expiresAt: Temporal.Instant;
    },
  ): Promise<void> {
    await tx.query(
      `INSERT INTO access_token (token_hash, machine_id, scopes, created_at, expires_at) VALUES ($1, $2, $3, $4, $5)`,
      [token.hash, token.machineId, token.scopes, token.createdAt.toString(), token.expiresAt.toString()],
    );
  }

  async findToken(tx: Tx, hash: Buffer): Promise<StoredBearer | undefined> {
    const [row] = await tx.query<BearerRow>(
      `SELECT ${MACHINE}, token.scopes, token.expires_at, machine.revoked_at IS NOT NULL AS revoked
         FROM access_token AS token JOIN machine ON machine.id = token.machine_id
        WHERE token.token_hash = $1`,
      [hash],
    );
    return row && toBearer(row);
  }

  async findKiosk(tx: Tx, secretHash: Buffer): Promise<StoredBearer | undefined> {
    const [row] = await tx.query<BearerRow>(
      `SELECT ${MACHINE}, machine.scopes, NULL::timestamptz AS expires_at, machine.revoked_at IS NOT NULL AS revoked
         FROM machine WHERE machine.secret_hash = $1 AND machine.kind = 'kiosk'`,
      [secretHash],
    );
    return row && toBearer(row);
  }

  async used(tx: Tx, machineId: string, at: Temporal.Instant): Promise<void> {
    await tx.query(`UPDATE machine SET last_used_at = greatest(last_used_at, $2) WHERE id = $1`, [
      machineId,
      at.toString(),
    ]);
  }
}

function toBearer(row: BearerRow): StoredBearer {
  const kind = row.kind === 'kiosk' ? 'kiosk' : 'machine';
  return {
    machine: new Machine(row.id, kind, row.organisation_id, row.hub_id, row.scopes, row.created_by),
    revoked: row.revoked,
    expiresAt: row.expires_at && instantOf(row.expires_at),
    lastUsedAt: row.last_used_at && instantOf(row.last_used_at),
  };
}
