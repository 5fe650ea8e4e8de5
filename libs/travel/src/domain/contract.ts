import { turned, type StreetSegments } from './street-segments.js';

/** A street between two junctions: every point on the way has just one way on. */
export interface Chain {
  /** Points in order, both ends included. */
  readonly points: readonly number[];
  /** FORWARD and BACKWARD bits along the points. */
  readonly directions: number;
}

/**
 * Joins segments at points where exactly two meet with the same directions (degree-2 contraction).
 * A ring that meets nothing becomes one chain that ends where it starts.
 */
export function contract(segments: StreetSegments): Chain[] {
  const incidence = incidenceOf(segments);
  const used = new Uint8Array(segments.count);
  const chains: Chain[] = [];
  const trace = (segment: number, start: number): void => {
    if (used[segment] === 1) return;
    chains.push(follow(segments, incidence, used, segment, start));
  };
  for (let point = 0; point < segments.latE7.length; point++) {
    const { first, list } = incidence;
    if (first[point] === first[point + 1] || isInterior(segments, incidence, point)) continue;
    for (let i = first[point]!; i < first[point + 1]!; i++) trace(list[i]!, point);
  }
  for (let segment = 0; segment < segments.count; segment++) trace(segment, segments.from[segment]!);
  return chains;
}

/** Segments that touch each point: those of point p are list[first[p]] .. list[first[p + 1] - 1]. */
interface Incidence {
  readonly first: Uint32Array;
  readonly list: Uint32Array;
}

function incidenceOf({ count, from, to, latE7 }: StreetSegments): Incidence {
  const first = new Uint32Array(latE7.length + 1);
  for (let s = 0; s < count; s++) {
    first[from[s]! + 1]!++;
    first[to[s]! + 1]!++;
  }
  for (let p = 1; p < first.length; p++) first[p]! += first[p - 1]!;
  const list = new Uint32Array(2 * count);
  const cursor = first.slice();
  for (let s = 0; s < count; s++) {
    list[cursor[from[s]!]!++] = s;
    list[cursor[to[s]!]!++] = s;
  }
  return { first, list };
}

function directionsFrom(segments: StreetSegments, segment: number, point: number): number {
  const directions = segments.directions[segment]!;
  return segments.from[segment] === point ? directions : turned(directions);
}

function isInterior(segments: StreetSegments, { first, list }: Incidence, point: number): boolean {
  if (first[point + 1]! - first[point]! !== 2) return false;
  const a = list[first[point]!]!;
  const b = list[first[point]! + 1]!;
  return a !== b && turned(directionsFrom(segments, a, point)) === directionsFrom(segments, b, point);
}

function follow(
  segments: StreetSegments,
  incidence: Incidence,
  used: Uint8Array,
  start: number,
  startPoint: number,
): Chain {
  const { first, list } = incidence;
  const directions = directionsFrom(segments, start, startPoint);
  const points = [startPoint];
  let segment = start;
  let point = startPoint;
  for (;;) {
    used[segment] = 1;
    point = segments.from[segment] === point ? segments.to[segment]! : segments.from[segment]!;
    points.push(point);
    if (point === startPoint || !isInterior(segments, incidence, point)) return { points, directions };
    segment = list[first[point]!] === segment ? list[first[point]! + 1]! : list[first[point]!]!;
  }
}
