import type { MigrationInterface, QueryRunner } from 'typeorm';

const ACTIVE = `status IN ('held', 'confirmed', 'checked_in')`;
const judge = (deferrable: string): string => `
  ALTER TABLE claim
    DROP CONSTRAINT claim_no_overlap,
    ADD CONSTRAINT claim_no_overlap EXCLUDE USING gist (hub_id WITH =, bookable_id WITH =, blocked WITH &&) WHERE (${ACTIVE}) ${deferrable}`;

/** More kinds of things to hold; and the judge of overlaps may wait for the end of a transaction, in which two claims change places. */
export class Bundles1795000016000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE bookable
        DROP CONSTRAINT bookable_kind_known,
        ADD CONSTRAINT bookable_kind_known CHECK (kind IN ('desk', 'room', 'counter', 'childcare_place', 'locker', 'seat'))`);
    await runner.query(judge('DEFERRABLE INITIALLY IMMEDIATE'));
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(judge(''));
    await runner.query(`DELETE FROM bookable WHERE kind NOT IN ('desk', 'room')`);
    await runner.query(`
      ALTER TABLE bookable
        DROP CONSTRAINT bookable_kind_known,
        ADD CONSTRAINT bookable_kind_known CHECK (kind IN ('desk', 'room'))`);
  }
}
