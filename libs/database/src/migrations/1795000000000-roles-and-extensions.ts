import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The role that every unit of work takes on: it owns nothing and can not bypass row-level security. */
export class RolesAndExtensions1795000000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`CREATE EXTENSION IF NOT EXISTS postgis`);
    await runner.query(`CREATE EXTENSION IF NOT EXISTS btree_gist`);
    // Roles belong to the whole server: another database may have made it, even at this very moment.
    await runner.query(`
      DO $$ BEGIN
        CREATE ROLE quindici_app NOLOGIN NOINHERIT;
      EXCEPTION WHEN duplicate_object OR unique_violation THEN NULL;
      END $$`);
    await runner.query(`GRANT quindici_app TO CURRENT_USER`);
    await runner.query(`GRANT USAGE ON SCHEMA public TO quindici_app`);
    await runner.query(`
      ALTER DEFAULT PRIVILEGES IN SCHEMA public GRANT SELECT, INSERT, UPDATE, DELETE ON TABLES TO quindici_app`);
    await runner.query(`ALTER DEFAULT PRIVILEGES IN SCHEMA public GRANT USAGE ON SEQUENCES TO quindici_app`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER DEFAULT PRIVILEGES IN SCHEMA public REVOKE SELECT, INSERT, UPDATE, DELETE ON TABLES FROM quindici_app`);
    await runner.query(`ALTER DEFAULT PRIVILEGES IN SCHEMA public REVOKE USAGE ON SEQUENCES FROM quindici_app`);
    await runner.query(`REVOKE USAGE ON SCHEMA public FROM quindici_app`);
  }
}
