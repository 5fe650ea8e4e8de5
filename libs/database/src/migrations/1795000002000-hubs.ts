import type { MigrationInterface, QueryRunner } from 'typeorm';

export class Hubs1795000002000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE metro (
        id uuid PRIMARY KEY,
        slug text NOT NULL,
        name text NOT NULL,
        time_zone text NOT NULL,
        CONSTRAINT metro_slug_once UNIQUE (slug),
        CONSTRAINT metro_slug_in_kebab_case CHECK (slug ~ '^[a-z0-9]+(-[a-z0-9]+)*$')
      )`);
    await runner.query(`
      CREATE TABLE metro_network (
        metro_id uuid NOT NULL REFERENCES metro ON DELETE CASCADE,
        version integer NOT NULL,
        folder text NOT NULL,
        attribution text NOT NULL,
        extent geometry(Polygon, 4326) NOT NULL,
        max_zoom integer NOT NULL,
        statistics jsonb NOT NULL,
        active boolean NOT NULL,
        imported_at timestamptz NOT NULL DEFAULT now(),
        PRIMARY KEY (metro_id, version)
      )`);
    await runner.query(`CREATE UNIQUE INDEX metro_network_one_active ON metro_network (metro_id) WHERE active`);
    await runner.query(`
      CREATE TABLE resident_cell (
        metro_id uuid NOT NULL REFERENCES metro ON DELETE CASCADE,
        cell text NOT NULL,
        residents double precision NOT NULL,
        PRIMARY KEY (metro_id, cell),
        CONSTRAINT resident_cell_counts_people CHECK (residents >= 0 AND residents < 1e9)
      )`);
    await runner.query(`
      CREATE TABLE hub (
        id uuid PRIMARY KEY,
        metro_id uuid NOT NULL REFERENCES metro ON DELETE CASCADE,
        organisation_id uuid NOT NULL REFERENCES organisation,
        slug text NOT NULL,
        name text NOT NULL,
        kind text NOT NULL,
        address text NOT NULL,
        position geometry(Point, 4326) NOT NULL,
        amenities text[] NOT NULL DEFAULT '{}',
        CONSTRAINT hub_slug_once UNIQUE (metro_id, slug),
        CONSTRAINT hub_kind_known CHECK (kind IN (
          'coworking', 'library', 'school', 'officina_territoriale', 'career_centre', 'civic_centre', 'reclaimed_asset'))
      )`);
    await runner.query(`CREATE INDEX hub_position ON hub USING gist (position)`);
    await runner.query(`
      ALTER TABLE membership ADD CONSTRAINT membership_hub_exists FOREIGN KEY (hub_id) REFERENCES hub ON DELETE CASCADE`);
    await runner.query(`
      CREATE TABLE space (
        hub_id uuid NOT NULL REFERENCES hub ON DELETE CASCADE,
        id uuid NOT NULL,
        name text NOT NULL,
        kind text NOT NULL,
        level integer NOT NULL,
        outline geometry(Polygon, 0) NOT NULL,
        PRIMARY KEY (hub_id, id),
        CONSTRAINT space_kind_known CHECK (kind IN ('floor', 'room', 'zone'))
      )`);
    await runner.query(`
      CREATE TABLE bookable (
        hub_id uuid NOT NULL,
        id uuid NOT NULL,
        space_id uuid NOT NULL,
        kind text NOT NULL,
        label text NOT NULL,
        position geometry(Point, 0) NOT NULL,
        amenities text[] NOT NULL DEFAULT '{}',
        PRIMARY KEY (hub_id, id),
        CONSTRAINT bookable_in_space FOREIGN KEY (hub_id, space_id) REFERENCES space (hub_id, id) ON DELETE CASCADE,
        CONSTRAINT bookable_label_once UNIQUE (hub_id, label),
        CONSTRAINT bookable_kind_known CHECK (kind IN ('desk', 'room'))
      )`);
    await runner.query(`
      CREATE TABLE opening_window (
        hub_id uuid NOT NULL REFERENCES hub ON DELETE CASCADE,
        id uuid NOT NULL,
        weekday smallint NOT NULL,
        opens_minute smallint NOT NULL,
        closes_minute smallint NOT NULL,
        community text NOT NULL,
        PRIMARY KEY (hub_id, id),
        CONSTRAINT opening_window_on_a_weekday CHECK (weekday BETWEEN 1 AND 7),
        CONSTRAINT opening_window_within_a_day CHECK (0 <= opens_minute AND opens_minute < closes_minute AND closes_minute <= 1440),
        CONSTRAINT opening_window_community_known CHECK (community IN ('public', 'members', 'school', 'library')),
        CONSTRAINT opening_window_no_overlap EXCLUDE USING gist (
          hub_id WITH =, weekday WITH =, community WITH =, int4range(opens_minute, closes_minute) WITH &&)
      )`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`ALTER TABLE membership DROP CONSTRAINT membership_hub_exists`);
    for (const table of ['opening_window', 'bookable', 'space', 'hub', 'resident_cell', 'metro_network', 'metro'])
      await runner.query(`DROP TABLE ${table}`);
  }
}
