import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Who may do what: memberships and the invitations to them, sessions, and the tokens of machines and kiosks. */
export class Access1795000008000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE membership
        ADD COLUMN source text NOT NULL DEFAULT 'operator',
        ADD COLUMN granted_by uuid REFERENCES person ON DELETE SET NULL,
        ADD COLUMN granted_at timestamptz NOT NULL DEFAULT now(),
        DROP CONSTRAINT membership_hub_exists,
        ADD CONSTRAINT membership_in_hub_of_organisation FOREIGN KEY (hub_id, organisation_id)
          REFERENCES hub (id, organisation_id) ON DELETE CASCADE ON UPDATE CASCADE,
        ADD CONSTRAINT membership_source_known CHECK (source IN ('operator', 'invitation', 'groups', 'scim', 'demo')),
        ADD CONSTRAINT membership_hub_has_organisation CHECK (hub_id IS NULL OR organisation_id IS NOT NULL),
        ADD CONSTRAINT membership_role_has_its_reach CHECK (
          CASE role
            WHEN 'network_admin' THEN organisation_id IS NULL
            WHEN 'hub_manager' THEN organisation_id IS NOT NULL
            WHEN 'service_operator' THEN organisation_id IS NOT NULL
            WHEN 'org_admin' THEN organisation_id IS NOT NULL AND hub_id IS NULL
            WHEN 'worker' THEN organisation_id IS NOT NULL AND hub_id IS NULL
            ELSE hub_id IS NULL
          END)`);
    await runner.query(`CREATE INDEX membership_of_organisation ON membership (organisation_id)`);
    await runner.query(`
      CREATE TABLE invitation (
        organisation_id uuid NOT NULL REFERENCES organisation ON DELETE CASCADE,
        id uuid NOT NULL,
        hub_id uuid,
        role text NOT NULL,
        label text NOT NULL,
        token_hash bytea NOT NULL,
        invited_by uuid REFERENCES person ON DELETE SET NULL,
        created_at timestamptz NOT NULL,
        expires_at timestamptz NOT NULL,
        accepted_by uuid REFERENCES person ON DELETE SET NULL,
        accepted_at timestamptz,
        PRIMARY KEY (organisation_id, id),
        CONSTRAINT invitation_token_once UNIQUE (token_hash),
        CONSTRAINT invitation_token_is_sha256 CHECK (octet_length(token_hash) = 32),
        CONSTRAINT invitation_to_hub_of_organisation FOREIGN KEY (hub_id, organisation_id)
          REFERENCES hub (id, organisation_id) ON DELETE CASCADE ON UPDATE CASCADE,
        CONSTRAINT invitation_role_known CHECK (
          role IN ('worker', 'service_operator', 'hub_manager', 'planner', 'org_admin', 'auditor')),
        CONSTRAINT invitation_label_is_short CHECK (length(label) BETWEEN 1 AND 200),
        CONSTRAINT invitation_expires_later CHECK (expires_at > created_at)
      )`);
    await runner.query(`
      ALTER TABLE session
        ADD COLUMN id uuid NOT NULL DEFAULT gen_random_uuid(),
        ADD COLUMN assurance text NOT NULL DEFAULT 'none',
        ADD COLUMN authenticated_at timestamptz,
        ADD COLUMN client text,
        ADD COLUMN provider_session text,
        ADD CONSTRAINT session_id_once UNIQUE (id),
        ADD CONSTRAINT session_assurance_known CHECK (assurance IN ('none', 'low', 'substantial', 'high'))`);
    await runner.query(`ALTER TABLE session ALTER COLUMN id DROP DEFAULT`);
    await runner.query(`CREATE INDEX session_of_person ON session (person_id)`);
    await runner.query(`CREATE INDEX session_of_provider ON session (provider_session)`);
    // A machine client earns short tokens with its secret; a kiosk's token is given to the tablet itself and lasts until it is revoked.
    await runner.query(`
      CREATE TABLE machine (
        organisation_id uuid NOT NULL REFERENCES organisation ON DELETE CASCADE,
        id uuid NOT NULL,
        hub_id uuid,
        kind text NOT NULL,
        name text NOT NULL,
        scopes text[] NOT NULL,
        secret_hash bytea NOT NULL,
        created_by uuid REFERENCES person ON DELETE SET NULL,
        created_at timestamptz NOT NULL,
        last_used_at timestamptz,
        revoked_at timestamptz,
        PRIMARY KEY (organisation_id, id),
        CONSTRAINT machine_id_once UNIQUE (id),
        CONSTRAINT machine_secret_is_sha256 CHECK (octet_length(secret_hash) = 32),
        CONSTRAINT machine_kind_known CHECK (kind IN ('client', 'kiosk')),
        CONSTRAINT machine_kiosk_has_hub CHECK ((kind = 'kiosk') <= (hub_id IS NOT NULL)),
        CONSTRAINT machine_in_hub_of_organisation FOREIGN KEY (hub_id, organisation_id)
          REFERENCES hub (id, organisation_id) ON DELETE CASCADE ON UPDATE CASCADE
      )`);
    await runner.query(`CREATE INDEX machine_secret ON machine (secret_hash)`);
    await runner.query(
      `CREATE UNIQUE INDEX machine_name_once ON machine (organisation_id, name) WHERE revoked_at IS NULL`,
    );
    await runner.query(`
      CREATE TABLE access_token (
        token_hash bytea PRIMARY KEY,
        machine_id uuid NOT NULL REFERENCES machine (id) ON DELETE CASCADE,
        scopes text[] NOT NULL,
        created_at timestamptz NOT NULL,
        expires_at timestamptz NOT NULL,
        CONSTRAINT access_token_is_sha256 CHECK (octet_length(token_hash) = 32)
      )`);
    await runner.query(`CREATE INDEX access_token_expiry ON access_token (expires_at)`);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const table of ['access_token', 'machine', 'invitation']) await runner.query(`DROP TABLE ${table}`);
    await runner.query(`DROP INDEX session_of_provider, session_of_person, membership_of_organisation`);
    await runner.query(`
      ALTER TABLE session DROP COLUMN id, DROP COLUMN assurance, DROP COLUMN authenticated_at, DROP COLUMN client,
        DROP COLUMN provider_session`);
    await runner.query(`
      ALTER TABLE membership
        DROP CONSTRAINT membership_in_hub_of_organisation,
        DROP CONSTRAINT membership_hub_has_organisation,
        DROP CONSTRAINT membership_role_has_its_reach,
        DROP COLUMN source, DROP COLUMN granted_by, DROP COLUMN granted_at,
        ADD CONSTRAINT membership_hub_exists FOREIGN KEY (hub_id) REFERENCES hub ON DELETE CASCADE`);
  }
}
