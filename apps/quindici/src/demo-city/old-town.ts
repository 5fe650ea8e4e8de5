import type { SeededRandom } from '#libs/kernel';
import { WALLS_RADIUS } from './city-plan.js';
import { StreetNames } from './names.js';
import { type Point, polar } from './plane.js';
import type { StreetLine } from './street-lines.js';

const SIDE = 46;
const JITTER = 15;
const SQUARE = 58;

/** Lanes that grew without a plan: a honeycomb shaken out of shape, four main streets, a square in the middle. */
export function oldTownLanes(names: StreetNames, random: SeededRandom): StreetLine[] {
  const shaken = new Map<string, Point>();
  const corner = (i: number, j: number): Point => {
    const key = `${i},${j}`;
    const known = shaken.get(key);
    if (known !== undefined) return known;
    const point = {
      x: i * SIDE * 0.87 + random.between(-JITTER, JITTER),
      y: j * SIDE * 1.5 + ((i + j) % 2 === 0 ? SIDE * 0.16 : -SIDE * 0.16) + random.between(-JITTER, JITTER),
    };
    shaken.set(key, point);
    return point;
  };
  const half = Math.ceil(WALLS_RADIUS / SIDE) + 2;
  const range = Array.from({ length: 2 * half + 1 }, (_, n) => n - half);
  const lanes = range.flatMap((j) => within(range.map((i) => corner(i, j))));
  const passages = range.flatMap((j) =>
    range.filter((i) => Math.abs(i + j) % 2 === 0).flatMap((i) => within([corner(i, j), corner(i, j + 1)])),
  );
  return [
    ...mainStreets(names),
    square(),
    ...lanes.flatMap((points) => lane(points, names, random)),
    ...passages.map((points) => passage(points, names, random)),
  ];
}

/** A zigzag row is several lanes, one after another. */
function lane(points: readonly Point[], names: StreetNames, random: SeededRandom): StreetLine[] {
  const lines: StreetLine[] = [];
  for (let from = 0; from < points.length - 1;) {
    const to = Math.min(points.length - 1, from + 4 + Math.floor(random.next() * 6));
    const kind = random.next() < 0.5 ? 'pedestrian' : 'residential';
    lines.push({ kind, name: names.lane(), points: points.slice(from, to + 1), gaps: 0.05 });
    from = to;
  }
  return lines;
}

function passage(points: readonly Point[], names: StreetNames, random: SeededRandom): StreetLine {
  return random.next() < 0.4
    ? { kind: 'residential', name: names.lane(), points, gaps: 0.08 }
    : { kind: 'pedestrian', name: undefined, points, gaps: 0.08 };
}

function mainStreets(names: StreetNames): StreetLine[] {
  return [0.35, 1.9, 3.6, 5.2].map((angle) => ({
    kind: 'tertiary',
    name: names.avenue(),
    gaps: 0,
    points: Array.from({ length: 13 }, (_, n) =>
      polar(SQUARE - 8 + (n / 12) * (WALLS_RADIUS - SQUARE + 14), angle + 0.05 * Math.sin(n)),
    ),
  }));
}

function square(): StreetLine {
  const corners = [0, 1, 2, 3, 4].map((n) => polar(SQUARE, 0.6 + (n * Math.PI) / 2));
  return { kind: 'pedestrian', name: 'Piazza Grande', points: corners, gaps: 0 };
}

/** The runs of a row that lie within the walls and outside the square. */
function within(points: readonly Point[]): Point[][] {
  const runs: Point[][] = [[]];
  for (const p of points) {
    const radius = Math.hypot(p.x, p.y);
    if (radius < WALLS_RADIUS + 30 && radius > SQUARE - 20) runs.at(-1)!.push(p);
    else runs.push([]);
  }
  return runs.filter((run) => run.length > 1);
}
