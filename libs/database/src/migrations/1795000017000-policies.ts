import type { MigrationInterface, QueryRunner } from 'typeorm';

const SELF = `nullif(current_setting('quindici.person_id', true), '')::uuid`;
const SYSTEM = `current_setting('quindici.system', true) = 'on'`;
const MANAGES = `quindici_reaches('quindici.manages', organisation_id) OR quindici_reaches('quindici.manages_hubs', hub_id)`;

/** Rules of booking that those who run hubs may write, and how much of its quotas each person has used up. */
export class Policies1795000017000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE policy (
        organisation_id uuid NOT NULL REFERENCES organisation ON DELETE CASCADE,
        id uuid NOT NULL,
        hub_id uuid,
        space_id uuid,
        kind text,
        audience text,
        version integer NOT NULL,
        rules jsonb NOT NULL,
        valid_from timestamptz NOT NULL,
        ended_at timestamptz,
        PRIMARY KEY (organisation_id, id),
        CONSTRAINT policy_of_hub_of_organisation FOREIGN KEY (hub_id, organisation_id)
          REFERENCES hub (id, organisation_id) ON DELETE CASCADE ON UPDATE CASCADE,
        CONSTRAINT policy_of_space FOREIGN KEY (hub_id, space_id) REFERENCES space (hub_id, id) ON DELETE CASCADE,
        CONSTRAINT policy_space_has_hub CHECK (space_id IS NULL OR hub_id IS NOT NULL),
        CONSTRAINT policy_ends_later CHECK (ended_at >= valid_from),
        CONSTRAINT policy_version_once UNIQUE NULLS NOT DISTINCT (organisation_id, hub_id, space_id, kind, audience, version)
      )`);
    await runner.query(`
      CREATE UNIQUE INDEX policy_one_in_force ON policy (organisation_id, hub_id, space_id, kind, audience)
        NULLS NOT DISTINCT WHERE ended_at IS NULL`);
    await runner.query(`CREATE INDEX policy_of_hub ON policy (hub_id)`);
    // One check for each quota: its name tells which one is used up.
    await runner.query(`
      CREATE TABLE quota_usage (
        person_id uuid NOT NULL REFERENCES person ON DELETE CASCADE,
        scope text NOT NULL,
        quota text NOT NULL,
        period text NOT NULL,
        period_ends date,
        used integer NOT NULL,
        allowed integer NOT NULL,
        PRIMARY KEY (person_id, scope, quota, period),
        CONSTRAINT quota_usage_quota_known CHECK (quota IN ('active', 'week', 'week_minutes')),
        CONSTRAINT quota_usage_not_negative CHECK (used >= 0),
        CONSTRAINT quota_usage_active_kept CHECK (quota <> 'active' OR used <= allowed),
        CONSTRAINT quota_usage_week_kept CHECK (quota <> 'week' OR used <= allowed),
        CONSTRAINT quota_usage_week_minutes_kept CHECK (quota <> 'week_minutes' OR used <= allowed)
      )`);
    await runner.query(`CREATE INDEX quota_usage_age ON quota_usage (period_ends) WHERE period_ends IS NOT NULL`);
    await runner.query(`
      CREATE TABLE quota_charge (
        hub_id uuid NOT NULL,
        booking_id uuid NOT NULL,
        person_id uuid NOT NULL REFERENCES person ON DELETE CASCADE,
        scope text NOT NULL,
        quota text NOT NULL,
        period text NOT NULL,
        amount integer NOT NULL,
        PRIMARY KEY (hub_id, booking_id, scope, quota),
        CONSTRAINT quota_charge_of_booking FOREIGN KEY (hub_id, booking_id) REFERENCES booking (hub_id, id) ON DELETE CASCADE,
        CONSTRAINT quota_charge_is_positive CHECK (amount > 0)
      )`);
    await runner.query(`CREATE INDEX quota_charge_of_person ON quota_charge (person_id)`);
    await runner.query(`ALTER TABLE policy ENABLE ROW LEVEL SECURITY`);
    await runner.query(`CREATE POLICY policy_system ON policy TO quindici_app USING (${SYSTEM})`);
    await runner.query(`CREATE POLICY policy_seen ON policy FOR SELECT TO quindici_app USING (true)`);
    await runner.query(`CREATE POLICY policy_inserted ON policy FOR INSERT TO quindici_app WITH CHECK (${MANAGES})`);
    await runner.query(`CREATE POLICY policy_updated ON policy FOR UPDATE TO quindici_app USING (${MANAGES})`);
    for (const table of ['quota_usage', 'quota_charge']) {
      await runner.query(`ALTER TABLE ${table} ENABLE ROW LEVEL SECURITY`);
      await runner.query(`CREATE POLICY ${table}_own ON ${table} TO quindici_app USING (person_id = ${SELF})`);
      await runner.query(`CREATE POLICY ${table}_system ON ${table} TO quindici_app USING (${SYSTEM})`);
    }
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const table of ['quota_charge', 'quota_usage', 'policy']) await runner.query(`DROP TABLE ${table}`);
  }
}
