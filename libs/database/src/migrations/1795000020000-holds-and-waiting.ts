import type { MigrationInterface, QueryRunner } from 'typeorm';

const SELF = `nullif(current_setting('quindici.person_id', true), '')::uuid`;
const SYSTEM = `current_setting('quindici.system', true) = 'on'`;

/** Holds, across a sign-in or for the next one in line, and who waits for what. */
export class HoldsAndWaiting1795000020000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE hold (
        hub_id uuid NOT NULL REFERENCES hub ON DELETE CASCADE,
        id uuid NOT NULL,
        person_id uuid REFERENCES person ON DELETE CASCADE,
        secret_hash bytea,
        during tstzrange NOT NULL,
        created_at timestamptz NOT NULL,
        expires_at timestamptz NOT NULL,
        PRIMARY KEY (hub_id, id),
        CONSTRAINT hold_is_somebodys CHECK (person_id IS NOT NULL OR secret_hash IS NOT NULL),
        CONSTRAINT hold_secret_is_sha256 CHECK (octet_length(secret_hash) = 32)
      )`);
    await runner.query(`CREATE INDEX hold_of_person ON hold (person_id) WHERE person_id IS NOT NULL`);
    await runner.query(`CREATE INDEX hold_age ON hold (expires_at)`);
    await runner.query(`
      ALTER TABLE claim
        ADD COLUMN hold_id uuid,
        ADD CONSTRAINT claim_of_hold FOREIGN KEY (hub_id, hold_id) REFERENCES hold (hub_id, id) ON DELETE SET NULL (hold_id)`);
    await runner.query(`CREATE INDEX claim_of_hold_index ON claim (hub_id, hold_id) WHERE hold_id IS NOT NULL`);
    await runner.query(`
      CREATE TABLE waiting_entry (
        hub_id uuid NOT NULL REFERENCES hub ON DELETE CASCADE,
        id uuid NOT NULL,
        person_id uuid NOT NULL REFERENCES person ON DELETE CASCADE,
        bookable_id uuid,
        kind text,
        needs text[] NOT NULL DEFAULT '{}',
        space_id uuid,
        during tstzrange NOT NULL,
        blocked tstzrange NOT NULL,
        status text NOT NULL,
        created_at timestamptz NOT NULL,
        changed_at timestamptz NOT NULL,
        offer_minutes integer NOT NULL,
        hold_id uuid,
        offer_expires_at timestamptz,
        PRIMARY KEY (hub_id, id),
        CONSTRAINT waiting_entry_for_bookable FOREIGN KEY (hub_id, bookable_id) REFERENCES bookable (hub_id, id) ON DELETE CASCADE,
        CONSTRAINT waiting_entry_for_one_or_any CHECK ((bookable_id IS NULL) <> (kind IS NULL)),
        CONSTRAINT waiting_entry_status_known CHECK (status IN ('waiting', 'offered', 'converted', 'expired', 'left')),
        CONSTRAINT waiting_entry_offer_is_a_hold CHECK (status <> 'offered' OR (hold_id IS NOT NULL AND offer_expires_at IS NOT NULL)),
        CONSTRAINT waiting_entry_during_is_bounded CHECK (
          NOT isempty(during) AND lower_inc(during) AND NOT upper_inc(during) AND NOT lower_inf(during) AND NOT upper_inf(during)),
        CONSTRAINT waiting_entry_no_overlap EXCLUDE USING gist (person_id WITH =, during WITH &&)
          WHERE (status IN ('waiting', 'offered'))
      )`);
    await runner.query(
      `CREATE INDEX waiting_entry_line ON waiting_entry (hub_id, created_at, id) WHERE status = 'waiting'`,
    );
    await runner.query(`CREATE INDEX waiting_entry_offer ON waiting_entry (hub_id, hold_id) WHERE hold_id IS NOT NULL`);
    await runner.query(`CREATE INDEX waiting_entry_of_person ON waiting_entry (person_id, created_at)`);
    await runner.query(`CREATE INDEX waiting_entry_age ON waiting_entry (changed_at)`);
    for (const table of ['hold', 'waiting_entry']) {
      await runner.query(`ALTER TABLE ${table} ENABLE ROW LEVEL SECURITY`);
      await runner.query(`CREATE POLICY ${table}_own ON ${table} TO quindici_app USING (person_id = ${SELF})`);
      await runner.query(`CREATE POLICY ${table}_system ON ${table} TO quindici_app USING (${SYSTEM})`);
    }
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`DROP TABLE waiting_entry`);
    await runner.query(`UPDATE claim SET status = 'expired' WHERE hold_id IS NOT NULL AND status = 'held'`);
    await runner.query(`ALTER TABLE claim DROP CONSTRAINT claim_of_hold, DROP COLUMN hold_id`);
    await runner.query(`DROP TABLE hold`);
  }
}
