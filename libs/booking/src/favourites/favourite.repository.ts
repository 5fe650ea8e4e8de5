import { Injectable } from '@nestjs/common';
import type { Favourite } from '#libs/contracts';
import { instantOf, type Temporal } from '#libs/kernel';
import type { Tx } from '#libs/platform';

interface Row {
  readonly bookable: Favourite['bookable'];
  readonly hub: Favourite['hub'];
  readonly created_at: Date;
}

/** The bookables that persons like. Each sees their own. */
@Injectable()
export class FavouriteRepository {
  /** @returns whether there is such a bookable */
  async add(tx: Tx, personId: string, bookableId: string, now: Temporal.Instant): Promise<boolean> {
    const [row] = await tx.query<{ n: number }>(
      `WITH liked AS (SELECT hub_id, id FROM bookable WHERE id = $2 LIMIT 1), added AS (
         INSERT INTO favourite (person_id, hub_id, bookable_id, created_at) SELECT $1, hub_id, id, $3 FROM liked
         ON CONFLICT DO NOTHING)
       SELECT count(*)::integer AS n FROM liked`,
      [personId, bookableId, now.toString()],
    );
    return row!.n > 0;
  }

  async count(tx: Tx, personId: string, except: string): Promise<number> {
    const [row] = await tx.query<{ n: number }>(
      `SELECT count(*)::integer AS n FROM favourite WHERE person_id = $1 AND bookable_id <> $2`,
      [personId, except],
    );
    return row!.n;
  }

  async remove(tx: Tx, personId: string, bookableId: string): Promise<void> {
    await tx.query(`DELETE FROM favourite WHERE person_id = $1 AND bookable_id = $2`, [personId, bookableId]);
  }

  async forgetPerson(tx: Tx, personId: string): Promise<void> {
    await tx.query(`DELETE FROM favourite WHERE person_id = $1`, [personId]);
  }

  /** The latest first. */
  async all(tx: Tx, personId: string): Promise<readonly Omit<Favourite, 'free'>[]> {
    const rows = await tx.query<Row>(
      `SELECT favourite.created_at,
              jsonb_build_object('id', bookable.id, 'kind', bookable.kind, 'label', bookable.label, 'spaceName', space.name) AS bookable,
              jsonb_build_object('id', hub.id, 'slug', hub.slug, 'name', hub.name, 'timeZone', metro.time_zone) AS hub
         FROM favourite
         JOIN bookable ON bookable.hub_id = favourite.hub_id AND bookable.id = favourite.bookable_id
         JOIN space ON space.hub_id = bookable.hub_id AND space.id = bookable.space_id
         JOIN hub ON hub.id = favourite.hub_id
         JOIN metro ON metro.id = hub.metro_id
        WHERE favourite.person_id = $1 ORDER BY favourite.created_at DESC, favourite.bookable_id`,
      [personId],
    );
    return rows.map(({ created_at: addedAt, ...row }) => ({ ...row, addedAt: instantOf(addedAt).toString() }));
  }
}
