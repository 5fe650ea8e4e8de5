import type { MigrationInterface, QueryRunner } from 'typeorm';

const WRITTEN = 'organisation_id, id, at, actor_kind, actor_id, action, viewed, hub_id, subject_id, object, detail';

export class AuditSealsAndRetention1795000014000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE audit_seal
        ADD COLUMN form smallint NOT NULL,
        ADD COLUMN entries_hash bytea NOT NULL,
        ADD CONSTRAINT audit_seal_entries_hash_is_sha256 CHECK (octet_length(entries_hash) = 32)`);
    await runner.query(`CREATE INDEX audit_entry_actor ON audit_entry (actor_id) WHERE actor_id IS NOT NULL`);
    // The place of an entry in the chain is the database's to say: nobody writes into the sealed past.
    await runner.query(`REVOKE INSERT ON audit_entry FROM quindici_app`);
    await runner.query(`GRANT INSERT (${WRITTEN}) ON audit_entry TO quindici_app`);
    // Goes by the clock of the database and by the age of the entry itself, so that calling it, or adding a seal, brings nothing young away.
    await runner.query(`
      CREATE FUNCTION quindici_forget_audit() RETURNS integer
        LANGUAGE sql SECURITY DEFINER SET search_path = public, pg_temp AS $$
          WITH sealed AS (
            SELECT DISTINCT ON (organisation_id) organisation_id, up_to_txid, up_to_id
              FROM audit_seal
             WHERE sealed_at < now() - interval '10 years'
             ORDER BY organisation_id, number DESC
          ), gone AS (
            DELETE FROM audit_entry USING sealed
             WHERE audit_entry.organisation_id = sealed.organisation_id
               AND (audit_entry.txid, audit_entry.id) <= (sealed.up_to_txid, sealed.up_to_id)
               AND audit_entry.at < now() - interval '10 years'
            RETURNING 1
          )
          SELECT count(*)::integer FROM gone
        $$`);
    await runner.query(`REVOKE EXECUTE ON FUNCTION quindici_forget_audit FROM PUBLIC`);
    await runner.query(`GRANT EXECUTE ON FUNCTION quindici_forget_audit TO quindici_app`);
    // What was booked stays for the figures when its person is erased; nothing leads from it to anybody.
    await runner.query(`
      ALTER TABLE booking
        ALTER COLUMN person_id DROP NOT NULL,
        DROP CONSTRAINT booking_person_id_fkey,
        ADD CONSTRAINT booking_of_somebody FOREIGN KEY (person_id) REFERENCES person ON DELETE SET NULL`);
    await runner.query(`
      CREATE TABLE retention_run (
        rule text NOT NULL,
        ran_at timestamptz NOT NULL,
        id uuid NOT NULL,
        removed integer NOT NULL,
        PRIMARY KEY (rule, ran_at, id),
        CONSTRAINT retention_run_counts_rows CHECK (removed >= 0)
      )`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`DROP TABLE retention_run`);
    await runner.query(`DELETE FROM booking WHERE person_id IS NULL`);
    await runner.query(`
      ALTER TABLE booking
        DROP CONSTRAINT booking_of_somebody,
        ALTER COLUMN person_id SET NOT NULL,
        ADD CONSTRAINT booking_person_id_fkey FOREIGN KEY (person_id) REFERENCES person ON DELETE CASCADE`);
    await runner.query(`DROP FUNCTION quindici_forget_audit`);
    await runner.query(`REVOKE INSERT (${WRITTEN}) ON audit_entry FROM quindici_app`);
    await runner.query(`GRANT INSERT ON audit_entry TO quindici_app`);
    await runner.query(`DROP INDEX audit_entry_actor`);
    await runner.query(`ALTER TABLE audit_seal DROP COLUMN entries_hash, DROP COLUMN form`);
  }
}
