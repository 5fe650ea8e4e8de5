import { Injectable } from '@nestjs/common';
import type { BookingItem, SeriesRule } from '#libs/contracts';
import { NotSignedIn } from '#libs/identity';
import { instantOf, Temporal } from '#libs/kernel';
import { type Tx, violates } from '#libs/platform';

export interface SeriesKey {
  readonly hubId: string;
  readonly id: string;
}

export interface SeriesState extends SeriesKey {
  readonly personId: string;
  readonly items: readonly BookingItem[];
  readonly rule: SeriesRule;
  /** What its person was in the hub when they last said what they want */
  readonly audiences: readonly string[];
  readonly revision: number;
  readonly createdAt: Temporal.Instant;
}

interface SeriesRow {
  readonly hub_id: string;
  readonly id: string;
  readonly person_id: string;
  readonly items: BookingItem[];
  readonly rule: SeriesRule;
  readonly audiences: string[];
  readonly revision: number;
  readonly created_at: Date;
}

const COLUMNS = `series.hub_id, series.id, series.person_id, series.items, series.rule, series.audiences, series.revision, series.created_at`;

/** The rules of series. Row-level security shows each person their own. */
@Injectable()
export class SeriesRepository {
  /** @throws NotSignedIn: the person was just erased */
  async insert(tx: Tx, series: SeriesState, lastDate: Temporal.PlainDate): Promise<void> {
    const { hubId, id, personId, items, rule, audiences, revision, createdAt } = series;
    try {
      await tx.query(
        `INSERT INTO series (hub_id, id, person_id, items, rule, audiences, revision, last_date, created_at)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
        [
          hubId,
          id,
          personId,
          JSON.stringify(items),
          JSON.stringify(rule),
          audiences,
          revision,
          lastDate.toString(),
          createdAt.toString(),
        ],
      );
    } catch (error) {
      throw violates(error, 'series_person_id_fkey') ? new NotSignedIn() : error;
    }
  }

  /** @param personId whose it must be; null: anybody's, for the product itself */
  async one(tx: Tx, { hubId, id }: SeriesKey, personId: string | null): Promise<SeriesState | undefined> {
    const [row] = await tx.query<SeriesRow>(
      `SELECT ${COLUMNS} FROM series WHERE hub_id = $1 AND id = $2 AND ($3::uuid IS NULL OR person_id = $3)`,
      [hubId, id, personId],
    );
    return row && toSeries(row);
  }

  /** One's own, the newest first. */
  async page(
    tx: Tx,
    personId: string,
    after: { readonly createdAt: string; readonly id: string } | null,
    limit: number,
  ): Promise<readonly SeriesState[]> {
    const rows = await tx.query<SeriesRow>(
      `SELECT ${COLUMNS} FROM series
        WHERE person_id = $1 AND ($2::timestamptz IS NULL OR (created_at, id) < ($2::timestamptz, $3::uuid))
        ORDER BY created_at DESC, id DESC LIMIT $4`,
      [personId, after?.createdAt ?? null, after?.id ?? null, limit],
    );
    return rows.map(toSeries);
  }

  /** Says anew what it wants, from where it begins to where it ends. */
  async change(tx: Tx, { hubId, id, items, rule, audiences, revision }: SeriesState): Promise<void> {
    await tx.query(
      `UPDATE series SET items = $3, rule = $4, audiences = $5, revision = $6 WHERE hub_id = $1 AND id = $2`,
      [hubId, id, JSON.stringify(items), JSON.stringify(rule), audiences, revision],
    );
  }

  /** It ends before a day, as its rule says from now on. */
  async endBefore(tx: Tx, { hubId, id, rule }: SeriesState, day: Temporal.PlainDate): Promise<void> {
    const until = day.subtract({ days: 1 }).toString();
    await tx.query(`UPDATE series SET rule = $3, last_date = $4 WHERE hub_id = $1 AND id = $2`, [
      hubId,
      id,
      JSON.stringify({ ...rule, count: null, until }),
      until,
    ]);
  }

  /** Series that go on and were not gone through on the day that it is for them, in the order of their keys. */
  async due(tx: Tx, now: Temporal.Instant, after: SeriesKey | null, limit: number): Promise<readonly SeriesKey[]> {
    const rows = await tx.query<{ hub_id: string; id: string }>(
      `SELECT series.hub_id, series.id
         FROM series JOIN hub ON hub.id = series.hub_id JOIN metro ON metro.id = hub.metro_id
        WHERE series.last_date >= ($1::timestamptz AT TIME ZONE metro.time_zone)::date
          AND series.visited_on IS DISTINCT FROM ($1::timestamptz AT TIME ZONE metro.time_zone)::date
          AND ($2::uuid IS NULL OR (series.hub_id, series.id) > ($2::uuid, $3::uuid))
        ORDER BY series.hub_id, series.id LIMIT $4`,
      [now.toString(), after?.hubId ?? null, after?.id ?? null, limit],
    );
    return rows.map((row) => ({ hubId: row.hub_id, id: row.id }));
  }

  async visited(tx: Tx, { hubId, id }: SeriesKey, day: Temporal.PlainDate): Promise<void> {
    await tx.query(`UPDATE series SET visited_on = $3 WHERE hub_id = $1 AND id = $2`, [hubId, id, day.toString()]);
  }
}

function toSeries(row: SeriesRow): SeriesState {
  const { hub_id: hubId, id, person_id: personId, items, rule, audiences, revision, created_at: createdAt } = row;
  return { hubId, id, personId, items, rule, audiences, revision, createdAt: instantOf(createdAt) };
}
