import type { MigrationInterface, QueryRunner } from 'typeorm';

export class Occupancy1795000005000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE presence (
        hub_id uuid NOT NULL,
        bookable_id uuid NOT NULL,
        state text NOT NULL,
        confidence real NOT NULL,
        since timestamptz NOT NULL,
        evidence_at timestamptz,
        machine jsonb NOT NULL,
        due_at timestamptz,
        PRIMARY KEY (hub_id, bookable_id),
        CONSTRAINT presence_of_bookable FOREIGN KEY (hub_id, bookable_id) REFERENCES bookable (hub_id, id) ON DELETE CASCADE,
        CONSTRAINT presence_state_known CHECK (state IN ('occupied', 'vacant', 'unknown')),
        CONSTRAINT presence_confidence_is_a_share CHECK (confidence BETWEEN 0 AND 1)
      )`);
    await runner.query(`CREATE INDEX presence_due ON presence (due_at) WHERE due_at IS NOT NULL`);
    await runner.query(`
      CREATE TABLE head_count (
        hub_id uuid PRIMARY KEY REFERENCES hub ON DELETE CASCADE,
        people integer NOT NULL,
        flow jsonb NOT NULL,
        evidence_at timestamptz,
        reset_at timestamptz NOT NULL,
        changed_at timestamptz NOT NULL,
        CONSTRAINT head_count_is_a_count CHECK (people >= 0)
      )`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`DROP TABLE head_count`);
    await runner.query(`DROP TABLE presence`);
  }
}
