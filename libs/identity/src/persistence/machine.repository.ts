import { Injectable } from '@nestjs/common';
import type { MachineKind, MachineScope } from '#libs/contracts';
import { instantOf, type Temporal } from '#libs/kernel';
import { type Tx, violates } from '#libs/platform';
import { MachineNameTaken } from '../machines/machine-errors.js';
import { HubOfAnother } from '../membership-errors.js';

export interface StoredMachine {
  readonly id: string;
  readonly organisationId: string;
  readonly hubId: string | null;
  readonly kind: MachineKind;
  readonly name: string;
  readonly scopes: readonly MachineScope[];
  readonly createdAt: Temporal.Instant;
  readonly lastUsedAt: Temporal.Instant | null;
  readonly revokedAt: Temporal.Instant | null;
}

export type NewMachine = Omit<StoredMachine, 'lastUsedAt' | 'revokedAt'> & {
  readonly secretHash: Buffer;
  readonly createdBy: string | null;
};

interface MachineRow {
  readonly id: string;
  readonly organisation_id: string;
  readonly hub_id: string | null;
  readonly kind: MachineKind;
  readonly name: string;
  readonly scopes: MachineScope[];
  readonly created_at: Date;
  readonly last_used_at: Date | null;
  readonly revoked_at: Date | null;
}

const COLUMNS = 'id, organisation_id, hub_id, kind, name, scopes, created_at, last_used_at, revoked_at';

/** The machines of an organisation, as its administrators see them: their secrets are not among the columns. */
@Injectable()
export class MachineRepository {
  /** @throws MachineNameTaken, HubOfAnother */
  async insert(tx: Tx, machine: NewMachine): Promise<void> {
    const { id, organisationId, hubId, kind, name, scopes, secretHash, createdBy, createdAt } = machine;
    try {
      await tx.query(
        `INSERT INTO machine (organisation_id, id, hub_id, kind, name, scopes, secret_hash, created_by, created_at)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
        [organisationId, id, hubId, kind, name, scopes, secretHash, createdBy, createdAt.toString()],
      );
    } catch (error) {
      if (violates(error, 'machine_name_once')) throw new MachineNameTaken();
      throw violates(error, 'machine_in_hub_of_organisation') ? new HubOfAnother() : error;
    }
  }

  /** Newest first. */
  async page(tx: Tx, organisationId: string, before: string | null, limit: number): Promise<StoredMachine[]> {
    const rows = await tx.query<MachineRow>(
      `SELECT ${COLUMNS} FROM machine WHERE organisation_id = $1 AND ($2::uuid IS NULL OR id < $2) ORDER BY id DESC LIMIT $3`,
      [organisationId, before, limit],
    );
    return rows.map(toMachine);
  }

  /** Locks the machine, so that two who change it at once do so one after the other. */
  async lock(tx: Tx, organisationId: string, id: string): Promise<StoredMachine | undefined> {
    const [row] = await tx.query<MachineRow>(
      `SELECT ${COLUMNS} FROM machine WHERE organisation_id = $1 AND id = $2 FOR UPDATE`,
      [organisationId, id],
    );
    return row && toMachine(row);
  }

  async revoke(tx: Tx, organisationId: string, id: string, at: Temporal.Instant): Promise<void> {
    await tx.query(`UPDATE machine SET revoked_at = $3 WHERE organisation_id = $1 AND id = $2`, [
      organisationId,
      id,
      at.toString(),
    ]);
    await this.endTokens(tx, id);
  }

  /** @param keeperId who is told the new secret, and answers for it from now on */
  async replaceSecret(tx: Tx, organisationId: string, id: string, secretHash: Buffer, keeperId: string): Promise<void> {
    await tx.query(`UPDATE machine SET secret_hash = $3, created_by = $4 WHERE organisation_id = $1 AND id = $2`, [
      organisationId,
      id,
      secretHash,
      keeperId,
    ]);
    await this.endTokens(tx, id);
  }

  private async endTokens(tx: Tx, machineId: string): Promise<void> {
    await tx.query(`DELETE FROM access_token WHERE machine_id = $1`, [machineId]);
  }
}

function toMachine(row: MachineRow): StoredMachine {
  return {
    id: row.id,
    organisationId: row.organisation_id,
    hubId: row.hub_id,
    kind: row.kind,
    name: row.name,
    scopes: row.scopes,
    createdAt: instantOf(row.created_at),
    lastUsedAt: row.last_used_at && instantOf(row.last_used_at),
    revokedAt: row.revoked_at && instantOf(row.revoked_at),
  };
}
