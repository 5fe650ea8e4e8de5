import type { OsmTags } from './osm-data.js';

/** Bits of the directions in which a way may be walked, seen along its nodes. */
export const FORWARD = 1;
export const BACKWARD = 2;
export const BOTH = FORWARD | BACKWARD;
export const NEITHER = 0;
/**
 * The outline of a square: people cross it, so it joins the streets that end there, but a line round a square is no
 * place to start from: points are laid on real streets.
 */
export const PASSAGE = 4;

const words = (list: string): ReadonlySet<string> => new Set(list.split(' '));

const WALKABLE = words(
  'trunk trunk_link primary primary_link secondary secondary_link tertiary tertiary_link unclassified residential ' +
    'residential_link living_street road service track footway pedestrian steps path corridor elevator platform',
);

/** Foot may override these: cycleways and bridleways are not for walkers by default, nor are motorways. */
const ON_REQUEST = words('cycleway bridleway motorway motorway_link busway bus_guideway');

/** Ways for walkers alone, where a plain `oneway` means the walkers. */
const FOOT_ONLY = words('footway steps corridor elevator');

const ALLOWED = words(
  'yes designated permissive public official destination customers use_sidepath ' +
    'allowed passable sidewalk crossing footway dismount restricted',
);
const REFUSED = words(
  'no private permit emergency agricultural forestry military delivery discouraged residents employees staff',
);

/** Climbs that ask for hands or sure feet: not the way to a desk. */
const ALPINE = /^(mountain_hiking|demanding_mountain_hiking|(demanding_|difficult_)?alpine_hiking)$/;
const IMPASSABLE_BARRIERS = words('wall fence hedge city_wall retaining_wall guard_rail');

/** The most specific tag decides: foot before pedestrian before access. */
function granted(tags: OsmTags): boolean | undefined {
  for (const value of [tags['foot'], tags['pedestrian'], tags['access']]) {
    if (value === undefined) continue;
    if (ALLOWED.has(value)) return true;
    if (REFUSED.has(value)) return false;
  }
  return undefined;
}

/** Directions in which a way with these tags may be walked: FORWARD, BACKWARD, BOTH or NEITHER; areas add PASSAGE. */
export function walkDirections(tags: OsmTags): number {
  const highway = tags['highway'];
  if (highway === undefined || !(WALKABLE.has(highway) || ON_REQUEST.has(highway))) return NEITHER;
  if (tags['impassable'] === 'yes' || ALPINE.test(tags['sac_scale'] ?? '')) return NEITHER;
  const byTag = granted(tags);
  if (byTag === false) return NEITHER;
  const footTag = ALLOWED.has(tags['foot'] ?? '');
  if (!footTag && (ON_REQUEST.has(highway) || tags['motorroad'] === 'yes')) return NEITHER;
  return tags['area'] === 'yes' ? BOTH | PASSAGE : directions(tags, highway);
}

function directions(tags: OsmTags, highway: string): number {
  const conveying = tags['conveying'];
  if (conveying === 'forward') return FORWARD;
  if (conveying === 'backward') return BACKWARD;
  const oneway = tags['oneway:foot'] ?? tags['foot:oneway'] ?? (FOOT_ONLY.has(highway) ? tags['oneway'] : undefined);
  if (oneway === 'yes' || oneway === '1' || oneway === 'true') return FORWARD;
  if (oneway === '-1') return BACKWARD;
  const forward = tags['foot:forward'] === 'no' ? NEITHER : FORWARD;
  const backward = tags['foot:backward'] === 'no' ? NEITHER : BACKWARD;
  return forward | backward;
}

/** Whether a node with these tags ends the walk for everybody. */
export function stopsWalkers(tags: OsmTags): boolean {
  const byTag = granted(tags);
  if (byTag !== undefined) return !byTag;
  return tags['locked'] === 'yes' || IMPASSABLE_BARRIERS.has(tags['barrier'] ?? '');
}
