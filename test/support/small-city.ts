import { newId } from '#libs/kernel';
import type { LatLon } from '#libs/kernel';
import { buildWalkNetwork, type OsmData, type WalkNetwork } from '#libs/travel';
import type { TestDatabase } from './databases.js';

const SOUTH_WEST = { lat: 44.49, lon: 11.3 };
const E7 = 1e7;
const METRES_PER_DEGREE = 111_195;
const COLUMNS = 51;
const ROWS = 3;

export interface CityHub {
  readonly id: string;
  readonly name: string;
  readonly at: LatLon;
  readonly desks: readonly { readonly id: string; readonly label: string }[];
}

export interface SmallCity {
  readonly metroId: string;
  readonly slug: string;
  readonly organisationId: string;
  readonly network: WalkNetwork;
  readonly hubs: readonly CityHub[];
}

/** A place on the long street, so many metres from its western end. */
export function onMainStreet(metres: number): LatLon {
  return { lat: SOUTH_WEST.lat, lon: SOUTH_WEST.lon + lonDegrees(metres) };
}

/** Three parallel streets of 5 km, 100 m apart, with a crossing every 100 m. */
export function gridNetwork(): WalkNetwork {
  const at = (column: number, row: number): number => row * COLUMNS + column;
  const nodes = Array.from({ length: COLUMNS * ROWS }, (_, i) => ({ x: i % COLUMNS, y: Math.floor(i / COLUMNS) }));
  const streets = [
    ...Array.from({ length: ROWS }, (_, row) => Array.from({ length: COLUMNS }, (__, column) => at(column, row))),
    ...Array.from({ length: COLUMNS }, (_, column) => Array.from({ length: ROWS }, (__, row) => at(column, row))),
  ];
  const osm: OsmData = {
    nodes: {
      count: nodes.length,
      latE7: Int32Array.from(nodes, ({ y }) => Math.round((SOUTH_WEST.lat + (100 * y) / METRES_PER_DEGREE) * E7)),
      lonE7: Int32Array.from(nodes, ({ x }) => Math.round((SOUTH_WEST.lon + lonDegrees(100 * x)) * E7)),
    },
    ways: streets.map((street, id) => ({ id, tags: { highway: 'residential' }, nodes: Uint32Array.from(street) })),
    relations: [],
    places: [],
    barriers: new Map(),
    bbox: cityBox(),
  };
  return buildWalkNetwork(osm);
}

/**
 * A metro on that network, with hubs on its main street, open every day from 8 to 20 in Rome.
 * @param plan metres from the western end and number of desks, by name
 */
export async function smallCity(
  db: Pick<TestDatabase, 'source'>,
  plan: Readonly<Record<string, { readonly metres: number; readonly desks: number }>>,
): Promise<SmallCity> {
  const [metroId, organisationId] = [newId(), newId()];
  const slug = `city-${metroId.slice(-12)}`;
  const run = (sql: string, parameters: unknown[]): Promise<unknown> => db.source.query(sql, parameters);
  const { west, south, east, north } = cityBox();
  await run(`INSERT INTO metro (id, slug, name, time_zone) VALUES ($1, $2, 'City', 'Europe/Rome')`, [metroId, slug]);
  await run(
    `INSERT INTO metro_network (metro_id, version, folder, attribution, extent, max_zoom, statistics, active)
     VALUES ($1, 1, $2, '', ST_MakeEnvelope($3, $4, $5, $6, 4326), 15, '{}', true)`,
    [metroId, `metros/${slug}/1`, west, south, east, north],
  );
  await run(`INSERT INTO organisation (id, name, kind) VALUES ($1, $2, 'municipality')`, [organisationId, slug]);
  const hubs: CityHub[] = [];
  for (const [name, { metres, desks }] of Object.entries(plan)) {
    const hub = { id: newId(), name, at: onMainStreet(metres), desks: deskRows(desks) };
    await insertHub(run, hub, metroId, organisationId);
    hubs.push(hub);
  }
  return { metroId, slug, organisationId, network: gridNetwork(), hubs };
}

const deskRows = (count: number): CityHub['desks'] =>
  Array.from({ length: count }, (_, n) => ({ id: newId(), label: `D${n + 1}` }));

async function insertHub(
  run: (sql: string, parameters: unknown[]) => Promise<unknown>,
  hub: CityHub,
  metroId: string,
  organisationId: string,
): Promise<void> {
  const spaceId = newId();
  await run(
    `INSERT INTO hub (id, metro_id, organisation_id, slug, name, kind, address, position)
     VALUES ($1, $2, $3, $4, $5, 'library', 'Main street', ST_SetSRID(ST_MakePoint($6, $7), 4326))`,
    [hub.id, metroId, organisationId, hub.name.toLowerCase(), hub.name, hub.at.lon, hub.at.lat],
  );
  await run(
    `INSERT INTO space (hub_id, id, name, kind, level, outline) VALUES ($1, $2, 'Hall', 'floor', 0, ST_MakeEnvelope(0, 0, 50, 10))`,
    [hub.id, spaceId],
  );
  await run(
    `INSERT INTO bookable (hub_id, id, space_id, kind, label, position)
     SELECT $1, id, $2, 'desk', label, ST_MakePoint(n, 1)
       FROM unnest($3::uuid[], $4::text[]) WITH ORDINALITY AS desk (id, label, n)`,
    [hub.id, spaceId, hub.desks.map(({ id }) => id), hub.desks.map(({ label }) => label)],
  );
  await run(
    `INSERT INTO opening_window (hub_id, id, weekday, opens_minute, closes_minute, community)
     SELECT $1, id, weekday, 480, 1200, 'public' FROM unnest($2::uuid[]) WITH ORDINALITY AS day (id, weekday)`,
    [hub.id, Array.from({ length: 7 }, () => newId())],
  );
}

/** @returns the ids of new persons */
export async function people(db: Pick<TestDatabase, 'source'>, count: number): Promise<readonly string[]> {
  const ids = Array.from({ length: count }, () => newId());
  await db.source.query(
    `INSERT INTO person (id, issuer, subject, display_name) SELECT id, 'test', id::text, 'Somebody' FROM unnest($1::uuid[]) AS id`,
    [ids],
  );
  return ids;
}

function lonDegrees(metres: number): number {
  return metres / METRES_PER_DEGREE / Math.cos((SOUTH_WEST.lat * Math.PI) / 180);
}

function cityBox(): OsmData['bbox'] {
  const margin = 0.002;
  return {
    west: SOUTH_WEST.lon - margin,
    south: SOUTH_WEST.lat - margin,
    east: SOUTH_WEST.lon + lonDegrees(100 * (COLUMNS - 1)) + margin,
    north: SOUTH_WEST.lat + (100 * (ROWS - 1)) / METRES_PER_DEGREE + margin,
  };
}
