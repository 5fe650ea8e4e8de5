import type { OsmTags } from '../domain/osm-data.js';

export const baseMapLayers = ['water', 'green', 'waterway', 'rail', 'road', 'place'] as const;
export type BaseMapLayer = (typeof baseMapLayers)[number];

/** The zooms that are cut; what is deeper is drawn from the deepest. */
export const MIN_ZOOM = 8;
export const MAX_ZOOM = 14;

/** How a thing is drawn: its layer, its class there, and the zooms from which it and its name appear. */
export interface Classification {
  readonly layer: BaseMapLayer;
  readonly class: string;
  readonly minZoom: number;
  readonly nameMinZoom: number;
}

const road = (name: string, minZoom: number, nameMinZoom: number): Classification => ({
  layer: 'road',
  class: name,
  minZoom,
  nameMinZoom,
});

const MOTORWAY = road('motorway', 8, 12);
const TRUNK = road('trunk', 8, 12);
const PRIMARY = road('primary', 8, 12);
const SECONDARY = road('secondary', 10, 13);
const TERTIARY = road('tertiary', 11, 13);
const RESIDENTIAL = road('residential', 12, 14);
const PEDESTRIAN = road('pedestrian', 12, 14);
const SERVICE = road('service', 13, 14);
const PATH = road('path', 13, 14);
const STEPS = road('steps', 13, 14);

const ROADS: Readonly<Record<string, Classification>> = {
  motorway: MOTORWAY,
  motorway_link: MOTORWAY,
  trunk: TRUNK,
  trunk_link: TRUNK,
  primary: PRIMARY,
  primary_link: PRIMARY,
  secondary: SECONDARY,
  secondary_link: SECONDARY,
  tertiary: TERTIARY,
  tertiary_link: TERTIARY,
  unclassified: RESIDENTIAL,
  residential: RESIDENTIAL,
  living_street: RESIDENTIAL,
  road: RESIDENTIAL,
  pedestrian: PEDESTRIAN,
  service: SERVICE,
  footway: PATH,
  path: PATH,
  cycleway: PATH,
  bridleway: PATH,
  track: PATH,
  steps: STEPS,
};

const GREEN: Readonly<Record<string, ReadonlySet<string>>> = {
  leisure: new Set(['park', 'garden', 'pitch', 'golf_course', 'nature_reserve', 'recreation_ground', 'dog_park']),
  landuse: new Set([
    'grass',
    'forest',
    'meadow',
    'cemetery',
    'recreation_ground',
    'village_green',
    'orchard',
    'vineyard',
    'allotments',
  ]),
  natural: new Set(['wood', 'grassland', 'scrub', 'heath']),
};

const PLACES: Readonly<Record<string, Classification>> = Object.fromEntries(
  (
    [
      ['city', MIN_ZOOM, ['city', 'town']],
      ['suburb', 10, ['suburb', 'borough', 'village']],
      ['neighbourhood', 13, ['neighbourhood', 'quarter', 'hamlet']],
    ] as const
  ).flatMap(([name, minZoom, values]) =>
    values.map((value) => [value, { layer: 'place', class: name, minZoom, nameMinZoom: minZoom } as const]),
  ),
);

/** Of a line; undefined for what the base map leaves out. */
export function classifyLine(tags: OsmTags): Classification | undefined {
  if (tags['highway'] !== undefined) return ROADS[tags['highway']];
  if (tags['railway'] !== undefined) return classifyRail(tags);
  const waterway = tags['waterway'];
  if (waterway === 'river' || waterway === 'canal')
    return { layer: 'waterway', class: waterway, minZoom: 9, nameMinZoom: 12 };
  if (waterway === 'stream') return { layer: 'waterway', class: waterway, minZoom: 12, nameMinZoom: 14 };
  return undefined;
}

function classifyRail(tags: OsmTags): Classification | undefined {
  const kind = tags['railway']!;
  if (tags['tunnel'] === 'yes' || !['rail', 'light_rail', 'narrow_gauge', 'tram'].includes(kind)) return undefined;
  const minor = kind === 'tram' || tags['service'] !== undefined;
  return { layer: 'rail', class: kind, minZoom: minor ? 13 : 9, nameMinZoom: MAX_ZOOM + 1 };
}

/** Of a closed way or a multipolygon. */
export function classifyArea(tags: OsmTags): Classification | undefined {
  if (tags['area'] === 'no') return undefined;
  const water =
    tags['natural'] === 'water' ||
    tags['waterway'] === 'riverbank' ||
    tags['waterway'] === 'dock' ||
    ['reservoir', 'basin'].includes(tags['landuse'] ?? '');
  if (water) return { layer: 'water', class: tags['water'] ?? 'water', minZoom: MIN_ZOOM, nameMinZoom: 13 };
  for (const [key, values] of Object.entries(GREEN))
    if (values.has(tags[key] ?? '')) return { layer: 'green', class: tags[key]!, minZoom: MIN_ZOOM, nameMinZoom: 13 };
  return undefined;
}

export function classifyPlace(tags: OsmTags): Classification | undefined {
  return PLACES[tags['place'] ?? ''];
}
