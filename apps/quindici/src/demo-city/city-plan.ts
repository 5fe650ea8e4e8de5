import type { SeededRandom } from '#libs/kernel';
import { DISTRICTS } from './names.js';
import { type Cell, distance, keepNearer, NearLine, type Point, polar, squaredDistance } from './plane.js';

export const CITY_RADIUS = 12_500;
export const WALLS_RADIUS = 850;
export const RIVER_HALF_WIDTH = 75;
export const RIVERSIDE = 118;
const RAIL_CLEARANCE = 22;

/** How a district was built. */
export type Fabric = 'dense' | 'blocks' | 'garden' | 'works' | 'village' | 'fields';

export interface District {
  readonly name: string;
  readonly site: Point;
  readonly fabric: Fabric;
  /** radians: how its streets are turned */
  readonly angle: number;
  readonly cell: Cell;
}

export interface Park {
  readonly name: string;
  readonly outline: readonly Point[];
  readonly at: Point;
  /** metres from `at` beyond which the park surely ends */
  readonly reach: number;
}

/** The plan before any street is drawn: land and districts. */
export interface CityPlan {
  readonly river: readonly Point[];
  readonly railway: readonly Point[];
  readonly nearRiver: NearLine;
  readonly nearRailway: NearLine;
  readonly districts: readonly District[];
  readonly parks: readonly Park[];
}

export function cityPlan(random: SeededRandom): CityPlan {
  const districts = layDistricts(random);
  const [water, rails] = [river(), railway()];
  return {
    river: water,
    railway: rails,
    nearRiver: new NearLine(water, RIVERSIDE),
    nearRailway: new NearLine(rails, RAIL_CLEARANCE),
    districts,
    parks: layParks(random),
  };
}

/** Comes from the north-west, bends round the old town, leaves to the south-east. */
function river(): Point[] {
  return Array.from({ length: 141 }, (_, n) => {
    const along = (n - 70) * 220;
    const aside = -1250 + 520 * Math.sin(along / 2300) + 230 * Math.sin(along / 900 + 1) + 0.00001 * along * along;
    const turn = -0.5;
    return {
      x: along * Math.cos(turn) - aside * Math.sin(turn),
      y: along * Math.sin(turn) + aside * Math.cos(turn),
    };
  });
}

function railway(): Point[] {
  return Array.from({ length: 101 }, (_, n) => {
    const x = (n - 50) * 300;
    return { x, y: 1650 + 0.00002 * x * x + 350 * Math.sin(x / 6000) };
  });
}

const BANDS: readonly { radius: number; count: number; fabrics: readonly Fabric[] }[] = [
  { radius: 1750, count: 7, fabrics: ['dense'] },
  { radius: 3500, count: 10, fabrics: ['dense', 'blocks', 'blocks', 'garden'] },
  { radius: 5700, count: 13, fabrics: ['blocks', 'garden', 'garden', 'works'] },
  { radius: 8300, count: 13, fabrics: ['garden', 'works', 'fields', 'village', 'fields'] },
  { radius: 11_300, count: 15, fabrics: ['fields', 'village', 'fields'] },
];

function layDistricts(random: SeededRandom): District[] {
  const names = DISTRICTS.values();
  const sites = BANDS.flatMap(({ radius, count, fabrics }, band) =>
    Array.from({ length: count }, (_, n) => {
      const angle = ((n + random.between(-0.24, 0.24) + band * 0.37) / count) * 2 * Math.PI;
      const site = polar(radius * random.between(0.88, 1.1), angle);
      return { site, fabric: fabrics[n % fabrics.length]!, angle: angle + random.between(-0.35, 0.35) };
    }),
  );
  // The old town is nobody's district: the innermost cells end at its walls.
  return sites.map(({ site, fabric, angle }, index) => ({
    site,
    fabric,
    angle,
    name: names.next().value ?? `Località ${index}`,
    cell: voronoiCell(
      index,
      sites.map((other) => other.site),
    ),
  }));
}

function voronoiCell(index: number, sites: readonly Point[]): Cell {
  const r = CITY_RADIUS * 1.15;
  const corners = Array.from({ length: 24 }, (_, n) => polar(r, (n / 24) * 2 * Math.PI));
  let cell: Cell = corners.map((from) => ({ from, beyond: -1 }));
  sites.forEach((other, n) => {
    if (n !== index) cell = keepNearer(cell, sites[index]!, other, n);
  });
  return cell;
}

const PARKS: readonly { name: string; at: Point; radius: number }[] = [
  { name: 'Giardini Pubblici', at: { x: 1250, y: 520 }, radius: 260 },
  { name: 'Parco del Fiume', at: { x: -2900, y: 700 }, radius: 420 },
  { name: 'Parco delle Cave', at: { x: 3300, y: 3100 }, radius: 620 },
  { name: 'Parco dei Mulini', at: { x: 700, y: -3500 }, radius: 480 },
  { name: 'Giardino Botanico', at: { x: -1700, y: 2600 }, radius: 300 },
  { name: 'Parco Levante', at: { x: 4700, y: -300 }, radius: 430 },
  { name: 'Bosco di Ponente', at: { x: -6900, y: -300 }, radius: 950 },
  { name: 'Bosco Alto', at: { x: 2300, y: 7600 }, radius: 1200 },
  { name: 'Parco della Pianura', at: { x: -3800, y: -5200 }, radius: 700 },
  { name: 'Parco delle Risorgive', at: { x: 8300, y: -2300 }, radius: 800 },
];

function layParks(random: SeededRandom): Park[] {
  return PARKS.map(({ name, at, radius }) => {
    const wobble = Array.from({ length: 3 }, () => random.between(0, 2 * Math.PI));
    const outline = Array.from({ length: 48 }, (_, n) => {
      const angle = (n / 48) * 2 * Math.PI;
      const stretch =
        1 +
        0.16 * Math.sin(2 * angle + wobble[0]!) +
        0.1 * Math.sin(3 * angle + wobble[1]!) +
        0.05 * Math.sin(5 * angle + wobble[2]!);
      const { x, y } = polar(radius * stretch, angle);
      return { x: at.x + x, y: at.y + y };
    });
    return { name, outline, at, reach: 1.35 * radius };
  });
}

/** Where small streets may not run: water, rail, parks, the old town (which has lanes of its own). */
export function isBuildable(plan: CityPlan, p: Point): boolean {
  return (
    Math.hypot(p.x, p.y) > WALLS_RADIUS - 12 &&
    plan.nearRiver.distance(p) > RIVERSIDE - 12 &&
    plan.nearRailway.distance(p) > RAIL_CLEARANCE &&
    !plan.parks.some(({ at, reach, outline }) => distance(at, p) < reach && isInside(p, outline))
  );
}

export function isInside(p: Point, outline: readonly Point[]): boolean {
  let inside = false;
  for (let i = 0, j = outline.length - 1; i < outline.length; j = i++) {
    const [a, b] = [outline[i]!, outline[j]!];
    if (a.y > p.y !== b.y > p.y && p.x < ((b.x - a.x) * (p.y - a.y)) / (b.y - a.y) + a.x) inside = !inside;
  }
  return inside;
}

/** The district whose site is nearest. */
export function districtAt(plan: CityPlan, p: Point): District {
  let [nearest, least] = [plan.districts[0]!, Infinity];
  for (const one of plan.districts) {
    const away = squaredDistance(one.site, p);
    if (away < least) [nearest, least] = [one, away];
  }
  return nearest;
}
