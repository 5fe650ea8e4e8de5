import { ColumnMissing } from './import-errors.js';
import type { Table } from './read-table.js';

/** The first column of a table whose name is one of those accepted, whatever its case. */
export function findColumn({ columns }: Table, accepted: readonly string[]): string | undefined {
  const plain = (name: string): string => name.trim().toLowerCase();
  for (const name of accepted) {
    const found = columns.find((column) => plain(column) === name);
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

export const LAT_COLUMNS = ['lat', 'latitude', 'latitudine', 'y'];
export const LON_COLUMNS = ['lon', 'lng', 'long', 'longitude', 'longitudine', 'x'];

/** A finite number, or undefined for blanks and everything else. */
export function numberIn(value: unknown): number | undefined {
  if (typeof value === 'number') return Number.isFinite(value) ? value : undefined;
  if (typeof value !== 'string' || value.trim() === '') return undefined;
  const number = Number(value);
  return Number.isFinite(number) ? number : undefined;
}
