import type { OsmData, OsmWay } from './osm-data.js';
import { BACKWARD, BOTH, FORWARD, NEITHER, PASSAGE, stopsWalkers, walkDirections } from './walk-access.js';

/** Every walkable piece between two neighbouring nodes of a way, before contraction. */
export interface StreetSegments {
  readonly count: number;
  readonly from: Uint32Array;
  readonly to: Uint32Array;
  readonly directions: Uint8Array;
  /** Points of OSM, and behind them copies of blocked nodes: each street ends at a copy of its own. */
  readonly latE7: Int32Array;
  readonly lonE7: Int32Array;
}

/** @returns walkable segments of the ways, and of outlines of walkable areas; blocked nodes join nothing */
export function streetSegments(osm: OsmData): StreetSegments {
  const outlines = outlineIds(osm);
  const walkable: { way: OsmWay; directions: number }[] = [];
  let count = 0;
  for (const way of osm.ways) {
    const directions = outlines.has(way.id) ? BOTH | PASSAGE : walkDirections(way.tags);
    if (directions === NEITHER || way.nodes.length < 2) continue;
    walkable.push({ way, directions });
    count += way.nodes.length - 1;
  }
  const blocked = new Set([...osm.barriers].filter(([, tags]) => stopsWalkers(tags)).map(([node]) => node));
  const segments = {
    from: new Uint32Array(count),
    to: new Uint32Array(count),
    directions: new Uint8Array(count),
  };
  const copies: number[] = [];
  const endAt = (node: number): number => (blocked.has(node) ? osm.nodes.count + copies.push(node) - 1 : node);
  let used = 0;
  for (const { way, directions } of walkable) {
    for (let i = 1; i < way.nodes.length; i++) {
      if (way.nodes[i - 1] === way.nodes[i]) continue;
      segments.from[used] = endAt(way.nodes[i - 1]!);
      segments.to[used] = endAt(way.nodes[i]!);
      segments.directions[used++] = directions;
    }
  }
  return { ...segments, count: used, ...withCopies(osm, copies) };
}

/** Ways without a highway of their own that bound a walkable multipolygon. */
function outlineIds(osm: OsmData): Set<number> {
  const ids = new Set<number>();
  for (const relation of osm.relations) {
    if (walkDirections(relation.tags) === NEITHER) continue;
    for (const member of relation.members) if (member.type === 'way') ids.add(member.ref);
  }
  for (const way of osm.ways) if (way.tags['highway'] !== undefined) ids.delete(way.id);
  return ids;
}

function withCopies(osm: OsmData, copies: readonly number[]): Pick<StreetSegments, 'latE7' | 'lonE7'> {
  const latE7 = new Int32Array(osm.nodes.count + copies.length);
  const lonE7 = new Int32Array(osm.nodes.count + copies.length);
  latE7.set(osm.nodes.latE7);
  lonE7.set(osm.nodes.lonE7);
  copies.forEach((node, i) => {
    latE7[osm.nodes.count + i] = osm.nodes.latE7[node]!;
    lonE7[osm.nodes.count + i] = osm.nodes.lonE7[node]!;
  });
  return { latE7, lonE7 };
}

/** The same directions for one who walks the segment from its end. */
export function turned(directions: number): number {
  const turnedBits = ((directions & FORWARD) === 0 ? 0 : BACKWARD) | ((directions & BACKWARD) === 0 ? 0 : FORWARD);
  return turnedBits | (directions & PASSAGE);
}
