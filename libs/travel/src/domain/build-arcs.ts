import type { Arcs } from './bucket-search.js';
import type { NetworkArrays } from './network-arrays.js';
import { BACKWARD, FORWARD } from './walk-access.js';
import { ticksToWalk } from './walking.js';

type Edges = Pick<NetworkArrays, 'edgeFrom' | 'edgeTo' | 'edgeMetres' | 'edgeDirections'>;
type ArcArrays = Pick<NetworkArrays, 'outFirst' | 'outTarget' | 'outTicks' | 'inFirst' | 'inTarget' | 'inTicks'>;

/**
 * Arcs of the edges in both senses of search. Loops and dead ends lead nowhere and get none: a place on them is reached
 * from the end that is a junction, and a search that starts there is seeded at that end.
 */
export function buildArcs(nodeCount: number, edges: Edges): ArcArrays {
  const degree = new Uint32Array(nodeCount);
  for (const ends of [edges.edgeFrom, edges.edgeTo]) for (const node of ends) degree[node]!++;
  const out = arcsOf(degree, edges, FORWARD, BACKWARD);
  const into = arcsOf(degree, edges, BACKWARD, FORWARD);
  return {
    outFirst: out.first,
    outTarget: out.target,
    outTicks: out.ticks,
    inFirst: into.first,
    inTarget: into.target,
    inTicks: into.ticks,
  };
}

/** @param ahead bit that lets the search pass an edge from its start to its end; `back` the other way */
function arcsOf(degree: Uint32Array, edges: Edges, ahead: number, back: number): Arcs {
  const nodeCount = degree.length;
  const first = new Uint32Array(nodeCount + 1);
  const each = (visit: (from: number, to: number, edge: number) => void): void => {
    for (let edge = 0; edge < edges.edgeFrom.length; edge++) {
      const from = edges.edgeFrom[edge]!;
      const to = edges.edgeTo[edge]!;
      if (from === to || degree[from] === 1 || degree[to] === 1) continue;
      if ((edges.edgeDirections[edge]! & ahead) !== 0) visit(from, to, edge);
      if ((edges.edgeDirections[edge]! & back) !== 0) visit(to, from, edge);
    }
  };
  each((from) => first[from + 1]!++);
  for (let node = 1; node <= nodeCount; node++) first[node]! += first[node - 1]!;
  const target = new Uint32Array(first[nodeCount]!);
  const ticks = new Uint32Array(first[nodeCount]!);
  const cursor = first.slice();
  each((from, to, edge) => {
    const arc = cursor[from]!++;
    target[arc] = to;
    ticks[arc] = ticksToWalk(edges.edgeMetres[edge]!);
  });
  return { first, target, ticks };
}
