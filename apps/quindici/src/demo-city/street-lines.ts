import type { SeededRandom } from '#libs/kernel';
import {
  type CityPlan,
  CITY_RADIUS,
  type District,
  type Fabric,
  isBuildable,
  RIVERSIDE,
  WALLS_RADIUS,
} from './city-plan.js';
import { StreetNames } from './names.js';
import { oldTownLanes } from './old-town.js';
import { between, clipLine, distance, type Point, polar } from './plane.js';
import { smoothNoise } from './smooth-noise.js';

export type StreetClass =
  'trunk' | 'primary' | 'secondary' | 'tertiary' | 'residential' | 'unclassified' | 'pedestrian' | 'path';

/** One street as it is drawn on the plan, before it is joined to those that it crosses. */
export interface StreetLine {
  readonly kind: StreetClass;
  readonly name: string | undefined;
  readonly points: readonly Point[];
  /** share of its stretches that were never built */
  readonly gaps: number;
}

const STEP = 12;
/** A line that ends at another goes a little beyond, so that the two surely cross. */
const OVERSHOOT = 5;

export function streetLines(plan: CityPlan, random: SeededRandom): StreetLine[] {
  const names = new StreetNames(random);
  return [
    ...rings(),
    ...radials(names, random),
    ...riversides(plan),
    ...districtBorders(plan, names),
    ...oldTownLanes(names, random),
    ...plan.parks.flatMap(({ name, outline }) => parkPaths(name, outline)),
    ...plan.districts.flatMap((district) => districtStreets(plan, district, names, random)),
  ];
}

const road = (kind: StreetClass, name: string | undefined, points: readonly Point[], gaps = 0): StreetLine => ({
  kind,
  name,
  points,
  gaps,
});

function rings(): StreetLine[] {
  const circle = (radius: number, steps: number): Point[] =>
    Array.from({ length: steps + 1 }, (_, n) => polar(radius, (n / steps) * 2 * Math.PI));
  return [
    road('secondary', 'Circonvallazione delle Mura', circle(WALLS_RADIUS, 60)),
    road('primary', 'Viale della Cerchia', circle(3200, 140)),
    road('trunk', 'Tangenziale', circle(7200, 240)),
  ];
}

const RADIALS = 10;

function radials(names: StreetNames, random: SeededRandom): StreetLine[] {
  return Array.from({ length: RADIALS }, (_radial, n) => {
    const angle = ((n + random.between(-0.2, 0.2)) / RADIALS) * 2 * Math.PI;
    const points = Array.from({ length: 60 }, (_, k) => {
      const radius = WALLS_RADIUS - OVERSHOOT + (k / 59) * (CITY_RADIUS - WALLS_RADIUS);
      return polar(radius, angle + 0.06 * Math.sin(radius / 1700 + n));
    });
    return road('primary', names.radial(n), points);
  });
}

function riversides({ river }: CityPlan): StreetLine[] {
  return [1, -1].flatMap((side) => {
    const bank = river.map((p, i) => {
      const [a, b] = [river[Math.max(0, i - 1)]!, river[Math.min(river.length - 1, i + 1)]!];
      const length = distance(a, b);
      return { x: p.x - (side * RIVERSIDE * (b.y - a.y)) / length, y: p.y + (side * RIVERSIDE * (b.x - a.x)) / length };
    });
    const inTown = bank.filter((p) => Math.hypot(p.x, p.y) < 8200);
    return [road('tertiary', side > 0 ? 'Lungofiume di Sopra' : 'Lungofiume di Sotto', inTown)];
  });
}

/** The avenue between two districts is drawn once, by the first of them. */
function districtBorders(plan: CityPlan, names: StreetNames): StreetLine[] {
  return plan.districts.flatMap(({ cell }, index) =>
    cell.flatMap(({ from, beyond }, i) => {
      if (beyond <= index) return [];
      const to = cell[(i + 1) % cell.length]!.from;
      const inner = Math.hypot(from.x + to.x, from.y + to.y) / 2 < 5500;
      const runs = buildableRuns(plan, [stretch(to, from), stretch(from, to)], 0);
      return runs.map((run) => road(inner ? 'secondary' : 'tertiary', names.avenue(), run));
    }),
  );
}

const stretch = (from: Point, to: Point): Point => between(from, to, 1 + OVERSHOOT / Math.max(distance(from, to), 1));

function parkPaths(name: string, outline: readonly Point[]): StreetLine[] {
  const across = (n: number): StreetLine => road('path', name, [outline[n]!, outline[(n + 23) % outline.length]!]);
  return [road('path', name, [...outline, outline[0]!]), across(3), across(19)];
}

interface Pattern {
  /** metres between rows and between columns */
  readonly blocks: readonly [number, number];
  /** metres by which streets bend */
  readonly bend: number;
  readonly gaps: number;
  readonly kind: StreetClass;
  /** each so many rows a wider one */
  readonly wider: number;
}

const PATTERNS: Record<Fabric, Pattern> = {
  dense: { blocks: [92, 74], bend: 3, gaps: 0.05, kind: 'residential', wider: 5 },
  blocks: { blocks: [150, 112], bend: 8, gaps: 0.1, kind: 'residential', wider: 4 },
  garden: { blocks: [118, 92], bend: 26, gaps: 0.24, kind: 'residential', wider: 6 },
  works: { blocks: [290, 210], bend: 0, gaps: 0.2, kind: 'unclassified', wider: 3 },
  village: { blocks: [104, 88], bend: 30, gaps: 0.2, kind: 'residential', wider: 4 },
  fields: { blocks: [820, 640], bend: 70, gaps: 0.4, kind: 'unclassified', wider: 99 },
};
const VILLAGE_RADIUS = 720;

function districtStreets(plan: CityPlan, district: District, names: StreetNames, random: SeededRandom): StreetLine[] {
  const { fabric } = district;
  const streets = lattice(plan, district, PATTERNS[fabric], names, random);
  return fabric === 'village' ? [...streets, ...lattice(plan, district, PATTERNS.fields, names, random)] : streets;
}

function lattice(
  plan: CityPlan,
  district: District,
  pattern: Pattern,
  names: StreetNames,
  random: SeededRandom,
): StreetLine[] {
  const small = district.fabric === 'village' && pattern !== PATTERNS.fields;
  const noise = smoothNoise(Math.round(district.angle * 1e6), 340);
  const directions = [0, 1].map((side) => ({ side, angle: district.angle + (side * Math.PI) / 2 }));
  return directions.flatMap(({ side, angle }) => {
    const gap = pattern.blocks[side]!;
    const count = Math.ceil((small ? VILLAGE_RADIUS : 3200) / gap);
    const rows = Array.from({ length: 2 * count + 1 }, (_, n) => (n - count) * gap + random.between(-0.14, 0.14) * gap);
    return rows.flatMap((offset, n) => {
      const across = polar(offset, angle + Math.PI / 2);
      const p = { x: district.site.x + across.x, y: district.site.y + across.y };
      const inCell = clipLine(district.cell, p, angle);
      if (inCell === undefined) return [];
      const reach = small
        ? Math.sqrt(Math.max(0, VILLAGE_RADIUS ** 2 - offset ** 2)) + random.between(-60, 60)
        : Infinity;
      const [from, to] = [Math.max(inCell[0] - OVERSHOOT, -reach), Math.min(inCell[1] + OVERSHOOT, reach)];
      const at = (along: number): Point => ({ x: p.x + along * Math.cos(angle), y: p.y + along * Math.sin(angle) });
      const kind = n % pattern.wider === 0 ? 'tertiary' : pattern.kind;
      const gaps = kind === 'tertiary' ? pattern.gaps / 4 : pattern.gaps;
      return buildableRuns(plan, [at(from), at(to)], 70).map((run) => {
        const name =
          pattern.kind === 'unclassified' ? undefined : kind === 'tertiary' ? names.avenue() : names.street();
        return road(kind, name, bend(run, pattern.bend, noise), gaps);
      });
    });
  });
}

/** Bends a straight street sideways, its ends excepted. */
function bend(run: readonly Point[], metres: number, noise: (p: Point) => number): Point[] {
  const [a, b] = [run[0]!, run.at(-1)!];
  const length = distance(a, b);
  if (metres === 0 || length < 120) return [a, b];
  const steps = Math.ceil(length / 55);
  return Array.from({ length: steps + 1 }, (_, n) => {
    const p = between(a, b, n / steps);
    const away = metres * noise(p) * Math.min(1, Math.min(n, steps - n) / 3);
    return { x: p.x - (away * (b.y - a.y)) / length, y: p.y + (away * (b.x - a.x)) / length };
  });
}

/** The parts of a straight line that may be built on, each drawn one step further to meet what it ends at. */
function buildableRuns(plan: CityPlan, [a, b]: readonly [Point, Point], shortest: number): Point[][] {
  const length = distance(a, b);
  const steps = Math.max(1, Math.ceil(length / STEP));
  const runs: [number, number][] = [];
  let start = -1;
  for (let n = 0; n <= steps + 1; n++) {
    const free = n <= steps && isBuildable(plan, between(a, b, n / steps));
    if (free && start < 0) start = n;
    if (!free && start >= 0) {
      runs.push([Math.max(0, start - 1), Math.min(steps, n)]);
      start = -1;
    }
  }
  return runs
    .filter(([from, to]) => ((to - from) / steps) * length >= shortest)
    .map(([from, to]) => [between(a, b, from / steps), between(a, b, to / steps)]);
}
