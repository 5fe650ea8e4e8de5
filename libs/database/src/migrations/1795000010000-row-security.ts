import type { MigrationInterface, QueryRunner } from 'typeorm';

const SYSTEM = `current_setting('quindici.system', true) = 'on'`;
const SELF = `nullif(current_setting('quindici.person_id', true), '')::uuid`;
const administers = (organisation: string): string => `quindici_reaches('quindici.administers', ${organisation})`;
const manages = (organisation: string, hub: string): string =>
  `quindici_reaches('quindici.manages', ${organisation}) OR quindici_reaches('quindici.manages_hubs', ${hub})`;
const managesHub = (hub: string): string =>
  `EXISTS (SELECT FROM hub WHERE hub.id = ${hub} AND (${manages('hub.organisation_id', 'hub.id')}))`;

/** Who sees a row, and who besides the product itself may write it. What anybody may see is open, as hubs and their plans are. */
const RULES: Readonly<Record<string, { readonly see: string; readonly write: string }>> = {
  organisation: { see: 'true', write: administers('id') },
  asset: { see: 'true', write: administers('owner_id') },
  use_agreement: {
    see: 'true',
    write: `EXISTS (SELECT FROM asset WHERE asset.id = asset_id AND ${administers('asset.owner_id')})`,
  },
  use_agreement_window: {
    see: 'true',
    write: `EXISTS (SELECT FROM asset WHERE asset.id = asset_id AND ${administers('asset.owner_id')})`,
  },
  hub: { see: 'true', write: manages('organisation_id', 'id') },
  space: { see: 'true', write: managesHub('hub_id') },
  bookable: { see: 'true', write: managesHub('hub_id') },
  opening_window: { see: 'true', write: managesHub('hub_id') },
  person: {
    see: `id = ${SELF} OR EXISTS (SELECT FROM membership WHERE membership.person_id = person.id AND ${administers('membership.organisation_id')})`,
    write: `id = ${SELF}`,
  },
  membership: {
    see: `person_id = ${SELF} OR ${administers('organisation_id')}`,
    write: administers('organisation_id'),
  },
  invitation: { see: administers('organisation_id'), write: administers('organisation_id') },
  session: { see: `person_id = ${SELF}`, write: `person_id = ${SELF}` },
  sign_in_attempt: { see: 'false', write: 'false' },
  machine: { see: administers('organisation_id'), write: administers('organisation_id') },
  access_token: { see: 'false', write: 'false' },
  device: { see: managesHub('hub_id'), write: managesHub('hub_id') },
  gateway: { see: managesHub('hub_id'), write: managesHub('hub_id') },
  audit_entry: {
    see: `subject_id = ${SELF} OR quindici_reaches('quindici.audits', organisation_id)`,
    write: 'true',
  },
  audit_seal: { see: `quindici_reaches('quindici.audits', organisation_id)`, write: 'false' },
};

/** The second wall: a query that forgot whom it serves finds nothing of anybody else. */
export class RowSecurity1795000010000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE FUNCTION quindici_reaches(setting text, id uuid) RETURNS boolean LANGUAGE sql STABLE PARALLEL SAFE AS $$
        SELECT current_setting(setting, true) = '*'
            OR id = ANY (string_to_array(nullif(nullif(current_setting(setting, true), ''), '*'), ',')::uuid[])
      $$`);
    for (const [table, { see, write }] of Object.entries(RULES)) {
      await runner.query(`ALTER TABLE ${table} ENABLE ROW LEVEL SECURITY`);
      await runner.query(`CREATE POLICY ${table}_system ON ${table} TO quindici_app USING (${SYSTEM})`);
      await runner.query(`CREATE POLICY ${table}_seen ON ${table} FOR SELECT TO quindici_app USING (${see})`);
      await runner.query(
        `CREATE POLICY ${table}_inserted ON ${table} FOR INSERT TO quindici_app WITH CHECK (${write})`,
      );
      await runner.query(`CREATE POLICY ${table}_updated ON ${table} FOR UPDATE TO quindici_app USING (${write})`);
      await runner.query(`CREATE POLICY ${table}_deleted ON ${table} FOR DELETE TO quindici_app USING (${write})`);
    }
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const table of Object.keys(RULES)) {
      for (const policy of ['system', 'seen', 'inserted', 'updated', 'deleted'])
        await runner.query(`DROP POLICY ${table}_${policy} ON ${table}`);
      await runner.query(`ALTER TABLE ${table} DISABLE ROW LEVEL SECURITY`);
    }
    await runner.query(`DROP FUNCTION quindici_reaches`);
  }
}
