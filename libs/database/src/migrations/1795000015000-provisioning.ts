import type { MigrationInterface, QueryRunner } from 'typeorm';

const SELF = `nullif(current_setting('quindici.person_id', true), '')::uuid`;
const SYSTEM = `current_setting('quindici.system', true) = 'on'`;
const administers = `quindici_reaches('quindici.administers', organisation_id)`;
const provisions = `quindici_reaches('quindici.provisions', organisation_id)`;
const isProvisioning = `nullif(current_setting('quindici.provisions', true), '') IS NOT NULL`;

const TABLES = ['scim_user', 'scim_group', 'scim_group_member'] as const;

/** People and groups that the directory of an organisation manages (SCIM), and what a directory may reach of the rows of others. */
export class Provisioning1795000015000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE scim_user (
        organisation_id uuid NOT NULL REFERENCES organisation ON DELETE CASCADE,
        id uuid NOT NULL,
        external_id text NOT NULL,
        user_name text NOT NULL,
        display_name text NOT NULL,
        active boolean NOT NULL,
        person_id uuid NOT NULL REFERENCES person ON DELETE CASCADE,
        version integer NOT NULL DEFAULT 1,
        created_at timestamptz NOT NULL,
        changed_at timestamptz NOT NULL,
        PRIMARY KEY (organisation_id, id),
        CONSTRAINT scim_user_external_id_once UNIQUE (organisation_id, external_id),
        CONSTRAINT scim_user_person_once UNIQUE (organisation_id, person_id),
        CONSTRAINT scim_user_names_are_short CHECK (length(user_name) BETWEEN 1 AND 200 AND length(display_name) BETWEEN 1 AND 200)
      )`);
    await runner.query(`CREATE UNIQUE INDEX scim_user_name_once ON scim_user (organisation_id, lower(user_name))`);
    await runner.query(`CREATE INDEX scim_user_person ON scim_user (person_id)`);
    await runner.query(`
      CREATE TABLE scim_group (
        organisation_id uuid NOT NULL REFERENCES organisation ON DELETE CASCADE,
        id uuid NOT NULL,
        external_id text,
        display_name text NOT NULL,
        role text NOT NULL,
        hub_id uuid,
        version integer NOT NULL DEFAULT 1,
        created_at timestamptz NOT NULL,
        changed_at timestamptz NOT NULL,
        PRIMARY KEY (organisation_id, id),
        CONSTRAINT scim_group_of_hub_of_organisation FOREIGN KEY (hub_id, organisation_id)
          REFERENCES hub (id, organisation_id) ON DELETE CASCADE ON UPDATE CASCADE,
        CONSTRAINT scim_group_role_is_no_network_role CHECK (
          role IN ('worker', 'service_operator', 'hub_manager', 'planner', 'org_admin', 'auditor')),
        CONSTRAINT scim_group_role_has_its_reach CHECK (hub_id IS NULL OR role IN ('service_operator', 'hub_manager'))
      )`);
    await runner.query(`CREATE UNIQUE INDEX scim_group_name_once ON scim_group (organisation_id, lower(display_name))`);
    await runner.query(`
      CREATE TABLE scim_group_member (
        organisation_id uuid NOT NULL,
        group_id uuid NOT NULL,
        user_id uuid NOT NULL,
        PRIMARY KEY (organisation_id, group_id, user_id),
        CONSTRAINT scim_group_member_group FOREIGN KEY (organisation_id, group_id) REFERENCES scim_group ON DELETE CASCADE,
        CONSTRAINT scim_group_member_user FOREIGN KEY (organisation_id, user_id) REFERENCES scim_user ON DELETE CASCADE
      )`);
    await runner.query(`CREATE INDEX scim_group_member_of_user ON scim_group_member (organisation_id, user_id)`);
    for (const table of TABLES) {
      const self = table === 'scim_user' ? ` OR person_id = ${SELF}` : '';
      await runner.query(`ALTER TABLE ${table} ENABLE ROW LEVEL SECURITY`);
      await runner.query(`CREATE POLICY ${table}_system ON ${table} TO quindici_app USING (${SYSTEM})`);
      await runner.query(
        `CREATE POLICY ${table}_seen ON ${table} FOR SELECT TO quindici_app USING (${administers}${self})`,
      );
      await runner.query(`CREATE POLICY ${table}_provisioned ON ${table} TO quindici_app USING (${provisions})`);
    }
    await runner.query(`
      CREATE POLICY membership_provisioned ON membership TO quindici_app USING (source = 'scim' AND ${provisions})`);
    // Ending the sessions of those it manages is all that a directory can do to them. The setting is looked at first: it costs other callers nothing.
    for (const verb of ['SELECT', 'DELETE'])
      await runner.query(`
        CREATE POLICY session_provisioned_${verb.toLowerCase()} ON session FOR ${verb} TO quindici_app USING (
          CASE WHEN ${isProvisioning}
            THEN EXISTS (SELECT FROM scim_user WHERE scim_user.person_id = session.person_id AND ${provisions}) END)`);
    await runner.query(`
      CREATE POLICY access_token_administered ON access_token TO quindici_app USING (
        CASE WHEN nullif(current_setting('quindici.administers', true), '') IS NOT NULL
          THEN EXISTS (SELECT FROM machine WHERE machine.id = machine_id AND ${administers}) END)
        WITH CHECK (false)`);
    // A directory knows people by their subject before we do: this is the only way in which it reaches the table of persons.
    await runner.query(`
      CREATE FUNCTION quindici_provision_person(new_id uuid, told_issuer text, told_subject text, told_name text)
        RETURNS uuid LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
      DECLARE found uuid;
      BEGIN
        IF NOT (${isProvisioning}) THEN
          RAISE EXCEPTION 'only a directory provisions people' USING ERRCODE = 'insufficient_privilege';
        END IF;
        INSERT INTO person (id, issuer, subject, display_name) VALUES (new_id, told_issuer, told_subject, told_name)
          ON CONFLICT ON CONSTRAINT person_one_per_subject DO NOTHING RETURNING id INTO found;
        IF found IS NULL THEN
          SELECT id INTO found FROM person WHERE issuer = told_issuer AND subject = told_subject;
        END IF;
        RETURN found;
      END $$`);
    await runner.query(`REVOKE ALL ON FUNCTION quindici_provision_person FROM PUBLIC`);
    await runner.query(`GRANT EXECUTE ON FUNCTION quindici_provision_person TO quindici_app`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`DROP FUNCTION quindici_provision_person`);
    await runner.query(`DROP POLICY access_token_administered ON access_token`);
    for (const verb of ['select', 'delete']) await runner.query(`DROP POLICY session_provisioned_${verb} ON session`);
    await runner.query(`DROP POLICY membership_provisioned ON membership`);
    for (const table of TABLES.toReversed()) await runner.query(`DROP TABLE ${table}`);
  }
}
