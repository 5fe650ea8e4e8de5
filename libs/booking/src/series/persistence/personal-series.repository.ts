import { Injectable } from '@nestjs/common';
import type { Tx } from '#libs/platform';

type Row = Readonly<Record<string, unknown>>;

/** What is kept of one person's series, whatever hub they are in. To be used with the power of the product itself. */
@Injectable()
export class PersonalSeriesRepository {
  async series(tx: Tx, personId: string): Promise<readonly Row[]> {
    return tx.query<Row>(
      `SELECT series.id, series.hub_id AS "hubId", hub.name AS hub, series.items, series.rule, series.audiences, to_json(series.created_at) AS "createdAt",
              (SELECT json_agg(json_build_object(
                        'date', occurrence.date, 'from', lower(occurrence.wanted), 'to', upper(occurrence.wanted), 'state', occurrence.state,
                        'own', occurrence.own, 'bookingId', occurrence.booking_id, 'reason', occurrence.reason, 'details', occurrence.details,
                        'alternatives', occurrence.alternatives) ORDER BY occurrence.date)
                 FROM series_occurrence AS occurrence
                WHERE occurrence.hub_id = series.hub_id AND occurrence.series_id = series.id) AS days
         FROM series JOIN hub ON hub.id = series.hub_id
        WHERE series.person_id = $1 ORDER BY series.created_at, series.id`,
      [personId],
    );
  }

  /** @returns since when there is one; its address is nowhere */
  async feed(tx: Tx, personId: string): Promise<Row | null> {
    const [row] = await tx.query<Row>(
      `SELECT to_json(created_at) AS "createdAt" FROM calendar_feed WHERE person_id = $1`,
      [personId],
    );
    return row ?? null;
  }

  async remove(tx: Tx, personId: string): Promise<void> {
    await tx.query(`DELETE FROM series WHERE person_id = $1`, [personId]);
    await tx.query(`DELETE FROM calendar_feed WHERE person_id = $1`, [personId]);
  }
}
