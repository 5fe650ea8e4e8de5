import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { osmPbf } from '#libs/travel';

const SOUTH_WEST = { lat: 44.5, lon: 9.5 };
const STEP = 0.001;

export interface GridCityFiles {
  readonly osm: string;
  /** Degrees of a crossing, counted from the south-west. */
  at(column: number, row: number): { readonly lat: number; readonly lon: number };
}

/** Writes an extract of `size` by `size` crossing streets with names, some 100 m apart, around a pond. */
export function writeGridCity(folder: string, size = 21, name = 'grid.osm.pbf'): GridCityFiles {
  const at = (column: number, row: number): { lat: number; lon: number } => ({
    lat: SOUTH_WEST.lat + row * STEP,
    lon: SOUTH_WEST.lon + column * STEP * 1.4,
  });
  const id = (column: number, row: number): number => 1 + row * size + column;
  const along = Array.from({ length: size }, (_, i) => i);
  const nodes = along.flatMap((row) => along.map((column) => ({ id: id(column, row), ...at(column, row) })));
  const ways = along.flatMap((n) => [
    {
      id: 2 * n + 1,
      refs: along.map((column) => id(column, n)),
      tags: { highway: 'residential', name: `Via Est ${n}` },
    },
    { id: 2 * n + 2, refs: along.map((row) => id(n, row)), tags: { highway: 'residential', name: `Via Nord ${n}` } },
  ]);
  const pond = { id: 1000, refs: [id(1, 1), id(2, 1), id(2, 2), id(1, 1)], tags: { natural: 'water' } };
  const osm = join(folder, name);
  writeFileSync(osm, osmPbf({ nodes, ways: [...ways, pond] }));
  return { osm, at };
}
