import { Injectable } from '@nestjs/common';
import type { Tx } from '#libs/platform';

/** Residents of an H3 cell of resolution 9; a share of a census area need not be whole. */
export interface ResidentCell {
  readonly cell: string;
  readonly residents: number;
}

@Injectable()
export class ResidentRepository {
  async ofMetro(tx: Tx, metroId: string): Promise<readonly ResidentCell[]> {
    return tx.query<ResidentCell>(`SELECT cell, residents FROM resident_cell WHERE metro_id = $1 ORDER BY cell`, [
      metroId,
    ]);
  }

  async replace(tx: Tx, metroId: string, cells: readonly ResidentCell[]): Promise<void> {
    await tx.query(`DELETE FROM resident_cell WHERE metro_id = $1`, [metroId]);
    await tx.query(
      `INSERT INTO resident_cell (metro_id, cell, residents)
       SELECT $1, cell, residents FROM unnest($2::text[], $3::float8[]) AS given (cell, residents)`,
      [metroId, cells.map(({ cell }) => cell), cells.map(({ residents }) => residents)],
    );
  }
}
