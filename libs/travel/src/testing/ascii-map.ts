import type { LatLon } from '#libs/kernel';
import { E7, scaleAt } from '../domain/metres.js';
import type { OsmData, OsmTags, OsmWay } from '../domain/osm-data.js';

const SOUTH_WEST: LatLon = { lat: 44.5, lon: 11.3 };

export interface AsciiMap {
  readonly osm: OsmData;
  /** Position of a letter or digit on the map. */
  readonly at: (name: string) => LatLon;
}

/**
 * Streets from a drawing: every letter or digit is a place, a column is `metres` wide and a row `metres` high, north is
 * up; lines between places are for the eye only. `ways` names the places a street runs through, in order.
 */
export function asciiMap(
  drawing: string,
  ways: Readonly<Record<string, OsmTags>>,
  { metres = 10, nodes = {} }: { metres?: number; nodes?: Readonly<Record<string, OsmTags>> } = {},
): AsciiMap {
  const scale = scaleAt(SOUTH_WEST.lat);
  const rows = drawing.split('\n').toReversed();
  const names: string[] = [];
  const lat: number[] = [];
  const lon: number[] = [];
  rows.forEach((row, y) => {
    for (const { 0: name, index } of row.matchAll(/[A-Za-z0-9]/g)) {
      names.push(name);
      lat.push(Math.round(SOUTH_WEST.lat * E7 + (y * metres) / scale.perLatE7));
      lon.push(Math.round(SOUTH_WEST.lon * E7 + (index * metres) / scale.perLonE7));
    }
  });
  const indexOf = (name: string): number => {
    const index = names.indexOf(name);
    if (index < 0) throw new Error(`${name} is not on the map`);
    return index;
  };
  const streets = Object.entries(ways).map(([places, tags], id): OsmWay => ({
    id,
    tags,
    nodes: Uint32Array.from(places, indexOf),
  }));
  const osm: OsmData = {
    nodes: { count: names.length, latE7: Int32Array.from(lat), lonE7: Int32Array.from(lon) },
    ways: streets,
    relations: [],
    places: [],
    barriers: new Map(Object.entries(nodes).map(([name, tags]) => [indexOf(name), tags])),
    bbox: {
      west: Math.min(...lon) / E7,
      south: Math.min(...lat) / E7,
      east: Math.max(...lon) / E7,
      north: Math.max(...lat) / E7,
    },
  };
  return { osm, at: (name) => ({ lat: lat[indexOf(name)]! / E7, lon: lon[indexOf(name)]! / E7 }) };
}

/** The point so many metres east and north of another. */
export function offset(from: LatLon, eastMetres: number, northMetres: number): LatLon {
  const scale = scaleAt(from.lat);
  return { lat: from.lat + northMetres / scale.perLatE7 / E7, lon: from.lon + eastMetres / scale.perLonE7 / E7 };
}
