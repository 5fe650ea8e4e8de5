import { Client } from 'pg';
import type { Acknowledged } from './booking-client.js';
import type { Sensor } from './sensor-client.js';

/** What was told to clients, and is or is not in the database. */
export interface Balance {
  readonly lostBookings: readonly string[];
  readonly overlaps: number;
  readonly lostReadings: readonly string[];
  readonly doubledReadings: number;
}

/** Compares what was acknowledged with what is kept. */
export async function balance(
  databaseUrl: string,
  bookings: readonly Acknowledged[],
  sensor: Sensor,
  keys: ReadonlySet<string>,
): Promise<Balance> {
  const client = new Client({ connectionString: databaseUrl });
  await client.connect();
  try {
    const kept = await client.query<{ id: string }>(
      `SELECT booking.id FROM booking JOIN claim ON claim.hub_id = booking.hub_id AND claim.booking_id = booking.id
        WHERE claim.status IN ('confirmed', 'checked_in') AND booking.id = ANY ($1)`,
      [bookings.map(({ id }) => id)],
    );
    const overlaps = await client.query<{ n: string }>(
      `SELECT count(*) AS n FROM claim a JOIN claim b
           ON a.hub_id = b.hub_id AND a.bookable_id = b.bookable_id AND a.id < b.id AND a.blocked && b.blocked
        WHERE a.status IN ('held', 'confirmed', 'checked_in') AND b.status IN ('held', 'confirmed', 'checked_in')`,
    );
    const readings = await client.query<{ message_key: string; n: string }>(
      `SELECT message_key, count(*) AS n FROM reading WHERE hub_id = $1 AND device_id = $2 AND kind = 'motion' GROUP BY message_key`,
      [sensor.hubId, sensor.deviceId],
    );
    const ids = new Set(kept.rows.map(({ id }) => id));
    const stored = new Set(readings.rows.map(({ message_key }) => message_key));
    return {
      lostBookings: bookings.filter(({ id }) => !ids.has(id)).map(({ id }) => id),
      overlaps: Number(overlaps.rows[0]!.n),
      lostReadings: [...keys].filter((key) => !stored.has(key)),
      doubledReadings: readings.rows.filter(({ n }) => Number(n) > 1).length,
    };
  } finally {
    await client.end();
  }
}
