import { slugOf } from '#libs/kernel';
import {
  fieldReader,
  findColumn,
  LAT_COLUMNS,
  LON_COLUMNS,
  needColumn,
  type RefusedRow,
  refuseRow,
  type Row,
  RowRefused,
  schemaReasons,
  type Table,
} from '#libs/platform';
import type { FloorPlan } from '../domain/floor-plan.js';
import type { WeeklyWindow } from '../domain/opening-hours.js';
import { parseOpening } from '../domain/opening-text.js';
import { stretchesOverlap } from '../domain/weekly.js';
import { toWeeklyWindow } from '../opening-window.js';
import { HUB_FIELDS, type HubRow, hubRowSchema } from './hub-row.js';
import { readPlan } from './read-plan.js';

/** A sound row. What it leaves out is not decided here: it may be known already. */
export interface ReadHub extends Omit<HubRow, 'slug' | 'opening' | 'opening_windows' | 'plan'> {
  readonly row: number;
  readonly slug: string;
  readonly plan: FloorPlan | undefined;
  readonly openingWindows: readonly WeeklyWindow[] | undefined;
}

export interface ReadHubs {
  readonly hubs: readonly ReadHub[];
  readonly refused: readonly RefusedRow[];
}

/**
 * Reads hubs from a CSV or from the points of a GeoJSON: what each row says, and which can not be what they say.
 * @throws ColumnMissing
 */
export function readHubs(table: Table): ReadHubs {
  needColumn(table, 'the name of the hub', ['name']);
  const fields = fieldReader(table, HUB_FIELDS);
  const position = positionReader(table);
  const hubs = new Map<string, ReadHub>();
  const refused: RefusedRow[] = [];
  for (const row of table.rows) {
    const values = { ...fields(row), ...position(row) };
    try {
      const hub = readHub(row, values);
      const above = hubs.get(hub.slug);
      if (above !== undefined)
        refuseRow('row-duplicate', 'slug', `row ${above.row} is "${hub.slug}" already: give one of them another slug`, {
          row: above.row,
          slug: hub.slug,
        });
      hubs.set(hub.slug, hub);
    } catch (error) {
      if (!(error instanceof RowRefused)) throw error;
      const name = typeof values.name === 'string' ? values.name.slice(0, 200) : null;
      refused.push({ row: row.row, name, reasons: error.reasons });
    }
  }
  return { hubs: [...hubs.values()], refused };
}

type Values = Record<string, unknown>;

function positionReader(table: Table): (row: Row) => Values {
  if (table.rows.some(({ geometry }) => geometry !== null))
    return ({ geometry }) =>
      geometry?.type === 'Point' && Array.isArray(geometry.coordinates)
        ? { lon: geometry.coordinates[0], lat: geometry.coordinates[1] }
        : { geometry: geometry?.type ?? 'nothing' };
  const lat = needColumn(table, 'the latitude', LAT_COLUMNS);
  const lon = needColumn(table, 'the longitude', LON_COLUMNS);
  return ({ values }) => ({ lat: values[lat], lon: values[lon] });
}

function readHub({ row }: Row, values: Values): ReadHub {
  if (values.geometry !== undefined) refuseRow('row-not-a-point', null, 'it is not a point');
  const parsed = hubRowSchema.safeParse(values);
  if (!parsed.success) throw new RowRefused(schemaReasons(parsed.error.issues, values));
  const { slug = slugOf(parsed.data.name).slice(0, 100), opening, opening_windows, plan, ...rest } = parsed.data;
  if (slug === '') refuseRow('row-slug-impossible', 'slug', 'no slug can be made of its name: give it one');
  return {
    ...rest,
    row,
    slug,
    plan: plan === undefined ? undefined : readPlan(plan),
    openingWindows: readWindows(opening, opening_windows),
  };
}

function readWindows(
  opening: string | undefined,
  given: HubRow['opening_windows'],
): readonly WeeklyWindow[] | undefined {
  const windows = given?.map(toWeeklyWindow) ?? (opening === undefined ? undefined : readOpening(opening));
  if (windows === undefined) return undefined;
  const ends = windows.some(({ opensMinute, closesMinute }) => opensMinute >= closesMinute);
  const overlap = windows.some((a, i) =>
    windows.slice(i + 1).some((b) => a.community === b.community && stretchesOverlap(a, b)),
  );
  if (ends || overlap)
    refuseRow('row-opening-overlaps', 'opening', 'its opening windows overlap or end before they begin');
  return windows;
}

function readOpening(text: string): readonly WeeklyWindow[] {
  try {
    return parseOpening(text);
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    return refuseRow('row-opening-unreadable', 'opening', error.message, { opening: text.slice(0, 80) });
  }
}

/** Whether the table says how large its hubs are. */
export const saysSize = (table: Table): boolean => findColumn(table, ['plan', 'desks']) !== undefined;
