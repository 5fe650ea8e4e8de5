import { latLngToCell } from 'h3-js';
import type { OsmData } from '#libs/travel';
import { RESIDENT_CELL_RESOLUTION } from '../population/read-population.js';

export interface StreetPlace {
  readonly street: string;
  readonly lat: number;
  readonly lon: number;
}

const FRONTED = new Set([
  'primary',
  'secondary',
  'tertiary',
  'unclassified',
  'residential',
  'living_street',
  'pedestrian',
]);

/** Places on streets that have a name and houses, by H3 cell: the middle of every stretch between two points of the street. */
export function namedStreets({ ways, nodes }: OsmData): ReadonlyMap<string, readonly StreetPlace[]> {
  const places = new Map<string, StreetPlace[]>();
  for (const way of ways) {
    const street = way.tags['name'];
    if (street === undefined || !FRONTED.has(way.tags['highway'] ?? '')) continue;
    for (let i = 1; i < way.nodes.length; i++) {
      const [a, b] = [way.nodes[i - 1]!, way.nodes[i]!];
      const lat = (nodes.latE7[a]! + nodes.latE7[b]!) / 2e7;
      const lon = (nodes.lonE7[a]! + nodes.lonE7[b]!) / 2e7;
      const cell = latLngToCell(lat, lon, RESIDENT_CELL_RESOLUTION);
      const known = places.get(cell);
      if (known === undefined) places.set(cell, [{ street, lat, lon }]);
      else known.push({ street, lat, lon });
    }
  }
  return places;
}
