import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The person is on the booking, never on the claim: every claim may be read for availability, a booking only by its own person. */
export class Booking1795000003000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE booking (
        hub_id uuid NOT NULL REFERENCES hub ON DELETE CASCADE,
        id uuid NOT NULL,
        person_id uuid NOT NULL REFERENCES person ON DELETE CASCADE,
        created_at timestamptz NOT NULL,
        PRIMARY KEY (hub_id, id)
      )`);
    await runner.query(`CREATE INDEX booking_of_person ON booking (person_id, created_at)`);
    // Kept by person, so that its constraint would hold if bookings were spread over machines by hub: hence no foreign key to booking.
    await runner.query(`
      CREATE TABLE engagement (
        person_id uuid NOT NULL REFERENCES person ON DELETE CASCADE,
        hub_id uuid NOT NULL REFERENCES hub ON DELETE CASCADE,
        booking_id uuid NOT NULL,
        during tstzrange NOT NULL,
        active boolean NOT NULL,
        PRIMARY KEY (person_id, hub_id, booking_id),
        CONSTRAINT engagement_during_is_bounded CHECK (
          NOT isempty(during) AND lower_inc(during) AND NOT upper_inc(during) AND NOT lower_inf(during) AND NOT upper_inf(during)),
        CONSTRAINT engagement_no_overlap EXCLUDE USING gist (person_id WITH =, during WITH &&) WHERE (active)
      )`);
    await runner.query(`CREATE INDEX engagement_order ON engagement (person_id, lower(during), booking_id)`);
    await runner.query(`
      CREATE TABLE claim (
        hub_id uuid NOT NULL,
        id uuid NOT NULL,
        bookable_id uuid NOT NULL,
        booking_id uuid,
        kind text NOT NULL,
        status text NOT NULL,
        during tstzrange NOT NULL,
        blocked tstzrange NOT NULL,
        expires_at timestamptz,
        PRIMARY KEY (hub_id, id),
        CONSTRAINT claim_on_bookable FOREIGN KEY (hub_id, bookable_id) REFERENCES bookable (hub_id, id) ON DELETE CASCADE,
        CONSTRAINT claim_of_booking FOREIGN KEY (hub_id, booking_id) REFERENCES booking (hub_id, id) ON DELETE CASCADE,
        CONSTRAINT claim_kind_known CHECK (kind IN ('booking', 'hold', 'block', 'appointment', 'session', 'walk_in')),
        CONSTRAINT claim_status_known CHECK (status IN (
          'held', 'confirmed', 'checked_in', 'completed', 'cancelled', 'released', 'expired')),
        CONSTRAINT claim_booking_has_booking CHECK ((kind = 'booking') = (booking_id IS NOT NULL)),
        CONSTRAINT claim_held_expires CHECK ((status = 'held') <= (expires_at IS NOT NULL)),
        CONSTRAINT claim_during_is_bounded CHECK (
          NOT isempty(during) AND lower_inc(during) AND NOT upper_inc(during) AND NOT lower_inf(during) AND NOT upper_inf(during)),
        CONSTRAINT claim_blocks_what_it_holds CHECK (blocked @> during),
        CONSTRAINT claim_no_overlap EXCLUDE USING gist (hub_id WITH =, bookable_id WITH =, blocked WITH &&)
          WHERE (status IN ('held', 'confirmed', 'checked_in'))
      )`);
    await runner.query(`CREATE INDEX claim_of_booking_index ON claim (hub_id, booking_id)`);
    await runner.query(`
      CREATE INDEX claim_active_end ON claim (upper(during)) WHERE status IN ('held', 'confirmed', 'checked_in')`);
    await runner.query(`CREATE INDEX claim_hold_expiry ON claim (expires_at) WHERE status = 'held'`);
    await runner.query(`
      CREATE TABLE idempotency_key (
        person_id uuid NOT NULL REFERENCES person ON DELETE CASCADE,
        key text NOT NULL,
        request_hash bytea NOT NULL,
        response jsonb NOT NULL,
        created_at timestamptz NOT NULL,
        PRIMARY KEY (person_id, key),
        CONSTRAINT idempotency_key_is_short CHECK (length(key) BETWEEN 1 AND 200)
      )`);
    await runner.query(`CREATE INDEX idempotency_key_age ON idempotency_key (created_at)`);
    for (const table of ['booking', 'engagement', 'idempotency_key']) {
      await runner.query(`ALTER TABLE ${table} ENABLE ROW LEVEL SECURITY`);
      await runner.query(`
        CREATE POLICY ${table}_own ON ${table} TO quindici_app
          USING (person_id = nullif(current_setting('quindici.person_id', true), '')::uuid)`);
      await runner.query(`
        CREATE POLICY ${table}_system ON ${table} TO quindici_app
          USING (current_setting('quindici.system', true) = 'on')`);
    }
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const table of ['idempotency_key', 'claim', 'engagement', 'booking'])
      await runner.query(`DROP TABLE ${table}`);
  }
}
