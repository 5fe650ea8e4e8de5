import type { MigrationInterface, QueryRunner } from 'typeorm';

const SYSTEM = `current_setting('quindici.system', true) = 'on'`;
const MANAGES = `EXISTS (
  SELECT FROM hub WHERE hub.id = hub_id
     AND (quindici_reaches('quindici.manages', hub.organisation_id) OR quindici_reaches('quindici.manages_hubs', hub.id)))`;
const TABLES = ['closure', 'closure_block', 'closure_effect'] as const;

/** Spans in which a manager closes a zone, and what that did to the bookings in them; and which booking took the place of which. */
export class Closures1795000021000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    // No foreign key: the two may lie on different machines once bookings are spread by hub.
    await runner.query(`
      ALTER TABLE booking
        ADD COLUMN supersedes_hub_id uuid,
        ADD COLUMN supersedes_id uuid,
        ADD CONSTRAINT booking_supersedes_one_or_none CHECK ((supersedes_hub_id IS NULL) = (supersedes_id IS NULL))`);
    await runner.query(`
      CREATE TABLE closure (
        hub_id uuid NOT NULL REFERENCES hub ON DELETE CASCADE,
        id uuid NOT NULL,
        space_id uuid,
        during tstzrange NOT NULL,
        reason text NOT NULL,
        created_by uuid REFERENCES person ON DELETE SET NULL,
        created_at timestamptz NOT NULL,
        ended_at timestamptz,
        undone boolean NOT NULL DEFAULT false,
        PRIMARY KEY (hub_id, id),
        CONSTRAINT closure_of_space FOREIGN KEY (hub_id, space_id) REFERENCES space (hub_id, id) ON DELETE CASCADE,
        CONSTRAINT closure_during_is_bounded CHECK (
          NOT isempty(during) AND lower_inc(during) AND NOT upper_inc(during) AND NOT lower_inf(during) AND NOT upper_inf(during)),
        CONSTRAINT closure_reason_is_short CHECK (length(reason) BETWEEN 1 AND 200),
        CONSTRAINT closure_undone_has_ended CHECK (NOT undone OR ended_at IS NOT NULL)
      )`);
    await runner.query(`CREATE INDEX closure_order ON closure (hub_id, lower(during), id)`);
    await runner.query(`CREATE INDEX closure_by ON closure (created_by) WHERE created_by IS NOT NULL`);
    await runner.query(`
      CREATE TABLE closure_block (
        hub_id uuid NOT NULL,
        closure_id uuid NOT NULL,
        claim_id uuid NOT NULL,
        PRIMARY KEY (hub_id, closure_id, claim_id),
        CONSTRAINT closure_block_closure FOREIGN KEY (hub_id, closure_id) REFERENCES closure ON DELETE CASCADE,
        CONSTRAINT closure_block_claim FOREIGN KEY (hub_id, claim_id) REFERENCES claim ON DELETE CASCADE
      )`);
    await runner.query(`CREATE INDEX closure_block_of_claim ON closure_block (hub_id, claim_id)`);
    await runner.query(`
      CREATE TABLE closure_effect (
        hub_id uuid NOT NULL,
        closure_id uuid NOT NULL,
        claim_id uuid NOT NULL,
        booking_id uuid NOT NULL,
        bookable_id uuid NOT NULL,
        status text NOT NULL,
        change text NOT NULL,
        to_hub_id uuid,
        to_bookable_id uuid,
        to_booking_id uuid,
        undone text,
        PRIMARY KEY (hub_id, closure_id, claim_id),
        CONSTRAINT closure_effect_closure FOREIGN KEY (hub_id, closure_id) REFERENCES closure ON DELETE CASCADE,
        CONSTRAINT closure_effect_claim FOREIGN KEY (hub_id, claim_id) REFERENCES claim ON DELETE CASCADE,
        CONSTRAINT closure_effect_change_known CHECK (change IN ('moved', 'superseded', 'cancelled')),
        CONSTRAINT closure_effect_goes_somewhere CHECK (
          (change = 'cancelled') = (to_hub_id IS NULL) AND (to_hub_id IS NULL) = (to_bookable_id IS NULL)
          AND (to_hub_id IS NULL) = (to_booking_id IS NULL)),
        CONSTRAINT closure_effect_undone_known CHECK (
          undone IN ('restored', 'place-taken', 'person-engaged', 'changed-since', 'person-gone', 'over'))
      )`);
    await runner.query(`CREATE INDEX closure_effect_of_claim ON closure_effect (hub_id, claim_id)`);
    for (const table of TABLES) {
      await runner.query(`ALTER TABLE ${table} ENABLE ROW LEVEL SECURITY`);
      await runner.query(`CREATE POLICY ${table}_system ON ${table} TO quindici_app USING (${SYSTEM})`);
      await runner.query(`CREATE POLICY ${table}_seen ON ${table} FOR SELECT TO quindici_app USING (${MANAGES})`);
    }
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const table of TABLES.toReversed()) await runner.query(`DROP TABLE ${table}`);
    await runner.query(`ALTER TABLE booking DROP COLUMN supersedes_hub_id, DROP COLUMN supersedes_id`);
  }
}
