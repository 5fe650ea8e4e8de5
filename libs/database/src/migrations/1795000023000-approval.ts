import type { MigrationInterface, QueryRunner } from 'typeorm';

const SYSTEM = `current_setting('quindici.system', true) = 'on'`;
const OWN = `EXISTS (SELECT FROM booking WHERE booking.hub_id = approval.hub_id AND booking.id = approval.booking_id)`;
const MANAGES = `EXISTS (
  SELECT FROM hub WHERE hub.id = hub_id
     AND (quindici_reaches('quindici.manages', hub.organisation_id) OR quindici_reaches('quindici.manages_hubs', hub.id)))`;

/** Bookings that a manager confirms or refuses. They hold their place until then, and at most until they were to begin. */
export class Approval1795000023000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE approval (
        hub_id uuid NOT NULL,
        booking_id uuid NOT NULL,
        asked_at timestamptz NOT NULL,
        due_at timestamptz NOT NULL,
        decision text,
        reason text,
        decided_at timestamptz,
        PRIMARY KEY (hub_id, booking_id),
        CONSTRAINT approval_of_booking FOREIGN KEY (hub_id, booking_id) REFERENCES booking ON DELETE CASCADE,
        CONSTRAINT approval_leaves_time CHECK (due_at > asked_at),
        CONSTRAINT approval_decision_known CHECK (decision IN ('approved', 'refused')),
        CONSTRAINT approval_decided_has_time CHECK ((decision IS NULL) = (decided_at IS NULL)),
        CONSTRAINT approval_decided_in_time CHECK (decided_at < due_at),
        CONSTRAINT approval_reason_is_short CHECK (length(reason) BETWEEN 1 AND 500)
      )`);
    await runner.query(`CREATE INDEX approval_waiting ON approval (hub_id, due_at) WHERE decision IS NULL`);
    await runner.query(`ALTER TABLE approval ENABLE ROW LEVEL SECURITY`);
    await runner.query(`CREATE POLICY approval_system ON approval TO quindici_app USING (${SYSTEM})`);
    await runner.query(
      `CREATE POLICY approval_seen ON approval FOR SELECT TO quindici_app USING (${OWN} OR ${MANAGES})`,
    );
    // Who asks may ask, and never answer.
    await runner.query(`
      CREATE POLICY approval_asked ON approval FOR INSERT TO quindici_app WITH CHECK (decision IS NULL AND ${OWN})`);
    await runner.query(`
      ALTER TABLE claim ADD CONSTRAINT claim_asked_for_expires_before_it_begins CHECK (
        kind <> 'booking' OR status <> 'held' OR expires_at <= lower(during))`);
    await runner.query(`
      CREATE FUNCTION quindici_claim_is_approved() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN
        IF NOT EXISTS (
          SELECT FROM approval
           WHERE approval.hub_id = NEW.hub_id AND approval.booking_id = NEW.booking_id AND approval.decision = 'approved') THEN
          RAISE EXCEPTION 'what was asked for is confirmed once it is approved'
            USING ERRCODE = '23514', CONSTRAINT = 'claim_confirmed_once_approved';
        END IF;
        RETURN NEW;
      END $$`);
    await runner.query(`
      CREATE TRIGGER claim_confirmed_once_approved BEFORE UPDATE ON claim FOR EACH ROW
        WHEN (OLD.kind = 'booking' AND OLD.status = 'held' AND NEW.status IN ('confirmed', 'checked_in'))
        EXECUTE FUNCTION quindici_claim_is_approved()`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`DROP TRIGGER claim_confirmed_once_approved ON claim`);
    await runner.query(`DROP FUNCTION quindici_claim_is_approved`);
    await runner.query(`ALTER TABLE claim DROP CONSTRAINT claim_asked_for_expires_before_it_begins`);
    await runner.query(`UPDATE claim SET status = 'expired' WHERE kind = 'booking' AND status = 'held'`);
    await runner.query(`DROP TABLE approval`);
  }
}
