/** A point of the plan, in metres from the centre: x to the east, y to the north. */
export interface Point {
  readonly x: number;
  readonly y: number;
}

export const polar = (radius: number, angle: number): Point => ({
  x: radius * Math.cos(angle),
  y: radius * Math.sin(angle),
});
/** A square root, since Math.hypot guards against overflow at several times the cost. */
export const distance = (a: Point, b: Point): number => Math.sqrt(squaredDistance(a, b));
export const squaredDistance = (a: Point, b: Point): number => (b.x - a.x) ** 2 + (b.y - a.y) ** 2;
export const between = (a: Point, b: Point, t: number): Point => ({
  x: a.x + t * (b.x - a.x),
  y: a.y + t * (b.y - a.y),
});

const SQUARE = 400;

/** Answers how near a polyline runs, for distances below the reach it was made for. */
export class NearLine {
  private readonly squares = new Map<string, (readonly [Point, Point])[]>();

  constructor(
    line: readonly Point[],
    private readonly reach: number,
  ) {
    for (let i = 1; i < line.length; i++) this.add(line[i - 1]!, line[i]!);
  }

  /** Metres to the line; Infinity beyond the reach. */
  distance(p: Point): number {
    const near = this.squares.get(`${Math.floor(p.x / SQUARE)},${Math.floor(p.y / SQUARE)}`) ?? [];
    return near.reduce((nearest, [a, b]) => Math.min(nearest, distanceToSegment(p, a, b)), Infinity);
  }

  private add(a: Point, b: Point): void {
    const [west, east] = [Math.min(a.x, b.x) - this.reach, Math.max(a.x, b.x) + this.reach];
    const [south, north] = [Math.min(a.y, b.y) - this.reach, Math.max(a.y, b.y) + this.reach];
    for (let i = Math.floor(west / SQUARE); i <= Math.floor(east / SQUARE); i++)
      for (let j = Math.floor(south / SQUARE); j <= Math.floor(north / SQUARE); j++) {
        const key = `${i},${j}`;
        this.squares.set(key, [...(this.squares.get(key) ?? []), [a, b]]);
      }
  }
}

function distanceToSegment(p: Point, a: Point, b: Point): number {
  const [dx, dy] = [b.x - a.x, b.y - a.y];
  const t = ((p.x - a.x) * dx + (p.y - a.y) * dy) / (dx * dx + dy * dy);
  return distance(p, between(a, b, Math.max(0, Math.min(1, t))));
}

/** Where two segments cross, as shares of each; undefined when they do not. */
export function crossing(a: Point, b: Point, c: Point, d: Point): readonly [number, number] | undefined {
  const [rx, ry, sx, sy] = [b.x - a.x, b.y - a.y, d.x - c.x, d.y - c.y];
  const denominator = rx * sy - ry * sx;
  if (Math.abs(denominator) < 1e-9) return undefined;
  const t = ((c.x - a.x) * sy - (c.y - a.y) * sx) / denominator;
  const u = ((c.x - a.x) * ry - (c.y - a.y) * rx) / denominator;
  return t >= 0 && t <= 1 && u >= 0 && u <= 1 ? [t, u] : undefined;
}

/** A convex polygon whose edges know what lies beyond them. */
export type Cell = readonly { readonly from: Point; readonly beyond: number }[];

/** Cuts away what is nearer to `other` than to `site` (one step of a Voronoi cell by half-planes). */
export function keepNearer(cell: Cell, site: Point, other: Point, index: number): Cell {
  const middle = between(site, other, 0.5);
  const side = (p: Point): number => (p.x - middle.x) * (other.x - site.x) + (p.y - middle.y) * (other.y - site.y);
  const kept: { from: Point; beyond: number }[] = [];
  cell.forEach((edge, i) => {
    const [a, b] = [edge.from, cell[(i + 1) % cell.length]!.from];
    const [sa, sb] = [side(a), side(b)];
    if (sa <= 0) kept.push(edge);
    if (sa <= 0 !== sb <= 0) kept.push({ from: between(a, b, sa / (sa - sb)), beyond: sa <= 0 ? index : edge.beyond });
  });
  return kept;
}

/** The part of the line through `p` in direction `angle` that lies in a convex cell, as distances from `p`. */
export function clipLine(cell: Cell, p: Point, angle: number): readonly [number, number] | undefined {
  const [dx, dy] = [Math.cos(angle), Math.sin(angle)];
  let [enter, leave] = [-Infinity, Infinity];
  for (let i = 0; i < cell.length; i++) {
    const [a, b] = [cell[i]!.from, cell[(i + 1) % cell.length]!.from];
    const [nx, ny] = [a.y - b.y, b.x - a.x];
    const inside = nx * (p.x - a.x) + ny * (p.y - a.y);
    const slope = nx * dx + ny * dy;
    if (Math.abs(slope) < 1e-12) {
      if (inside < 0) return undefined;
    } else if (slope > 0) enter = Math.max(enter, -inside / slope);
    else leave = Math.min(leave, -inside / slope);
  }
  return enter < leave ? [enter, leave] : undefined;
}
