import type { Geometry } from 'geojson';

export interface Row {
  /** From 1, without the header. */
  readonly row: number;
  readonly values: Readonly<Record<string, unknown>>;
  /** Of GeoJSON; null in tables. */
  readonly geometry: Geometry | null;
}

export interface Table {
  /** Name of the file that it came from */
  readonly file: string;
  /** As written in the file. */
  readonly columns: readonly string[];
  readonly rows: readonly Row[];
}

/** How large a table may be that somebody sends us. */
export interface TableLimits {
  readonly rows: number;
}
