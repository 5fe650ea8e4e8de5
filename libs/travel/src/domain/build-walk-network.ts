import { buildArcs } from './build-arcs.js';
import { buildSpatialIndex } from './build-spatial-index.js';
import { Components } from './components.js';
import { contract, type Chain } from './contract.js';
import { E7, metresBetween } from './metres.js';
import { intoSharedMemory } from './network-arrays.js';
import type { BoundingBox, OsmData } from './osm-data.js';
import { streetSegments, type StreetSegments } from './street-segments.js';
import { NoWalkableStreets } from './travel-errors.js';
import { PASSAGE } from './walk-access.js';
import { WalkNetwork } from './walk-network.js';
import { zOrder } from './z-order.js';

export interface BuildOptions {
  /** Share of the work done, 0..1. */
  readonly onProgress?: (done: number) => void;
}

/**
 * The walking network of an extract: contracted, its largest connected part only, ready to search and to share.
 * @throws NoWalkableStreets
 */
export function buildWalkNetwork(osm: OsmData, { onProgress }: BuildOptions = {}): WalkNetwork {
  const segments = streetSegments(osm);
  onProgress?.(0.2);
  const chains = contract(segments).map((chain) => ({ ...chain, metres: lengthOf(chain, segments) }));
  onProgress?.(0.5);
  if (chains.length === 0) throw new NoWalkableStreets();
  const { kept, islands, islandMetres } = largestPart(chains, segments.latE7.length);
  if (kept.every((chain) => (chain.directions & PASSAGE) !== 0)) throw new NoWalkableStreets();
  const nodes = numberNodes(kept, segments);
  const edges = fillEdges(kept, segments, nodes.numbers);
  onProgress?.(0.7);
  const arrays = {
    nodeLat: nodes.lat,
    nodeLon: nodes.lon,
    ...edges,
    ...buildArcs(nodes.lat.length, edges),
    ...buildSpatialIndex(edges),
  };
  onProgress?.(1);
  const shared = intoSharedMemory(arrays);
  return new WalkNetwork(shared.buffer, shared.arrays, {
    nodes: nodes.lat.length,
    edges: kept.length,
    km: kept.reduce((sum, chain) => sum + chain.metres, 0) / 1000,
    islands,
    islandKm: islandMetres / 1000,
    bbox: boundsOf(edges.shapeLat, edges.shapeLon),
  });
}

interface MeasuredChain extends Chain {
  readonly metres: number;
}

function lengthOf({ points }: Chain, { lonE7, latE7 }: StreetSegments): number {
  let metres = 0;
  for (let i = 1; i < points.length; i++) {
    const a = points[i - 1]!;
    const b = points[i]!;
    metres += metresBetween(lonE7[a]!, latE7[a]!, lonE7[b]!, latE7[b]!);
  }
  return metres;
}

const startOf = ({ points }: Chain): number => points[0]!;
const endOf = ({ points }: Chain): number => points[points.length - 1]!;

/** The connected part with the most metres; what hangs on nothing of it is an island. */
function largestPart(
  chains: readonly MeasuredChain[],
  pointCount: number,
): { kept: MeasuredChain[]; islands: number; islandMetres: number } {
  const components = new Components(pointCount);
  for (const chain of chains) components.join(startOf(chain), endOf(chain));
  const metres = new Map<number, number>();
  for (const chain of chains) {
    const root = components.rootOf(startOf(chain));
    metres.set(root, (metres.get(root) ?? 0) + chain.metres);
  }
  const total = [...metres.values()].reduce((sum, length) => sum + length, 0);
  const [largest, most] = [...metres].reduce((best, part) => (part[1] > best[1] ? part : best));
  const kept = chains.filter((chain) => components.rootOf(startOf(chain)) === largest);
  return { kept, islands: metres.size - 1, islandMetres: total - most };
}

/** Ends of chains become nodes, numbered along a Z-order curve so that neighbours share cache lines. */
function numberNodes(
  chains: readonly Chain[],
  { latE7, lonE7 }: StreetSegments,
): { numbers: ReadonlyMap<number, number>; lat: Int32Array; lon: Int32Array } {
  const ends = [...new Set(chains.flatMap((chain) => [startOf(chain), endOf(chain)]))];
  const box = boundsOf(
    ends.map((point) => latE7[point]!),
    ends.map((point) => lonE7[point]!),
  );
  const span = Math.max(box.east - box.west, box.north - box.south, 1 / E7);
  const step = (value: number, least: number): number => Math.floor(((value / E7 - least) / span) * 65535);
  const keyed = ends.map((point) => ({
    point,
    key: zOrder(step(lonE7[point]!, box.west), step(latE7[point]!, box.south)),
  }));
  keyed.sort((a, b) => a.key - b.key || a.point - b.point);
  return {
    numbers: new Map(keyed.map(({ point }, number) => [point, number])),
    lat: Int32Array.from(keyed, ({ point }) => latE7[point]!),
    lon: Int32Array.from(keyed, ({ point }) => lonE7[point]!),
  };
}

function fillEdges(chains: readonly MeasuredChain[], segments: StreetSegments, numbers: ReadonlyMap<number, number>) {
  const ordered = chains
    .map((chain) => ({ ...chain, from: numbers.get(startOf(chain))!, to: numbers.get(endOf(chain))! }))
    .toSorted((a, b) => a.from - b.from || a.to - b.to);
  const edgeShape = new Uint32Array(ordered.length + 1);
  ordered.forEach((chain, edge) => (edgeShape[edge + 1] = edgeShape[edge]! + chain.points.length));
  const points = ordered.flatMap((chain) => chain.points);
  return {
    edgeFrom: Uint32Array.from(ordered, (chain) => chain.from),
    edgeTo: Uint32Array.from(ordered, (chain) => chain.to),
    edgeMetres: Float32Array.from(ordered, (chain) => chain.metres),
    edgeDirections: Uint8Array.from(ordered, (chain) => chain.directions),
    edgeShape,
    shapeLat: Int32Array.from(points, (point) => segments.latE7[point]!),
    shapeLon: Int32Array.from(points, (point) => segments.lonE7[point]!),
  };
}

function boundsOf(latE7: ArrayLike<number>, lonE7: ArrayLike<number>): BoundingBox {
  const box = { west: Infinity, south: Infinity, east: -Infinity, north: -Infinity };
  for (let i = 0; i < latE7.length; i++) {
    box.west = Math.min(box.west, lonE7[i]! / E7);
    box.east = Math.max(box.east, lonE7[i]! / E7);
    box.south = Math.min(box.south, latE7[i]! / E7);
    box.north = Math.max(box.north, latE7[i]! / E7);
  }
  return box;
}
