import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Notices tell of offers of the waiting list too. */
export class WaitingNotices1795000023500 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`UPDATE outbox_cursor SET topics = '{booking,waiting}' WHERE reader = 'notices'`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`UPDATE outbox_cursor SET topics = '{booking}' WHERE reader = 'notices'`);
  }
}
