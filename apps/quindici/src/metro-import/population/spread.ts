import { cellToLatLng, cellToParent, gridDisk, latLngToCell, polygonToCells } from 'h3-js';
import type { ResidentCell } from '#libs/hubs';
import { haversineMetres } from '#libs/kernel';
import type { RefusedRow } from '../import-errors.js';
import type { PopulationArea, PopulationRow } from './population-area.js';
import { RESIDENT_CELL_RESOLUTION } from './read-population.js';

/** Cells by which an area is sampled: of 0.002 km2, or of 0.015 km2 where an area is larger than a town. */
const FINE = 11;
const COARSE = 10;
const FINE_UP_TO_KM2 = 20;
/** Metres between the middles of two neighbouring cells of resolution 11. */
const FINE_STEP_M = 43;

export interface Spread {
  readonly cells: readonly ResidentCell[];
  readonly refused: readonly RefusedRow[];
}

/**
 * Shares residents out over H3 cells by area (areal interpolation), leaving out the cells that hold no street: nobody lives in the
 * middle of a river. An area that touches no street at all lies outside the metro and is refused. No resident is gained or lost.
 */
export function spread(rows: readonly PopulationRow[], hasStreets: (cell: string) => boolean): Spread {
  // Who counted by cell has settled where people live: the street may run just beyond.
  const nearStreets = (cell: string): boolean => gridDisk(cell, 1).some(hasStreets);
  const residents = new Map<string, number>();
  const refused: RefusedRow[] = [];
  for (const { row, area, residents: count } of rows) {
    const inhabited = area.kind === 'cell' ? nearStreets : hasStreets;
    const shares = [...sharesOf(area)].filter(([cell]) => inhabited(cell));
    const total = shares.reduce((sum, [, share]) => sum + share, 0);
    if (total === 0) refused.push({ row, reason: 'it lies where the network has no streets' });
    for (const [cell, share] of shares) residents.set(cell, (residents.get(cell) ?? 0) + (count * share) / total);
  }
  return { cells: [...residents].map(([cell, count]) => ({ cell, residents: count })), refused };
}

/** Cells and how much of the area lies in each, in no particular unit. */
function sharesOf(area: PopulationArea): ReadonlyMap<string, number> {
  switch (area.kind) {
    case 'cell':
      return new Map([[area.cell, 1]]);
    case 'disc':
      return countByCell(samplesOfDisc(area), () => latLngToCell(area.lat, area.lon, RESIDENT_CELL_RESOLUTION));
    case 'polygons': {
      const fineness = roughKm2(area.polygons) > FINE_UP_TO_KM2 ? COARSE : FINE;
      const [lon, lat] = area.polygons[0]![0]![0]!;
      return countByCell(
        area.polygons.flatMap((rings) => polygonToCells(rings as [number, number][][], fineness, true)),
        () => latLngToCell(lat!, lon!, RESIDENT_CELL_RESOLUTION),
      );
    }
  }
}

function countByCell(samples: readonly string[], cellOfNothing: () => string): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const sample of samples) {
    const cell = cellToParent(sample, RESIDENT_CELL_RESOLUTION);
    counts.set(cell, (counts.get(cell) ?? 0) + 1);
  }
  return counts.size > 0 ? counts : new Map([[cellOfNothing(), 1]]);
}

function samplesOfDisc({ lat, lon, radiusMetres }: Extract<PopulationArea, { kind: 'disc' }>): string[] {
  const fineness = (Math.PI * radiusMetres ** 2) / 1e6 > FINE_UP_TO_KM2 ? COARSE : FINE;
  const step = fineness === FINE ? FINE_STEP_M : FINE_STEP_M * Math.sqrt(7);
  const rings = Math.min(Math.ceil((radiusMetres / step) * 1.2) + 1, 300);
  return gridDisk(latLngToCell(lat, lon, fineness), rings).filter((sample) => {
    const [sampleLat, sampleLon] = cellToLatLng(sample);
    return haversineMetres({ lat, lon }, { lat: sampleLat, lon: sampleLon }) <= radiusMetres;
  });
}

/** Of the bounding box: enough to choose how finely to sample. */
function roughKm2(polygons: Extract<PopulationArea, { kind: 'polygons' }>['polygons']): number {
  const points = polygons.flatMap(([outer]) => outer ?? []);
  const lons = points.map(([lon]) => lon!);
  const lats = points.map(([, lat]) => lat!);
  const south = lats.reduce((a, b) => Math.min(a, b));
  const north = lats.reduce((a, b) => Math.max(a, b));
  const width = lons.reduce((a, b) => Math.max(a, b)) - lons.reduce((a, b) => Math.min(a, b));
  return (north - south) * 111.2 * width * 111.2 * Math.cos((south * Math.PI) / 180);
}
