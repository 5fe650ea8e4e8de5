import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The organisation of entries that concern the network itself, or nobody's organisation, is all zeros. */
export class Audit1795000009000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    // Entries name people and things by id alone: when a person is erased, the chain stays whole and leads to nobody.
    await runner.query(`
      CREATE TABLE audit_entry (
        organisation_id uuid NOT NULL,
        txid xid8 NOT NULL DEFAULT pg_current_xact_id(),
        id uuid NOT NULL,
        at timestamptz NOT NULL,
        actor_kind text NOT NULL,
        actor_id uuid,
        action text NOT NULL,
        viewed boolean NOT NULL,
        hub_id uuid,
        subject_id uuid,
        object text,
        detail jsonb NOT NULL,
        PRIMARY KEY (organisation_id, txid, id),
        CONSTRAINT audit_entry_actor_known CHECK (actor_kind IN ('person', 'machine', 'kiosk', 'system', 'nobody')),
        CONSTRAINT audit_entry_action_shape CHECK (action ~ '^[a-z-]+[.][a-z-]+$'),
        CONSTRAINT audit_entry_is_small CHECK (pg_column_size(detail) <= 8192)
      )`);
    await runner.query(`CREATE INDEX audit_entry_time ON audit_entry (organisation_id, at, id)`);
    await runner.query(`CREATE INDEX audit_entry_subject ON audit_entry (subject_id) WHERE subject_id IS NOT NULL`);
    await runner.query(`
      CREATE TABLE audit_seal (
        organisation_id uuid NOT NULL,
        number bigint NOT NULL,
        up_to_txid xid8 NOT NULL,
        up_to_id uuid NOT NULL,
        entries integer NOT NULL,
        previous_hash bytea NOT NULL,
        hash bytea NOT NULL,
        sealed_at timestamptz NOT NULL,
        PRIMARY KEY (organisation_id, number),
        CONSTRAINT audit_seal_hash_is_sha256 CHECK (octet_length(hash) = 32 AND octet_length(previous_hash) = 32),
        CONSTRAINT audit_seal_counts_from_one CHECK (number >= 1 AND entries >= 1)
      )`);
    await runner.query(`REVOKE UPDATE, DELETE ON audit_entry, audit_seal FROM quindici_app`);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const table of ['audit_seal', 'audit_entry']) await runner.query(`DROP TABLE ${table}`);
  }
}
