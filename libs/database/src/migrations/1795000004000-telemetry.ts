import type { MigrationInterface, QueryRunner } from 'typeorm';

export class Telemetry1795000004000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE device (
        hub_id uuid NOT NULL REFERENCES hub ON DELETE CASCADE,
        id uuid NOT NULL,
        kind text NOT NULL,
        name text NOT NULL,
        bookable_id uuid,
        report_interval_seconds integer NOT NULL,
        secret_hash bytea NOT NULL,
        status text NOT NULL DEFAULT 'unknown',
        last_seen_at timestamptz,
        battery real,
        rssi real,
        PRIMARY KEY (hub_id, id),
        CONSTRAINT device_on_bookable FOREIGN KEY (hub_id, bookable_id) REFERENCES bookable (hub_id, id) ON DELETE CASCADE,
        CONSTRAINT device_kind_known CHECK (kind IN ('desk_pir', 'door_counter')),
        CONSTRAINT device_desk_sensor_has_desk CHECK ((kind = 'desk_pir') = (bookable_id IS NOT NULL)),
        CONSTRAINT device_status_known CHECK (status IN ('online', 'offline', 'unknown')),
        CONSTRAINT device_secret_is_sha256 CHECK (octet_length(secret_hash) = 32),
        CONSTRAINT device_reports CHECK (report_interval_seconds > 0)
      )`);
    await runner.query(`CREATE UNIQUE INDEX device_one_per_bookable ON device (hub_id, bookable_id)`);
    // A gateway speaks for the devices of its hub; a device may also speak for itself.
    await runner.query(`
      CREATE TABLE gateway (
        hub_id uuid NOT NULL REFERENCES hub ON DELETE CASCADE,
        id uuid NOT NULL,
        name text NOT NULL,
        secret_hash bytea NOT NULL,
        status text NOT NULL DEFAULT 'unknown',
        PRIMARY KEY (hub_id, id),
        CONSTRAINT gateway_secret_is_sha256 CHECK (octet_length(secret_hash) = 32),
        CONSTRAINT gateway_status_known CHECK (status IN ('online', 'offline', 'unknown'))
      )`);
    // What was taken in once, whatever its times say: kept for the span in which devices resend.
    await runner.query(`
      CREATE TABLE message_seen (
        hub_id uuid NOT NULL,
        device_id uuid NOT NULL,
        message_key text NOT NULL,
        received_at timestamptz NOT NULL,
        PRIMARY KEY (hub_id, device_id, message_key)
      )`);
    await runner.query(`CREATE INDEX message_seen_age ON message_seen USING brin (received_at)`);
    await runner.query(`
      CREATE TABLE reading (
        hub_id uuid NOT NULL,
        device_id uuid NOT NULL,
        at timestamptz NOT NULL,
        message_key text NOT NULL,
        kind text NOT NULL,
        value double precision NOT NULL,
        device_time timestamptz NOT NULL,
        received_at timestamptz NOT NULL,
        PRIMARY KEY (hub_id, device_id, at, message_key, kind),
        CONSTRAINT reading_of_device FOREIGN KEY (hub_id, device_id) REFERENCES device (hub_id, id) ON DELETE CASCADE,
        CONSTRAINT reading_kind_known CHECK (kind IN ('motion', 'in_total', 'out_total')),
        CONSTRAINT reading_is_a_number CHECK (value = value AND value BETWEEN -1e15 AND 1e15)
      )`);
    await runner.query(`
      CREATE TABLE dead_letter (
        id uuid PRIMARY KEY,
        topic text NOT NULL,
        payload bytea NOT NULL,
        reason text NOT NULL,
        received_at timestamptz NOT NULL
      )`);
    await runner.query(`CREATE INDEX dead_letter_age ON dead_letter (received_at)`);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const table of ['dead_letter', 'reading', 'message_seen', 'gateway', 'device'])
      await runner.query(`DROP TABLE ${table}`);
  }
}
