import { latLngToCell } from 'h3-js';
import type { WalkNetwork } from '#libs/travel';
import { RESIDENT_CELL_RESOLUTION } from './population/read-population.js';

/** Cells are 350 m across: of the points of an edge, those this far apart are looked at. */
const STRIDE_E7 = 8000;

/** The H3 cells through which a walkable street runs. */
export function streetCells({ arrays }: WalkNetwork): ReadonlySet<string> {
  const { shapeLat, shapeLon } = arrays;
  const cells = new Set<string>();
  let [lat, lon] = [Infinity, Infinity];
  for (let i = 0; i < shapeLat.length; i++) {
    if (Math.abs(shapeLat[i]! - lat) + Math.abs(shapeLon[i]! - lon) < STRIDE_E7) continue;
    [lat, lon] = [shapeLat[i]!, shapeLon[i]!];
    cells.add(latLngToCell(lat / 1e7, lon / 1e7, RESIDENT_CELL_RESOLUTION));
  }
  return cells;
}
