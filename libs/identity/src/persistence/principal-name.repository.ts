import { Injectable } from '@nestjs/common';
import type { Tx } from '#libs/platform';

/** What persons and machines are called today, since the audit knows them by id alone. */
@Injectable()
export class PrincipalNameRepository {
  /** @returns names by id; who was erased or removed has none */
  async namesOf(tx: Tx, ids: readonly string[]): Promise<ReadonlyMap<string, string>> {
    if (ids.length === 0) return new Map();
    const rows = await tx.query<{ id: string; name: string }>(
      `SELECT id, display_name AS name FROM person WHERE id = ANY ($1::uuid[])
       UNION ALL
       SELECT id, name FROM machine WHERE id = ANY ($1::uuid[])`,
      [ids],
    );
    return new Map(rows.map(({ id, name }) => [id, name]));
  }
}
