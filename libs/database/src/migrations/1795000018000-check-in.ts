import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Check-in, no-shows, strikes and appeals. What is about a person, that person sees and the product itself: no manager does. */
export class CheckIn1795000018000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE booking
        ADD COLUMN on_my_way_at timestamptz,
        ADD COLUMN no_show_at timestamptz,
        ADD COLUMN appealed_at timestamptz,
        ADD CONSTRAINT booking_appeal_of_no_show CHECK (appealed_at IS NULL OR no_show_at IS NOT NULL)`);
    // What has begun and nobody has checked in is little, whatever lies ahead.
    await runner.query(`
      CREATE INDEX claim_unchecked ON claim (lower(during)) WHERE status = 'confirmed' AND kind = 'booking'`);
    await runner.query(`
      CREATE TABLE strike (
        person_id uuid NOT NULL REFERENCES person ON DELETE CASCADE,
        hub_id uuid NOT NULL REFERENCES hub ON DELETE CASCADE,
        booking_id uuid NOT NULL,
        at timestamptz NOT NULL,
        expires_at timestamptz NOT NULL,
        lifted_at timestamptz,
        PRIMARY KEY (person_id, hub_id, booking_id),
        CONSTRAINT strike_of_booking FOREIGN KEY (hub_id, booking_id) REFERENCES booking (hub_id, id) ON DELETE CASCADE,
        CONSTRAINT strike_expires_later CHECK (expires_at > at)
      )`);
    await runner.query(`CREATE INDEX strike_expiry ON strike (expires_at)`);
    await runner.query(`CREATE INDEX strike_booking ON strike (hub_id, booking_id)`);
    await runner.query(`
      CREATE TABLE appeal (
        hub_id uuid NOT NULL,
        booking_id uuid NOT NULL,
        person_id uuid NOT NULL REFERENCES person ON DELETE CASCADE,
        at timestamptz NOT NULL,
        reason text NOT NULL,
        restored boolean NOT NULL,
        outcome text NOT NULL,
        PRIMARY KEY (hub_id, booking_id),
        CONSTRAINT appeal_of_booking FOREIGN KEY (hub_id, booking_id) REFERENCES booking (hub_id, id) ON DELETE CASCADE,
        CONSTRAINT appeal_reason_is_short CHECK (length(reason) BETWEEN 1 AND 500),
        CONSTRAINT appeal_outcome_known CHECK (outcome IN ('accepted', 'waiting', 'refused'))
      )`);
    await runner.query(`CREATE INDEX appeal_person ON appeal (person_id, at)`);
    await runner.query(`CREATE INDEX appeal_age ON appeal (at)`);
    for (const table of ['strike', 'appeal']) {
      await runner.query(`ALTER TABLE ${table} ENABLE ROW LEVEL SECURITY`);
      await runner.query(`
        CREATE POLICY ${table}_own ON ${table} FOR SELECT TO quindici_app
          USING (person_id = nullif(current_setting('quindici.person_id', true), '')::uuid)`);
      await runner.query(`
        CREATE POLICY ${table}_system ON ${table} TO quindici_app
          USING (current_setting('quindici.system', true) = 'on')`);
    }
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`DROP TABLE appeal`);
    await runner.query(`DROP TABLE strike`);
    await runner.query(`DROP INDEX claim_unchecked`);
    await runner.query(`
      ALTER TABLE booking
        DROP CONSTRAINT booking_appeal_of_no_show, DROP COLUMN appealed_at, DROP COLUMN no_show_at, DROP COLUMN on_my_way_at`);
  }
}
