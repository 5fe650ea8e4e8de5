import type { MigrationInterface, QueryRunner } from 'typeorm';

const SYSTEM = `current_setting('quindici.system', true) = 'on'`;
const SELF = `nullif(current_setting('quindici.person_id', true), '')::uuid`;
const managesHub = `EXISTS (SELECT FROM hub WHERE hub.id = hub_id AND (
  quindici_reaches('quindici.manages', hub.organisation_id) OR quindici_reaches('quindici.manages_hubs', hub.id)))`;

/** Bookings that recur, a row for each of their days; the secret addresses of calendars; and how often a claim was changed, which calendars are told. */
export class Series1795000019000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE series (
        hub_id uuid NOT NULL REFERENCES hub ON DELETE CASCADE,
        id uuid NOT NULL,
        person_id uuid NOT NULL REFERENCES person ON DELETE CASCADE,
        items jsonb NOT NULL,
        rule jsonb NOT NULL,
        audiences text[] NOT NULL DEFAULT '{}',
        revision integer NOT NULL DEFAULT 1,
        last_date date NOT NULL,
        visited_on date,
        created_at timestamptz NOT NULL,
        PRIMARY KEY (hub_id, id)
      )`);
    await runner.query(`CREATE INDEX series_of_person ON series (person_id, created_at, id)`);
    await runner.query(`CREATE INDEX series_that_goes_on ON series (last_date)`);
    await runner.query(`
      CREATE TABLE series_occurrence (
        hub_id uuid NOT NULL,
        series_id uuid NOT NULL,
        date date NOT NULL,
        wanted tstzrange,
        state text NOT NULL,
        settled integer NOT NULL,
        own jsonb,
        booking_id uuid,
        reason text,
        details jsonb NOT NULL DEFAULT '{}',
        alternatives jsonb NOT NULL DEFAULT '[]',
        PRIMARY KEY (hub_id, series_id, date),
        CONSTRAINT series_occurrence_of_series FOREIGN KEY (hub_id, series_id) REFERENCES series ON DELETE CASCADE,
        CONSTRAINT series_occurrence_booking FOREIGN KEY (hub_id, booking_id) REFERENCES booking ON DELETE CASCADE,
        CONSTRAINT series_occurrence_state_known CHECK (state IN ('not_yet', 'booked', 'refused', 'cancelled')),
        CONSTRAINT series_occurrence_booked_has_booking CHECK (state <> 'booked' OR booking_id IS NOT NULL),
        CONSTRAINT series_occurrence_refused_has_reason CHECK (state <> 'refused' OR reason IS NOT NULL)
      )`);
    await runner.query(`
      CREATE UNIQUE INDEX series_occurrence_of_booking ON series_occurrence (hub_id, booking_id) WHERE booking_id IS NOT NULL`);
    await runner.query(`
      ALTER TABLE booking
        ADD COLUMN series_id uuid,
        ADD CONSTRAINT booking_of_series FOREIGN KEY (hub_id, series_id) REFERENCES series ON DELETE SET NULL (series_id)`);
    await runner.query(
      `CREATE INDEX booking_of_series_index ON booking (hub_id, series_id) WHERE series_id IS NOT NULL`,
    );
    await runner.query(`
      CREATE TABLE calendar_feed (
        id uuid PRIMARY KEY,
        person_id uuid UNIQUE REFERENCES person ON DELETE CASCADE,
        hub_id uuid UNIQUE REFERENCES hub ON DELETE CASCADE,
        token_hash bytea NOT NULL UNIQUE,
        created_at timestamptz NOT NULL,
        CONSTRAINT calendar_feed_of_one CHECK ((person_id IS NULL) <> (hub_id IS NULL))
      )`);
    const rules = {
      series: `person_id = ${SELF}`,
      series_occurrence: `EXISTS (SELECT FROM series WHERE series.hub_id = series_occurrence.hub_id AND series.id = series_id)`,
      calendar_feed: `person_id = ${SELF} OR ${managesHub}`,
    };
    for (const [table, own] of Object.entries(rules)) {
      await runner.query(`ALTER TABLE ${table} ENABLE ROW LEVEL SECURITY`);
      await runner.query(`CREATE POLICY ${table}_own ON ${table} TO quindici_app USING (${own})`);
      await runner.query(`CREATE POLICY ${table}_system ON ${table} TO quindici_app USING (${SYSTEM})`);
    }
    await runner.query(`ALTER TABLE claim ADD COLUMN sequence integer NOT NULL DEFAULT 0`);
    await runner.query(`
      CREATE FUNCTION quindici_count_claim_change() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN
        NEW.sequence := OLD.sequence + 1;
        RETURN NEW;
      END $$`);
    // What calendars show of a claim: when and where it is, and whether it still holds.
    await runner.query(`
      CREATE TRIGGER claim_change_counted BEFORE UPDATE ON claim FOR EACH ROW
        WHEN (OLD.during IS DISTINCT FROM NEW.during OR OLD.bookable_id IS DISTINCT FROM NEW.bookable_id
              OR (OLD.status IN ('cancelled', 'released', 'expired')) IS DISTINCT FROM (NEW.status IN ('cancelled', 'released', 'expired')))
        EXECUTE FUNCTION quindici_count_claim_change()`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`DROP TRIGGER claim_change_counted ON claim`);
    await runner.query(`DROP FUNCTION quindici_count_claim_change`);
    await runner.query(`ALTER TABLE claim DROP COLUMN sequence`);
    await runner.query(`DROP TABLE calendar_feed`);
    await runner.query(`ALTER TABLE booking DROP CONSTRAINT booking_of_series, DROP COLUMN series_id`);
    await runner.query(`DROP TABLE series_occurrence`);
    await runner.query(`DROP TABLE series`);
  }
}
