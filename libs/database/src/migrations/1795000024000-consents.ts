import type { MigrationInterface, QueryRunner } from 'typeorm';

const SYSTEM = `current_setting('quindici.system', true) = 'on'`;
const SELF = `nullif(current_setting('quindici.person_id', true), '')::uuid`;

/** Who may book for whom, and a log of it to which things are only added. */
export class Consents1795000024000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE consent (
        person_id uuid NOT NULL REFERENCES person ON DELETE CASCADE,
        id uuid NOT NULL,
        agent_id uuid REFERENCES person ON DELETE SET NULL,
        hub_id uuid REFERENCES hub ON DELETE CASCADE,
        at_desk boolean NOT NULL,
        label text NOT NULL,
        token_hash bytea NOT NULL UNIQUE,
        created_at timestamptz NOT NULL,
        open_until timestamptz NOT NULL,
        accepted_at timestamptz,
        ends_at timestamptz NOT NULL,
        revoked_at timestamptz,
        PRIMARY KEY (person_id, id),
        CONSTRAINT consent_id_once UNIQUE (id),
        CONSTRAINT consent_to_another CHECK (agent_id <> person_id),
        CONSTRAINT consent_of_desk_is_in_a_hub CHECK (NOT at_desk OR hub_id IS NOT NULL),
        CONSTRAINT consent_ends CHECK (ends_at > created_at AND open_until > created_at),
        CONSTRAINT consent_accepted_in_time CHECK (accepted_at < open_until AND accepted_at < ends_at),
        CONSTRAINT consent_label_is_short CHECK (length(label) BETWEEN 1 AND 200),
        CONSTRAINT consent_token_is_sha256 CHECK (octet_length(token_hash) = 32)
      )`);
    await runner.query(`CREATE INDEX consent_of_agent ON consent (agent_id) WHERE agent_id IS NOT NULL`);
    // No foreign key to the consent: what was done under it is told for longer than it is kept.
    await runner.query(`
      CREATE TABLE consent_log (
        person_id uuid NOT NULL REFERENCES person ON DELETE CASCADE,
        id uuid NOT NULL,
        consent_id uuid NOT NULL,
        at timestamptz NOT NULL,
        what text NOT NULL,
        agent_id uuid REFERENCES person ON DELETE SET NULL,
        hub_id uuid,
        booking_id uuid,
        PRIMARY KEY (person_id, id),
        CONSTRAINT consent_log_what_known CHECK (what IN ('offered', 'accepted', 'booked', 'revoked', 'given-up'))
      )`);
    await runner.query(`CREATE INDEX consent_log_of_agent ON consent_log (agent_id) WHERE agent_id IS NOT NULL`);
    await runner.query(`REVOKE UPDATE ON consent_log FROM quindici_app`);
    await runner.query(`
      ALTER TABLE booking
        ADD COLUMN booked_by uuid REFERENCES person ON DELETE SET NULL,
        ADD COLUMN consent_id uuid,
        ADD CONSTRAINT booking_consent FOREIGN KEY (person_id, consent_id) REFERENCES consent (person_id, id)
          ON DELETE SET NULL (consent_id)`);
    await runner.query(`CREATE INDEX booking_of_agent ON booking (booked_by) WHERE booked_by IS NOT NULL`);
    await runner.query(
      `CREATE INDEX booking_of_consent ON booking (person_id, consent_id) WHERE consent_id IS NOT NULL`,
    );
    await runner.query(`
      CREATE FUNCTION quindici_booking_is_consented() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN
        IF NOT EXISTS (
          SELECT FROM consent
           WHERE consent.person_id = NEW.person_id AND consent.id = NEW.consent_id AND consent.revoked_at IS NULL
             AND consent.accepted_at <= NEW.created_at AND consent.ends_at > NEW.created_at
             AND (consent.hub_id IS NULL OR consent.hub_id = NEW.hub_id) AND (consent.at_desk OR consent.agent_id = NEW.booked_by)) THEN
          RAISE EXCEPTION 'nobody books for somebody who has not agreed to it' USING ERRCODE = '23514', CONSTRAINT = 'booking_by_consent';
        END IF;
        RETURN NEW;
      END $$`);
    await runner.query(`
      CREATE TRIGGER booking_by_consent BEFORE INSERT OR UPDATE OF booked_by ON booking FOR EACH ROW
        WHEN (NEW.booked_by IS NOT NULL) EXECUTE FUNCTION quindici_booking_is_consented()`);
    for (const table of ['consent', 'consent_log']) {
      await runner.query(`ALTER TABLE ${table} ENABLE ROW LEVEL SECURITY`);
      await runner.query(`CREATE POLICY ${table}_system ON ${table} TO quindici_app USING (${SYSTEM})`);
      await runner.query(`
        CREATE POLICY ${table}_inserted ON ${table} FOR INSERT TO quindici_app WITH CHECK (person_id = ${SELF} AND agent_id IS NULL)`);
    }
    await runner.query(`
      CREATE POLICY consent_seen ON consent FOR SELECT TO quindici_app USING (person_id = ${SELF} OR agent_id = ${SELF})`);
    await runner.query(
      `CREATE POLICY consent_log_seen ON consent_log FOR SELECT TO quindici_app USING (person_id = ${SELF})`,
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`DROP TRIGGER booking_by_consent ON booking`);
    await runner.query(`DROP FUNCTION quindici_booking_is_consented`);
    await runner.query(
      `ALTER TABLE booking DROP CONSTRAINT booking_consent, DROP COLUMN booked_by, DROP COLUMN consent_id`,
    );
    for (const table of ['consent_log', 'consent']) await runner.query(`DROP TABLE ${table}`);
  }
}
