import type { SeededRandom } from '#libs/kernel';
import { crossing, distance, type Point } from './plane.js';
import type { StreetLine } from './street-lines.js';

export interface JoinedStreet {
  readonly line: StreetLine;
  /** numbers of nodes, at least two */
  readonly nodes: readonly number[];
}

/** Streets that share a node where they cross, as they do in a map. */
export interface JoinedStreets {
  readonly nodes: readonly Point[];
  readonly streets: readonly JoinedStreet[];
}

interface Segment {
  readonly line: number;
  readonly a: Point;
  readonly b: Point;
  readonly cuts: { readonly t: number; readonly node: number }[];
}

const GRID = 120;
/** An end that sticks out beyond the last crossing by less than this is cut off. */
const STUB = 45;

export function joinStreets(lines: readonly StreetLine[], random: SeededRandom): JoinedStreets {
  const nodes: Point[] = [];
  const known = new Map<string, number>();
  const nodeAt = (p: Point): number => {
    const key = `${Math.round(p.x)},${Math.round(p.y)}`;
    const node = known.get(key) ?? nodes.push(p) - 1;
    known.set(key, node);
    return node;
  };
  const segments = lines.map((line, n) => segmentsOf(line, n));
  cutWhereTheyCross(segments.flat(), nodeAt);
  const chains = segments.map((some) => chain(some, nodeAt));
  const used = new Map<number, number>();
  for (const nodesOfLine of chains) for (const node of nodesOfLine) used.set(node, (used.get(node) ?? 0) + 1);
  const isJunction = (node: number): boolean => used.get(node)! > 1;
  const streets = chains.flatMap((all, n) =>
    withGaps(trimmed(all, nodes, isJunction), lines[n]!.gaps, isJunction, random).map((part) => ({
      line: lines[n]!,
      nodes: part,
    })),
  );
  return { nodes, streets };
}

function segmentsOf({ points }: StreetLine, line: number): Segment[] {
  return points.slice(1).map((b, i) => ({ line, a: points[i]!, b, cuts: [] }));
}

function cutWhereTheyCross(segments: readonly Segment[], nodeAt: (p: Point) => number): void {
  const squares = new Map<string, Segment[]>();
  for (const segment of segments) {
    for (const key of squaresOf(segment)) {
      const others = squares.get(key) ?? [];
      for (const other of others) if (other.line !== segment.line) cutPair(segment, other, key, nodeAt);
      others.push(segment);
      squares.set(key, others);
    }
  }
}

function* squaresOf({ a, b }: Segment): Generator<string> {
  const low = (u: number, v: number): number => Math.floor(Math.min(u, v) / GRID);
  const high = (u: number, v: number): number => Math.floor(Math.max(u, v) / GRID);
  for (let i = low(a.x, b.x); i <= high(a.x, b.x); i++)
    for (let j = low(a.y, b.y); j <= high(a.y, b.y); j++) yield `${i},${j}`;
}

/** Two segments may meet in several squares of the grid; the crossing counts in the one where it lies. */
function cutPair(s: Segment, o: Segment, square: string, nodeAt: (p: Point) => number): void {
  const met = crossing(s.a, s.b, o.a, o.b);
  if (met === undefined) return;
  const [t, u] = met;
  const p = { x: s.a.x + t * (s.b.x - s.a.x), y: s.a.y + t * (s.b.y - s.a.y) };
  if (`${Math.floor(p.x / GRID)},${Math.floor(p.y / GRID)}` !== square) return;
  const node = nodeAt(p);
  s.cuts.push({ t, node });
  o.cuts.push({ t: u, node });
}

function chain(segments: readonly Segment[], nodeAt: (p: Point) => number): number[] {
  const all = segments.flatMap(({ a, cuts }) => [
    nodeAt(a),
    ...cuts.toSorted((c, d) => c.t - d.t).map(({ node }) => node),
  ]);
  all.push(nodeAt(segments.at(-1)!.b));
  return all.filter((node, i) => node !== all[i - 1]);
}

function trimmed(chainNodes: readonly number[], nodes: readonly Point[], isJunction: (n: number) => boolean): number[] {
  const cutStart = (all: readonly number[]): number[] => {
    const first = all.findIndex(isJunction);
    if (first <= 0) return first < 0 ? [] : [...all];
    let length = 0;
    for (let i = 1; i <= first; i++) length += distance(nodes[all[i - 1]!]!, nodes[all[i]!]!);
    return length < STUB ? all.slice(first) : [...all];
  };
  return cutStart(cutStart(chainNodes).toReversed()).toReversed();
}

/** Leaves out some stretches between crossings: streets that were never built through. */
function withGaps(
  all: readonly number[],
  gaps: number,
  isJunction: (n: number) => boolean,
  random: SeededRandom,
): number[][] {
  const parts: number[][] = [];
  let part: number[] = [];
  let stretch: number[] = all.slice(0, 1);
  const close = (): void => {
    if (random.next() >= gaps) part = part.length === 0 ? stretch : [...part, ...stretch.slice(1)];
    else if (part.length > 0) {
      parts.push(part);
      part = [];
    }
    stretch = stretch.slice(-1);
  };
  for (const node of all.slice(1)) {
    stretch.push(node);
    if (isJunction(node)) close();
  }
  if (stretch.length > 1) close();
  if (part.length > 1) parts.push(part);
  return parts.filter((some) => some.length > 1);
}
