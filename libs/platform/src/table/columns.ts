import { ColumnMissing } from './table-errors.js';
import type { Row, Table } from './table.js';

export const LAT_COLUMNS = ['lat', 'latitude', 'latitudine', 'y'];
export const LON_COLUMNS = ['lon', 'lng', 'long', 'longitude', 'longitudine', 'x'];

/** `IPA code`, `ipaCode` and `ipa_code` are one name. */
const plain = (name: string): string => name.toLowerCase().replace(/[\s_-]+/g, '');

/** The first column of a table whose name is one of those accepted, however it is spelled. */
export function findColumn({ columns }: Table, accepted: readonly string[]): string | undefined {
  for (const name of accepted) {
    const found = columns.find((column) => plain(column) === plain(name));
    if (found !== undefined) return found;
  }
  return undefined;
}

/** @throws ColumnMissing that names what was looked for and what there is */
export function needColumn(table: Table, what: string, accepted: readonly string[]): string {
  const column = findColumn(table, accepted);
  if (column === undefined) throw new ColumnMissing(table.file, what, accepted, table.columns);
  return column;
}

/** Reads of each row what a schema knows, by the names that the schema has for it. */
export function fieldReader(table: Table, fields: readonly string[]): (row: Row) => Record<string, unknown> {
  const columns = fields.map((field) => [field, findColumn(table, [field])] as const);
  return ({ values }) =>
    Object.fromEntries(columns.flatMap(([field, column]) => (column === undefined ? [] : [[field, values[column]]])));
}

/** A finite number, or undefined for blanks and everything else. */
export function numberIn(value: unknown): number | undefined {
  if (typeof value === 'number') return Number.isFinite(value) ? value : undefined;
  if (typeof value !== 'string' || value.trim() === '') return undefined;
  const number = Number(value);
  return Number.isFinite(number) ? number : undefined;
}
