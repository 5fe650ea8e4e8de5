import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Whose building a hub sits in, who may run it, in which windows and with which duties. */
export class Organisations1795000007000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE organisation
        ADD COLUMN parent_id uuid REFERENCES organisation,
        ADD COLUMN version integer NOT NULL DEFAULT 1,
        ADD CONSTRAINT organisation_ipa_code_once UNIQUE (ipa_code),
        ADD CONSTRAINT organisation_ipa_code_shape CHECK (ipa_code ~ '^[a-z0-9_-]{1,20}$'),
        ADD CONSTRAINT organisation_not_its_own_parent CHECK (parent_id <> id)`);
    await runner.query(`CREATE INDEX organisation_parent ON organisation (parent_id)`);
    await runner.query(`
      CREATE FUNCTION organisation_refuse_circle() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN
        -- Two changes at once could close a circle that neither sees.
        PERFORM pg_advisory_xact_lock(hashtext('quindici.organisation.parent'));
        IF EXISTS (
          WITH RECURSIVE above (id) AS (
            SELECT NEW.parent_id
            UNION
            SELECT organisation.parent_id FROM organisation JOIN above ON organisation.id = above.id
          )
          SELECT FROM above WHERE id = NEW.id
        ) THEN
          RAISE EXCEPTION 'organisation % would stand above itself', NEW.id
            USING ERRCODE = 'check_violation', CONSTRAINT = 'organisation_parents_form_a_tree';
        END IF;
        RETURN NEW;
      END $$`);
    await runner.query(`
      CREATE TRIGGER organisation_parents_form_a_tree BEFORE INSERT OR UPDATE OF parent_id ON organisation
        FOR EACH ROW WHEN (NEW.parent_id IS NOT NULL) EXECUTE FUNCTION organisation_refuse_circle()`);
    await runner.query(`
      CREATE TABLE asset (
        id uuid PRIMARY KEY,
        owner_id uuid NOT NULL REFERENCES organisation,
        name text NOT NULL,
        kind text NOT NULL,
        address text NOT NULL,
        position geometry(Point, 4326),
        area_m2 double precision,
        cadastral_reference text,
        version integer NOT NULL DEFAULT 1,
        CONSTRAINT asset_name_once UNIQUE (owner_id, name),
        CONSTRAINT asset_kind_known CHECK (kind IN ('library', 'school', 'civic_centre', 'office', 'reclaimed', 'other')),
        CONSTRAINT asset_has_an_area CHECK (area_m2 > 0 AND area_m2 < 1e7)
      )`);
    await runner.query(`
      CREATE TABLE use_agreement (
        asset_id uuid NOT NULL REFERENCES asset ON DELETE CASCADE,
        id uuid NOT NULL,
        organisation_id uuid NOT NULL REFERENCES organisation,
        valid daterange NOT NULL,
        duties text[] NOT NULL DEFAULT '{}',
        PRIMARY KEY (asset_id, id),
        CONSTRAINT use_agreement_id_once UNIQUE (id),
        CONSTRAINT use_agreement_of_organisation UNIQUE (id, organisation_id),
        CONSTRAINT use_agreement_validity UNIQUE (asset_id, id, valid),
        CONSTRAINT use_agreement_begins CHECK (NOT isempty(valid) AND NOT lower_inf(valid))
      )`);
    await runner.query(`
      CREATE TABLE use_agreement_window (
        asset_id uuid NOT NULL,
        agreement_id uuid NOT NULL,
        valid daterange NOT NULL,
        weekday smallint NOT NULL,
        opens_minute smallint NOT NULL,
        closes_minute smallint NOT NULL,
        CONSTRAINT use_agreement_window_of_agreement FOREIGN KEY (asset_id, agreement_id, valid)
          REFERENCES use_agreement (asset_id, id, valid) ON UPDATE CASCADE ON DELETE CASCADE,
        CONSTRAINT use_agreement_window_on_a_weekday CHECK (weekday BETWEEN 1 AND 7),
        CONSTRAINT use_agreement_window_within_a_day CHECK (
          0 <= opens_minute AND opens_minute < closes_minute AND closes_minute <= 1440),
        CONSTRAINT use_agreement_window_no_overlap EXCLUDE USING gist (
          asset_id WITH =, valid WITH &&, weekday WITH =, int4range(opens_minute, closes_minute) WITH &&)
      )`);
    await runner.query(`
      ALTER TABLE hub
        ADD COLUMN use_agreement_id uuid,
        ADD COLUMN version integer NOT NULL DEFAULT 1,
        ADD CONSTRAINT hub_of_organisation UNIQUE (id, organisation_id),
        ADD CONSTRAINT hub_under_agreement_of_its_organisation FOREIGN KEY (use_agreement_id, organisation_id)
          REFERENCES use_agreement (id, organisation_id)`);
    await runner.query(`CREATE INDEX hub_organisation ON hub (organisation_id)`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE hub DROP CONSTRAINT hub_under_agreement_of_its_organisation, DROP CONSTRAINT hub_of_organisation,
        DROP COLUMN use_agreement_id, DROP COLUMN version`);
    await runner.query(`DROP INDEX hub_organisation`);
    for (const table of ['use_agreement_window', 'use_agreement', 'asset']) await runner.query(`DROP TABLE ${table}`);
    await runner.query(`DROP TRIGGER organisation_parents_form_a_tree ON organisation`);
    await runner.query(`DROP FUNCTION organisation_refuse_circle`);
    await runner.query(`
      ALTER TABLE organisation DROP CONSTRAINT organisation_ipa_code_once, DROP CONSTRAINT organisation_ipa_code_shape,
        DROP COLUMN parent_id, DROP COLUMN version`);
  }
}
