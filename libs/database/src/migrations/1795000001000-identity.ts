import type { MigrationInterface, QueryRunner } from 'typeorm';

export class Identity1795000001000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE organisation (
        id uuid PRIMARY KEY,
        name text NOT NULL,
        kind text NOT NULL,
        ipa_code text,
        CONSTRAINT organisation_name_once UNIQUE (name),
        CONSTRAINT organisation_kind_known CHECK (kind IN (
          'municipality', 'metropolitan_city', 'library', 'school', 'job_centre', 'training_body', 'coworking', 'employer', 'public_body'))
      )`);
    await runner.query(`
      CREATE TABLE person (
        id uuid PRIMARY KEY,
        issuer text NOT NULL,
        subject text NOT NULL,
        display_name text NOT NULL,
        created_at timestamptz NOT NULL DEFAULT now(),
        CONSTRAINT person_one_per_subject UNIQUE (issuer, subject)
      )`);
    await runner.query(`
      CREATE TABLE membership (
        id uuid PRIMARY KEY,
        person_id uuid NOT NULL REFERENCES person ON DELETE CASCADE,
        organisation_id uuid REFERENCES organisation ON DELETE CASCADE,
        hub_id uuid,
        role text NOT NULL,
        CONSTRAINT membership_role_known CHECK (role IN (
          'worker', 'service_operator', 'hub_manager', 'planner', 'org_admin', 'network_admin', 'auditor')),
        CONSTRAINT membership_once UNIQUE NULLS NOT DISTINCT (person_id, organisation_id, hub_id, role)
      )`);
    await runner.query(`
      CREATE TABLE session (
        token_hash bytea PRIMARY KEY,
        person_id uuid NOT NULL REFERENCES person ON DELETE CASCADE,
        acr text,
        created_at timestamptz NOT NULL,
        last_seen_at timestamptz NOT NULL,
        expires_at timestamptz NOT NULL,
        CONSTRAINT session_token_is_sha256 CHECK (octet_length(token_hash) = 32),
        CONSTRAINT session_ends_after_start CHECK (expires_at > created_at)
      )`);
    await runner.query(`CREATE INDEX session_expiry ON session (expires_at)`);
    await runner.query(`
      CREATE TABLE sign_in_attempt (
        state_hash bytea PRIMARY KEY,
        nonce text NOT NULL,
        code_verifier text NOT NULL,
        return_to text NOT NULL,
        created_at timestamptz NOT NULL
      )`);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const table of ['sign_in_attempt', 'session', 'membership', 'person', 'organisation'])
      await runner.query(`DROP TABLE ${table}`);
  }
}
