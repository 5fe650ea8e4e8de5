import { parse } from 'csv-parse/sync';
import type { Feature, FeatureCollection } from 'geojson';
import { decodeText } from './decode-text.js';
import type { Row, Table, TableLimits } from './table.js';
import { TableTooLarge, UnreadableFile } from './table-errors.js';

/** A short row of a very wide table would still be given all of its columns. */
const MOST_COLUMNS = 200;
/** Characters of a row; a table that somebody sends us holds no shapes. */
const LONGEST_RECORD = 100_000;
const NO_LIMITS: TableLimits = { rows: Infinity };

/**
 * Reads a CSV (comma, semicolon or tab; first line names the columns), a GeoJSON feature collection, or a JSON object with a list `items`.
 * @param file its name, for what is said of it
 * @throws UnreadableFile, NotUtf8, TableTooLarge
 */
export function parseTable(file: string, bytes: Uint8Array, limits = NO_LIMITS): Table {
  const text = decodeText(file, bytes);
  if (!/^\s*[{[]/.test(text)) return parseCsv(file, text, limits);
  return tableOfJson(file, parseJson(file, text), limits);
}

/** The same for JSON that was parsed already. @throws UnreadableFile, TableTooLarge */
export function tableOfJson(file: string, json: unknown, limits = NO_LIMITS): Table {
  const rows = rowsOf(json);
  if (rows === undefined)
    throw new UnreadableFile(file, 'it is neither a GeoJSON FeatureCollection nor a JSON object with a list of items');
  if (rows.length > limits.rows) throw new TableTooLarge(file, limits.rows, 'rows');
  const columns = new Set<string>();
  for (const { values } of rows) for (const column of Object.keys(values)) columns.add(column);
  return { file, columns: [...columns], rows };
}

function parseCsv(file: string, text: string, limits: TableLimits): Table {
  // The header by itself first: rows are read into as many cells as it has.
  const [columns] = csvLines(file, text, { to: 1 });
  if (columns!.length > MOST_COLUMNS) throw new TableTooLarge(file, MOST_COLUMNS, 'columns');
  const bounds = { to: limits.rows + 2, max_record_size: LONGEST_RECORD };
  const [, ...lines] = csvLines(file, text, Number.isFinite(limits.rows) ? bounds : {});
  if (lines.length > limits.rows) throw new TableTooLarge(file, limits.rows, 'rows');
  const delimiter = delimiterOf(text);
  const rows = lines.map((line, i) => ({
    row: i + 1,
    geometry: null,
    values: Object.fromEntries(columns!.map((column, c) => [column, decimal(line[c] ?? '', delimiter)])),
  }));
  return { file, columns: columns!, rows };
}

interface CsvBounds {
  /** Lines after which nothing is read */
  readonly to?: number;
  readonly max_record_size?: number;
}

function csvLines(file: string, text: string, bounds: CsvBounds): string[][] {
  try {
    const delimiter = delimiterOf(text);
    return parse(text, { delimiter, trim: true, skip_empty_lines: true, relax_column_count: true, ...bounds });
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new UnreadableFile(file, `it can not be read as CSV: ${reason.slice(0, 300)}`, { cause: error });
  }
}

function delimiterOf(text: string): string {
  const head = new Set(text.slice(0, text.search(/\r|\n|$/)));
  return [';', '\t', ','].find((character) => head.has(character)) ?? ',';
}

/** Where semicolons part the columns, a comma may part the decimals. */
function decimal(value: string, delimiter: string): string {
  return delimiter !== ',' && /^-?\d+,\d+$/.test(value) ? value.replace(',', '.') : value;
}

function parseJson(file: string, text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new UnreadableFile(file, `it can not be read as JSON: ${(error as Error).message}`, { cause: error });
  }
}

function rowsOf(json: unknown): Row[] | undefined {
  if (isCollection(json))
    return json.features.map((feature: Partial<Feature>, i) => ({
      row: i + 1,
      geometry: feature?.geometry ?? null,
      values: objectOf(feature?.properties),
    }));
  if (hasItems(json)) return json.items.map((item, i) => ({ row: i + 1, geometry: null, values: objectOf(item) }));
  return undefined;
}

const objectOf = (value: unknown): Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Record<string, unknown>) : {};

function isCollection(value: unknown): value is FeatureCollection {
  return typeof value === 'object' && value !== null && 'features' in value && Array.isArray(value.features);
}

function hasItems(value: unknown): value is { readonly items: readonly unknown[] } {
  return typeof value === 'object' && value !== null && 'items' in value && Array.isArray(value.items);
}
