import type { OsmTags } from '../domain/osm-data.js';

/** Keys that make a way worth keeping for the walking network or the base map. */
const STREET_OR_LAND = [
  'highway',
  'railway',
  'waterway',
  'natural',
  'landuse',
  'leisure',
  'aeroway',
  'man_made',
  'place',
];
const AREA_KEYS = ['natural', 'landuse', 'leisure', 'waterway', 'place', 'highway', 'water'];
const ACCESS_KEYS = ['barrier', 'foot', 'pedestrian', 'access', 'locked'];

export function isRelevantWay(tags: OsmTags): boolean {
  return STREET_OR_LAND.some((key) => tags[key] !== undefined);
}

/** Ways that may be members of a kept multipolygon: the outline of a lake carries no tags itself. */
export function mayBeMember(tags: OsmTags): boolean {
  return tags['building'] === undefined;
}

export function isRelevantRelation(tags: OsmTags): boolean {
  return tags['type'] === 'multipolygon' && AREA_KEYS.some((key) => tags[key] !== undefined);
}

export function isPlace(tags: OsmTags): boolean {
  return tags['place'] !== undefined && tags['name'] !== undefined;
}

export function mayStopWalkers(tags: OsmTags): boolean {
  return ACCESS_KEYS.some((key) => tags[key] !== undefined);
}
