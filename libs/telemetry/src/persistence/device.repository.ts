import { Injectable } from '@nestjs/common';
import type { Temporal } from '#libs/kernel';
import type { Tx } from '#libs/platform';
import { type Device, type DeviceKind, SILENT_AFTER_INTERVALS } from '../domain/device.js';

interface DeviceRow {
  readonly hub_id: string;
  readonly id: string;
  readonly kind: DeviceKind;
  readonly bookable_id: string | null;
  readonly report_interval_seconds: number;
}

export interface NewDevice extends Device {
  readonly name: string;
  readonly secretHash: Buffer;
}

/** What a device said of itself; null where it said nothing. */
export interface SignOfLife {
  readonly hubId: string;
  readonly deviceId: string;
  readonly seenAt: Temporal.Instant;
  readonly battery: number | null;
  readonly rssi: number | null;
}

const COLUMNS = 'hub_id, id, kind, bookable_id, report_interval_seconds';

const toDevice = (row: DeviceRow): Device => ({
  hubId: row.hub_id,
  id: row.id,
  kind: row.kind,
  bookableId: row.bookable_id,
  reportIntervalSeconds: row.report_interval_seconds,
});

@Injectable()
export class DeviceRepository {
  async find(tx: Tx, ids: readonly string[]): Promise<Device[]> {
    const rows = await tx.query<DeviceRow>(`SELECT ${COLUMNS} FROM device WHERE id = ANY($1::uuid[])`, [ids]);
    return rows.map(toDevice);
  }

  async ofHubs(tx: Tx, hubIds: readonly string[]): Promise<Device[]> {
    const rows = await tx.query<DeviceRow>(
      `SELECT ${COLUMNS} FROM device WHERE hub_id = ANY($1::uuid[]) ORDER BY hub_id, kind, id`,
      [hubIds],
    );
    return rows.map(toDevice);
  }

  /** A desk that has its sensor keeps it. */
  async insert(tx: Tx, devices: readonly NewDevice[]): Promise<void> {
    await tx.query(
      `INSERT INTO device (hub_id, id, kind, name, bookable_id, report_interval_seconds, secret_hash)
       SELECT * FROM unnest($1::uuid[], $2::uuid[], $3::text[], $4::text[], $5::uuid[], $6::integer[], $7::bytea[])
       ON CONFLICT (hub_id, bookable_id) DO NOTHING`,
      [
        devices.map((d) => d.hubId),
        devices.map((d) => d.id),
        devices.map((d) => d.kind),
        devices.map((d) => d.name),
        devices.map((d) => d.bookableId),
        devices.map((d) => d.reportIntervalSeconds),
        devices.map((d) => d.secretHash),
      ],
    );
  }

  async noteSignsOfLife(tx: Tx, signs: readonly SignOfLife[]): Promise<void> {
    await tx.query(
      `UPDATE device SET status = 'online',
              last_seen_at = greatest(last_seen_at, to_timestamp(sign.seen_ms / 1000)),
              battery = coalesce(sign.battery, device.battery),
              rssi = coalesce(sign.rssi, device.rssi)
         FROM unnest($1::uuid[], $2::uuid[], $3::double precision[], $4::real[], $5::real[])
              AS sign (hub_id, id, seen_ms, battery, rssi)
        WHERE device.hub_id = sign.hub_id AND device.id = sign.id`,
      [
        signs.map((s) => s.hubId),
        signs.map((s) => s.deviceId),
        signs.map((s) => s.seenAt.epochMilliseconds),
        signs.map((s) => s.battery),
        signs.map((s) => s.rssi),
      ],
    );
  }

  async countOf(tx: Tx, hubId: string, now: string): Promise<{ total: number; silent: number }> {
    const [row] = await tx.query<{ total: number; silent: number }>(
      `SELECT count(*)::integer AS total,
              (count(*) FILTER (WHERE status = 'offline' OR last_seen_at IS NULL
                 OR last_seen_at < $2::timestamptz - report_interval_seconds * ${SILENT_AFTER_INTERVALS} * interval '1 second'))::integer AS silent
         FROM device WHERE hub_id = $1`,
      [hubId, now],
    );
    return row!;
  }
}
