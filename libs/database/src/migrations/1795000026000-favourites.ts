import type { MigrationInterface, QueryRunner } from 'typeorm';

const SYSTEM = `current_setting('quindici.system', true) = 'on'`;
const SELF = `nullif(current_setting('quindici.person_id', true), '')::uuid`;

/** Bookables that persons like, to find them again. */
export class Favourites1795000026000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE favourite (
        person_id uuid NOT NULL REFERENCES person ON DELETE CASCADE,
        hub_id uuid NOT NULL,
        bookable_id uuid NOT NULL,
        created_at timestamptz NOT NULL,
        PRIMARY KEY (person_id, bookable_id),
        CONSTRAINT favourite_bookable FOREIGN KEY (hub_id, bookable_id) REFERENCES bookable (hub_id, id) ON DELETE CASCADE
      )`);
    await runner.query(`CREATE INDEX favourite_of_bookable ON favourite (hub_id, bookable_id)`);
    // A favourite is named by its bookable alone.
    await runner.query(`CREATE INDEX bookable_by_id ON bookable (id)`);
    await runner.query(`ALTER TABLE favourite ENABLE ROW LEVEL SECURITY`);
    await runner.query(`CREATE POLICY favourite_own ON favourite TO quindici_app USING (person_id = ${SELF})`);
    await runner.query(`CREATE POLICY favourite_system ON favourite TO quindici_app USING (${SYSTEM})`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`DROP TABLE favourite`);
    await runner.query(`DROP INDEX bookable_by_id`);
  }
}
