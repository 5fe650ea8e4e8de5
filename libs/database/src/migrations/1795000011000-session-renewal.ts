import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The token of a session is replaced when the person's rights change, and a token by which the provider ends sessions counts once. */
export class SessionRenewal1795000011000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE session
        ADD COLUMN renewal_due boolean NOT NULL DEFAULT false,
        ADD COLUMN former_hash bytea,
        ADD COLUMN former_until timestamptz,
        ADD CONSTRAINT session_former_token_ends CHECK ((former_hash IS NULL) = (former_until IS NULL))`);
    await runner.query(
      `CREATE UNIQUE INDEX session_former_token ON session (former_hash) WHERE former_hash IS NOT NULL`,
    );
    // Whoever may change a membership need not see the sessions of that person: to have their tokens renewed is all it gives.
    await runner.query(`
      CREATE FUNCTION quindici_renew_sessions(person uuid) RETURNS void
        LANGUAGE sql SECURITY DEFINER SET search_path = public, pg_temp AS $$
          UPDATE session SET renewal_due = true WHERE person_id = person
        $$`);
    await runner.query(`ALTER TABLE sign_in_attempt ADD COLUMN assurance text NOT NULL DEFAULT 'none'`);
    await runner.query(`
      CREATE TABLE logout_token (
        issuer text NOT NULL,
        jti_hash bytea NOT NULL,
        expires_at timestamptz NOT NULL,
        PRIMARY KEY (issuer, jti_hash)
      )`);
    await runner.query(`CREATE INDEX logout_token_expiry ON logout_token (expires_at)`);
    await runner.query(`ALTER TABLE logout_token ENABLE ROW LEVEL SECURITY`);
    await runner.query(`
      CREATE POLICY logout_token_system ON logout_token TO quindici_app
        USING (current_setting('quindici.system', true) = 'on')`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`DROP TABLE logout_token`);
    await runner.query(`ALTER TABLE sign_in_attempt DROP COLUMN assurance`);
    await runner.query(`DROP FUNCTION quindici_renew_sessions`);
    await runner.query(`
      ALTER TABLE session DROP COLUMN former_until, DROP COLUMN former_hash, DROP COLUMN renewal_due`);
  }
}
