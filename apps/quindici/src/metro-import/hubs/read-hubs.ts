import { type HubDraft, layOutPlan, toWeeklyWindow, type WeeklyWindow } from '#libs/hubs';
import { slugOf } from '#libs/kernel';
import type { WalkNetwork } from '#libs/travel';
import { findColumn, LAT_COLUMNS, LON_COLUMNS, needColumn } from '../columns.js';
import type { RefusedRow } from '../import-errors.js';
import { readTable, type Row, type Table } from '../read-table.js';
import { type HubRow, hubRowSchema } from './hub-row.js';
import { hubKindHabits } from './hub-kinds.js';
import { parseOpening } from './opening-text.js';

export interface HubFile {
  readonly hubs: readonly HubDraft[];
  readonly refused: readonly RefusedRow[];
}

/**
 * Reads hubs from a CSV or from the points of a GeoJSON. Needed: name, position, and desks or a plan. The rest is as usual for the kind of hub.
 * @param organisation who runs a hub for which the file names nobody
 * @throws UnreadableFile, ColumnMissing
 */
export async function readHubs(file: string, organisation: string): Promise<HubFile> {
  const table = await readTable(file);
  needColumn(table, 'the name of the hub', ['name']);
  if (findColumn(table, ['plan']) === undefined) needColumn(table, 'the number of desks', ['desks']);
  const position = positionReader(table);
  const hubs = new Map<string, HubDraft>();
  const refused: RefusedRow[] = [];
  for (const row of table.rows) {
    try {
      const hub = toDraft(hubRowSchema.parse({ ...row.values, ...position(row) }), organisation);
      if (hubs.has(hub.slug)) throw new RangeError(`there is another hub "${hub.slug}" above: give one of them a slug`);
      hubs.set(hub.slug, hub);
    } catch (error) {
      refused.push({ row: row.row, reason: reasonOf(error) });
    }
  }
  return { hubs: [...hubs.values()], refused };
}

/** Leaves out the hubs that nobody could walk to. */
export function onStreets({ hubs, refused }: HubFile, network: WalkNetwork): HubFile {
  const off = hubs.filter((hub) => network.findSnap(hub) === null);
  return {
    hubs: hubs.filter((hub) => !off.includes(hub)),
    refused: [
      ...refused,
      ...off.map(({ name }) => ({ row: 0, reason: `${name} lies more than 300 m from every street` })),
    ],
  };
}

function positionReader(table: Table): (row: Row) => { lat: unknown; lon: unknown } {
  if (table.rows.some(({ geometry }) => geometry !== null))
    return ({ geometry }) => {
      if (geometry?.type !== 'Point') throw new RangeError('it is not a point');
      return { lon: geometry.coordinates[0], lat: geometry.coordinates[1] };
    };
  const lat = needColumn(table, 'the latitude', LAT_COLUMNS);
  const lon = needColumn(table, 'the longitude', LON_COLUMNS);
  return ({ values }) => ({
    lat: values[lat] === '' ? undefined : values[lat],
    lon: values[lon] === '' ? undefined : values[lon],
  });
}

function toDraft(row: HubRow, organisation: string): HubDraft {
  const habits = hubKindHabits[row.kind];
  const slug = row.slug ?? slugOf(row.name);
  if (slug === '') throw new RangeError('no slug can be made of its name: give it one');
  return {
    slug,
    name: row.name,
    kind: row.kind,
    address: row.address,
    lat: row.lat,
    lon: row.lon,
    amenities: row.amenities ?? habits.amenities,
    organisation: { name: row.organisation ?? organisation, kind: row.organisation_kind ?? habits.organisation },
    plan: planOf(row, slug),
    openingWindows: windowsOf(row),
  };
}

function planOf({ plan, desks }: HubRow, slug: string): HubDraft['plan'] {
  if (plan === undefined) {
    if (desks === undefined) throw new RangeError('it has neither desks nor a plan');
    return layOutPlan({ desks, seed: slug });
  }
  const spaces = new Set(plan.spaces.map(({ name }) => name));
  const labels = new Set(plan.bookables.map(({ label }) => label));
  const lost = plan.bookables.find(({ space }) => !spaces.has(space));
  if (spaces.size < plan.spaces.length) throw new RangeError('two spaces of its plan have one name');
  if (labels.size < plan.bookables.length) throw new RangeError('two bookables of its plan have one label');
  if (lost !== undefined) throw new RangeError(`its plan has no space "${lost.space}" for ${lost.label}`);
  return { ...plan, spaces: plan.spaces.map((space) => ({ ...space, outline: closed(space.outline) })) };
}

function closed(ring: readonly [number, number][]): [number, number][] {
  const [first] = ring;
  const last = ring.at(-1)!;
  return first![0] === last[0] && first![1] === last[1] ? [...ring] : [...ring, first!];
}

/** @throws RangeError for windows of one community that overlap */
function windowsOf(row: HubRow): readonly WeeklyWindow[] {
  const windows =
    row.opening_windows?.map(toWeeklyWindow) ?? parseOpening(row.opening ?? hubKindHabits[row.kind].opening);
  const overlap = windows.some((a, i) =>
    windows
      .slice(i + 1)
      .some(
        (b) =>
          a.weekday === b.weekday &&
          a.community === b.community &&
          a.opensMinute < b.closesMinute &&
          b.opensMinute < a.closesMinute,
      ),
  );
  if (overlap || windows.some(({ opensMinute, closesMinute }) => opensMinute >= closesMinute))
    throw new RangeError('its opening windows overlap or end before they begin');
  return windows;
}

function reasonOf(error: unknown): string {
  if (error instanceof RangeError) return error.message;
  const issues = (error as { issues?: readonly { path: readonly PropertyKey[]; message: string }[] }).issues;
  if (issues === undefined) throw error;
  return issues.map(({ path, message }) => `${path.join('.')}: ${message}`).join('; ');
}
