import type { MigrationInterface, QueryRunner } from 'typeorm';

export class Outbox1795000006000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE outbox (
        txid xid8 NOT NULL DEFAULT pg_current_xact_id(),
        id bigint GENERATED ALWAYS AS IDENTITY,
        topic text NOT NULL,
        hub_id uuid,
        payload jsonb NOT NULL,
        told_at timestamptz NOT NULL DEFAULT now(),
        PRIMARY KEY (txid, id)
      )`);
    await runner.query(`CREATE INDEX outbox_age ON outbox (told_at)`);
    await runner.query(`
      CREATE TABLE outbox_horizon (
        only_row boolean PRIMARY KEY DEFAULT true,
        forgotten_below xid8 NOT NULL,
        CONSTRAINT outbox_horizon_single CHECK (only_row)
      )`);
    await runner.query(`INSERT INTO outbox_horizon (forgotten_below) VALUES (pg_current_xact_id())`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`DROP TABLE outbox_horizon`);
    await runner.query(`DROP TABLE outbox`);
  }
}
