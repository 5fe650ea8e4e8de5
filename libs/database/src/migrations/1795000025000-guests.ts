import type { MigrationInterface, QueryRunner } from 'typeorm';

const SYSTEM = `current_setting('quindici.system', true) = 'on'`;
const SELF = `nullif(current_setting('quindici.person_id', true), '')::uuid`;
const OWN = `EXISTS (SELECT FROM booking WHERE booking.hub_id = guest_seat.hub_id AND booking.id = guest_seat.booking_id)`;

/** Seats of a booking that its person keeps for others. Who takes one is engaged by it, under the id of the seat. */
export class Guests1795000025000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE guest_seat (
        hub_id uuid NOT NULL,
        id uuid NOT NULL,
        booking_id uuid NOT NULL,
        name text NOT NULL,
        token_hash bytea NOT NULL UNIQUE,
        person_id uuid REFERENCES person ON DELETE SET NULL,
        created_at timestamptz NOT NULL,
        ends_at timestamptz NOT NULL,
        PRIMARY KEY (hub_id, id),
        CONSTRAINT guest_seat_of_booking FOREIGN KEY (hub_id, booking_id) REFERENCES booking (hub_id, id) ON DELETE CASCADE,
        CONSTRAINT guest_seat_once UNIQUE (hub_id, booking_id, person_id),
        CONSTRAINT guest_seat_name_is_short CHECK (length(name) BETWEEN 1 AND 200),
        CONSTRAINT guest_seat_token_is_sha256 CHECK (octet_length(token_hash) = 32)
      )`);
    await runner.query(`CREATE INDEX guest_seat_of_person ON guest_seat (person_id) WHERE person_id IS NOT NULL`);
    await runner.query(`CREATE INDEX guest_seat_age ON guest_seat (ends_at)`);
    await runner.query(`ALTER TABLE guest_seat ENABLE ROW LEVEL SECURITY`);
    await runner.query(`CREATE POLICY guest_seat_system ON guest_seat TO quindici_app USING (${SYSTEM})`);
    await runner.query(
      `CREATE POLICY guest_seat_seen ON guest_seat FOR SELECT TO quindici_app USING (person_id = ${SELF} OR ${OWN})`,
    );
    // Whom a seat is given to is for them to say.
    await runner.query(
      `CREATE POLICY guest_seat_kept ON guest_seat FOR INSERT TO quindici_app WITH CHECK (person_id IS NULL AND ${OWN})`,
    );
    // A guest agreed to a time: they go when the booking goes, and are engaged for no more than that when it lasts longer. With the right of who owns
    // the table: the person whose booking it is does not see when others are engaged.
    await runner.query(`
      CREATE FUNCTION quindici_guests_follow() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public AS $$
      BEGIN
        UPDATE engagement AS guest
           SET during = CASE WHEN guest.during && NEW.during THEN guest.during * NEW.during ELSE guest.during END,
               active = guest.active AND NEW.active AND guest.during && NEW.during
          FROM guest_seat AS seat
         WHERE seat.hub_id = NEW.hub_id AND seat.booking_id = NEW.booking_id
           AND guest.person_id = seat.person_id AND guest.hub_id = seat.hub_id AND guest.booking_id = seat.id;
        UPDATE guest_seat AS seat SET ends_at = upper(NEW.during) WHERE seat.hub_id = NEW.hub_id AND seat.booking_id = NEW.booking_id;
        RETURN NULL;
      END $$`);
    await runner.query(`REVOKE ALL ON FUNCTION quindici_guests_follow() FROM PUBLIC`);
    await runner.query(`
      CREATE TRIGGER engagement_guests_follow AFTER UPDATE ON engagement FOR EACH ROW
        WHEN (OLD.during IS DISTINCT FROM NEW.during OR OLD.active IS DISTINCT FROM NEW.active)
        EXECUTE FUNCTION quindici_guests_follow()`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`DROP TRIGGER engagement_guests_follow ON engagement`);
    await runner.query(`DROP FUNCTION quindici_guests_follow`);
    await runner.query(`DROP TABLE guest_seat`);
  }
}
