import { getResolution, isValidCell, latLngToCell } from 'h3-js';
import type { Geometry } from 'geojson';
import { findColumn, LAT_COLUMNS, LON_COLUMNS, needColumn, numberIn, type Row, type Table } from '#libs/platform';
import type { RefusedRow } from '../import-errors.js';
import { readTable } from '../read-table.js';
import type { PopulationArea, PopulationRow } from './population-area.js';

export const RESIDENT_CELL_RESOLUTION = 9;

const RESIDENTS = [
  'residents',
  'population',
  'pop',
  'pop_tot',
  'inhabitants',
  'residenti',
  'popolazione',
  'abitanti',
  'p1',
];
const CELLS = ['cell', 'h3', 'h3_index', 'h3index', 'hex', 'hex_id', 'id'];
const AREAS = ['area_km2'];

export interface PopulationFile {
  readonly rows: readonly PopulationRow[];
  readonly refused: readonly RefusedRow[];
}

/**
 * Reads residents from a CSV (a position or an H3 cell, and a number) or a GeoJSON (points or areas). A point with `area_km2` stands for a
 * disc of that area. Other columns are passed over.
 * @throws UnreadableFile, ColumnMissing
 */
export async function readPopulation(file: string): Promise<PopulationFile> {
  const table = await readTable(file);
  const residents = needColumn(table, 'the residents', RESIDENTS);
  const place = placeReader(table);
  const rows: PopulationRow[] = [];
  const refused: RefusedRow[] = [];
  for (const row of table.rows) {
    const count = numberIn(row.values[residents]);
    const area = place(row);
    if (typeof area === 'string') refused.push({ row: row.row, reason: area });
    else if (count === undefined) refused.push({ row: row.row, reason: `${residents} is not a number` });
    else if (count < 0 || count > 1e8) refused.push({ row: row.row, reason: `${count} residents are not possible` });
    else if (count > 0) rows.push({ row: row.row, residents: count, area });
  }
  return { rows, refused };
}

type PlaceReader = (row: Row) => PopulationArea | string;

function placeReader(table: Table): PlaceReader {
  const area = findColumn(table, AREAS);
  const areaOf = (row: Row): number => Math.max(0, numberIn(area === undefined ? undefined : row.values[area]) ?? 0);
  if (table.rows.some(({ geometry }) => geometry !== null)) return (row) => ofGeometry(row.geometry, areaOf(row));
  const cell = findColumn(table, CELLS);
  if (cell !== undefined && table.rows.some(({ values }) => isValidCell(String(values[cell]))))
    return ({ values }) => ofCell(String(values[cell]));
  const lat = needColumn(table, 'the latitude (or an H3 cell)', LAT_COLUMNS);
  const lon = needColumn(table, 'the longitude', LON_COLUMNS);
  return (row) => ofPoint(numberIn(row.values[lat]), numberIn(row.values[lon]), areaOf(row));
}

function ofCell(cell: string): PopulationArea | string {
  if (!isValidCell(cell)) return `"${cell}" is not an H3 cell`;
  if (getResolution(cell) !== RESIDENT_CELL_RESOLUTION)
    return `the cell is of resolution ${getResolution(cell)}, ${RESIDENT_CELL_RESOLUTION} is needed`;
  return { kind: 'cell', cell };
}

function ofPoint(lat: number | undefined, lon: number | undefined, areaKm2: number): PopulationArea | string {
  if (lat === undefined || lon === undefined) return 'it has no position';
  if (Math.abs(lat) > 90 || Math.abs(lon) > 180) return `${lat}, ${lon} is not a position in degrees`;
  if (areaKm2 === 0) return { kind: 'cell', cell: latLngToCell(lat, lon, RESIDENT_CELL_RESOLUTION) };
  return { kind: 'disc', lat, lon, radiusMetres: Math.sqrt((areaKm2 * 1e6) / Math.PI) };
}

function ofGeometry(geometry: Geometry | null, areaKm2: number): PopulationArea | string {
  if (geometry?.type === 'Point')
    return ofPoint(numberIn(geometry.coordinates[1]), numberIn(geometry.coordinates[0]), areaKm2);
  if (geometry?.type === 'Polygon') return ofPolygons([geometry.coordinates]);
  if (geometry?.type === 'MultiPolygon') return ofPolygons(geometry.coordinates);
  return `a ${geometry?.type ?? 'missing geometry'} is neither a point nor an area`;
}

function ofPolygons(polygons: readonly (readonly (readonly number[])[])[][]): PopulationArea | string {
  const sound = polygons.every((rings) =>
    rings.every(
      (ring) =>
        ring.length >= 4 &&
        ring.every(
          ([lon, lat]) => Number.isFinite(lon) && Number.isFinite(lat) && Math.abs(lat!) <= 90 && Math.abs(lon!) <= 180,
        ),
    ),
  );
  if (!sound || polygons.length === 0) return 'its outline is not made of positions in degrees';
  return { kind: 'polygons', polygons: polygons as number[][][][] };
}
