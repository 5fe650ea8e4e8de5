import { latLngToCell } from 'h3-js';
import type { LatLon } from '#libs/kernel';
import type { OsmData, OsmTags } from '#libs/travel';
import { RESIDENT_CELL_RESOLUTION } from '../population/read-population.js';

export interface StreetPlace {
  readonly street: string;
  readonly lat: number;
  readonly lon: number;
}

export interface Street {
  readonly tags: OsmTags;
  readonly points: readonly LatLon[];
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
export function namedStreets(streets: Iterable<Street>): ReadonlyMap<string, readonly StreetPlace[]> {
  const places = new Map<string, StreetPlace[]>();
  for (const { tags, points } of streets) {
    const street = tags['name'];
    if (street === undefined || !FRONTED.has(tags['highway'] ?? '')) continue;
    for (let i = 1; i < points.length; i++) {
      const [a, b] = [points[i - 1]!, points[i]!];
      const place = { street, lat: (a.lat + b.lat) / 2, lon: (a.lon + b.lon) / 2 };
      const cell = latLngToCell(place.lat, place.lon, RESIDENT_CELL_RESOLUTION);
      const known = places.get(cell);
      if (known === undefined) places.set(cell, [place]);
      else known.push(place);
    }
  }
  return places;
}

export function* streetsOf({ ways, nodes: { latE7, lonE7 } }: OsmData): Generator<Street> {
  for (const { tags, nodes } of ways)
    if (tags['highway'] !== undefined)
      yield { tags, points: Array.from(nodes, (node) => ({ lat: latE7[node]! / 1e7, lon: lonE7[node]! / 1e7 })) };
}
