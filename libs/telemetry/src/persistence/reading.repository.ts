import { Injectable } from '@nestjs/common';
import { deleteAndCount, type Tx } from '#libs/platform';
import type { ReadingKind } from '../domain/message.js';
import type { Reading } from '../ingest/incoming-message.js';

export interface StoredReading {
  readonly hub_id: string;
  readonly device_id: string;
  readonly at: Date;
  readonly message_key: string;
  readonly kind: ReadingKind;
  readonly value: number;
}

const identity = (reading: Pick<Reading, 'hubId' | 'deviceId' | 'key'>): string =>
  `${reading.hubId}/${reading.deviceId}/${reading.key}`;

@Injectable()
export class ReadingRepository {
  /**
   * Marks the messages as taken in, and hands back those that were not before. Two pipelines that hold the same message wait for each other here;
   * the order of the rows is the same in both, so they can not wait in a circle.
   */
  async takeIn(tx: Tx, readings: readonly Reading[]): Promise<Reading[]> {
    const byIdentity = new Map(readings.toReversed().map((reading) => [identity(reading), reading]));
    const ordered = [...byIdentity].toSorted(([a], [b]) => (a < b ? -1 : 1)).map(([, reading]) => reading);
    const rows = await tx.query<{ hub_id: string; device_id: string; message_key: string }>(
      `INSERT INTO message_seen (hub_id, device_id, message_key, received_at)
       SELECT hub_id, device_id, message_key, to_timestamp(received_ms / 1000)
         FROM unnest($1::uuid[], $2::uuid[], $3::text[], $4::double precision[])
              AS told (hub_id, device_id, message_key, received_ms)
       ON CONFLICT DO NOTHING
       RETURNING hub_id, device_id, message_key`,
      [
        ordered.map((r) => r.hubId),
        ordered.map((r) => r.deviceId),
        ordered.map((r) => r.key),
        ordered.map((r) => r.receivedAt.epochMilliseconds),
      ],
    );
    return rows.map((row) => byIdentity.get(`${row.hub_id}/${row.device_id}/${row.message_key}`)!);
  }

  async insert(tx: Tx, readings: readonly Reading[]): Promise<void> {
    const values = readings.flatMap((reading) => reading.measurements.map((measured) => ({ reading, measured })));
    if (values.length === 0) return;
    // Numbers and not text for the times: to write and to read RFC 3339 would cost more than all the rest.
    await tx.query(
      `INSERT INTO reading (hub_id, device_id, at, message_key, kind, value, device_time, received_at)
       SELECT hub_id, device_id, to_timestamp(at_ms / 1000), message_key, kind, value, to_timestamp(device_ms / 1000),
              to_timestamp(received_ms / 1000)
         FROM unnest($1::uuid[], $2::uuid[], $3::double precision[], $4::text[], $5::text[], $6::double precision[],
                     $7::double precision[], $8::double precision[])
              AS told (hub_id, device_id, at_ms, message_key, kind, value, device_ms, received_ms)
       ON CONFLICT DO NOTHING`,
      [
        values.map(({ reading }) => reading.hubId),
        values.map(({ reading }) => reading.deviceId),
        values.map(({ reading }) => reading.at.epochMilliseconds),
        values.map(({ reading }) => reading.key),
        values.map(({ measured }) => measured.kind),
        values.map(({ measured }) => measured.value),
        values.map(({ reading }) => reading.deviceTime.epochMilliseconds),
        values.map(({ reading }) => reading.receivedAt.epochMilliseconds),
      ],
    );
  }

  /** What the sensor of a desk told since an instant, oldest first. */
  async ofBookable(tx: Tx, hubId: string, bookableId: string, since: string): Promise<StoredReading[]> {
    return tx.query<StoredReading>(
      `SELECT reading.hub_id, reading.device_id, reading.at, reading.message_key, reading.kind, reading.value
         FROM device JOIN reading ON reading.hub_id = device.hub_id AND reading.device_id = device.id
        WHERE device.hub_id = $1 AND device.bookable_id = $2 AND reading.kind = 'motion' AND reading.at >= $3::timestamptz
        ORDER BY reading.at, reading.message_key`,
      [hubId, bookableId, since],
    );
  }

  /** What the door counters of a hub told after an instant, and before it each counter's last word. */
  async ofDoors(tx: Tx, hubId: string, since: string): Promise<StoredReading[]> {
    return tx.query<StoredReading>(
      `SELECT reading.hub_id, reading.device_id, reading.at, reading.message_key, reading.kind, reading.value
         FROM device
        CROSS JOIN LATERAL (
          SELECT coalesce(max(stand.at), $2::timestamptz) AS at FROM reading AS stand
           WHERE stand.hub_id = device.hub_id AND stand.device_id = device.id AND stand.at <= $2::timestamptz) AS base
         JOIN reading ON reading.hub_id = device.hub_id AND reading.device_id = device.id AND reading.at >= base.at
        WHERE device.hub_id = $1 AND device.kind = 'door_counter'
        ORDER BY reading.at, reading.device_id, reading.message_key, reading.kind`,
      [hubId, since],
    );
  }

  async forgetMessages(tx: Tx, before: string): Promise<number> {
    return deleteAndCount(tx, `DELETE FROM message_seen WHERE received_at < $1::timestamptz`, [before]);
  }

  async forgetDesks(tx: Tx, before: string): Promise<number> {
    return deleteAndCount(tx, `DELETE FROM reading WHERE at < $1::timestamptz AND kind = 'motion'`, [before]);
  }

  async forgetDoors(tx: Tx, before: string): Promise<number> {
    return deleteAndCount(tx, `DELETE FROM reading WHERE at < $1::timestamptz AND kind <> 'motion'`, [before]);
  }
}
