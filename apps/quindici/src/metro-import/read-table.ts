import { readFile } from 'node:fs/promises';
import { parse } from 'csv-parse/sync';
import type { Feature, FeatureCollection, Geometry } from 'geojson';
import { UnreadableFile } from './import-errors.js';

export interface Row {
  /** From 1, without the header. */
  readonly row: number;
  readonly values: Readonly<Record<string, unknown>>;
  /** Of GeoJSON; null in tables. */
  readonly geometry: Geometry | null;
}

export interface Table {
  readonly file: string;
  /** As written in the file. */
  readonly columns: readonly string[];
  readonly rows: readonly Row[];
}

/**
 * Reads a CSV (comma, semicolon or tab; first line names the columns) or a GeoJSON feature collection.
 * @throws UnreadableFile
 */
export async function readTable(file: string): Promise<Table> {
  const text = await readText(file);
  return /^\s*\{/.test(text) ? readGeoJson(file, text) : readCsv(file, text);
}

async function readText(file: string): Promise<string> {
  try {
    const text = (await readFile(file, 'utf8')).replace(/^\uFEFF/, '');
    if (text.trim() === '') throw new UnreadableFile(file, 'it is empty');
    if (text.includes('\0')) throw new UnreadableFile(file, 'it is not text: a CSV or GeoJSON file in UTF-8 is needed');
    return text;
  } catch (error) {
    if (error instanceof UnreadableFile) throw error;
    const missing = (error as NodeJS.ErrnoException).code === 'ENOENT';
    throw new UnreadableFile(file, missing ? 'there is no such file' : String(error), { cause: error });
  }
}

function readCsv(file: string, text: string): Table {
  const head = new Set(text.slice(0, text.search(/\r|\n|$/)));
  const delimiter = [';', '\t', ','].find((character) => head.has(character)) ?? ',';
  try {
    const [columns, ...lines] = parse(text, {
      delimiter,
      trim: true,
      skip_empty_lines: true,
      relax_column_count: true,
    });
    const rows = lines.map((line, i) => ({
      row: i + 1,
      geometry: null,
      values: Object.fromEntries(columns!.map((column, c) => [column, decimal(line[c] ?? '', delimiter)])),
    }));
    return { file, columns: columns!, rows };
  } catch (error) {
    throw new UnreadableFile(
      file,
      `it can not be read as CSV: ${error instanceof Error ? error.message : String(error)}`,
      {
        cause: error,
      },
    );
  }
}

/** Where semicolons part the columns, a comma may part the decimals. */
function decimal(value: string, delimiter: string): string {
  return delimiter !== ',' && /^-?\d+,\d+$/.test(value) ? value.replace(',', '.') : value;
}

function readGeoJson(file: string, text: string): Table {
  let parsed: unknown;
  try {
    parsed = JSON.parse(text);
  } catch (error) {
    throw new UnreadableFile(file, `it can not be read as JSON: ${(error as Error).message}`, { cause: error });
  }
  if (!isCollection(parsed)) throw new UnreadableFile(file, 'it is not a GeoJSON FeatureCollection');
  const rows = parsed.features.map((feature: Partial<Feature>, i) => ({
    row: i + 1,
    geometry: feature?.geometry ?? null,
    values: feature?.properties ?? {},
  }));
  return { file, columns: [...new Set(rows.flatMap(({ values }) => Object.keys(values)))], rows };
}

function isCollection(value: unknown): value is FeatureCollection {
  return typeof value === 'object' && value !== null && 'features' in value && Array.isArray(value.features);
}
