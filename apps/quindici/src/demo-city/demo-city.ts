import { latLngToCell } from 'h3-js';
import { type LatLon, SeededRandom } from '#libs/kernel';
import type { OsmItems } from '#libs/travel';
import { type CityPlan, cityPlan, districtAt, type Fabric, RIVER_HALF_WIDTH, WALLS_RADIUS } from './city-plan.js';
import { type JoinedStreets, joinStreets } from './join-streets.js';
import { CITY, OLD_TOWN, RIVER } from './names.js';
import { between, distance, type Point } from './plane.js';
import { smoothNoise } from './smooth-noise.js';
import { streetLines } from './street-lines.js';

/** A made-up metropolis: streets and land as OpenStreetMap items, and where its people live. */
export interface DemoCity {
  readonly name: string;
  readonly centre: LatLon;
  readonly osm: Required<OsmItems>;
  /** people by H3 cell of resolution 9 */
  readonly residents: ReadonlyMap<string, number>;
}

/** Out at sea, where no real city is drawn over. */
const CENTRE: LatLon = { lat: 44.62, lon: 12.98 };
const RESIDENTS = 1_000_000;
const METRES_PER_DEGREE = 111_195;

/** The same city for the same seed. */
export function demoCity(seed = 15): DemoCity {
  const random = new SeededRandom(seed);
  const plan = cityPlan(random);
  const joined = joinStreets(streetLines(plan, random), random);
  const place = onTheGlobe(seed);
  return { name: CITY, centre: CENTRE, osm: asOsm(plan, joined, place), residents: residents(plan, joined, place) };
}

/** Bends the whole plan a little, as no city is drawn with a ruler, and lays it on the globe. */
function onTheGlobe(seed: number): (p: Point) => LatLon {
  const bends = [
    { wide: smoothNoise(seed, 3100), narrow: smoothNoise(seed + 1, 800) },
    { wide: smoothNoise(seed + 2, 3100), narrow: smoothNoise(seed + 3, 800) },
  ] as const;
  const [east, north] = bends.map(
    ({ wide, narrow }) =>
      (p: Point) =>
        210 * wide(p) + 60 * narrow(p),
  ) as [(p: Point) => number, (p: Point) => number];
  const shrink = Math.cos((CENTRE.lat * Math.PI) / 180);
  return (p) => ({
    lat: CENTRE.lat + (p.y + north(p)) / METRES_PER_DEGREE,
    lon: CENTRE.lon + (p.x + east(p)) / (METRES_PER_DEGREE * shrink),
  });
}

type Tags = Record<string, string>;

function asOsm(plan: CityPlan, joined: JoinedStreets, place: (p: Point) => LatLon): Required<OsmItems> {
  const nodes: { id: number; lat: number; lon: number; tags?: Tags }[] = joined.nodes.map((p, n) => ({
    id: n + 1,
    ...place(p),
  }));
  const ways: { id: number; refs: number[]; tags: Tags }[] = [];
  const addNode = (p: Point, tags?: Tags): number => {
    nodes.push({ id: nodes.length + 1, ...place(p), ...(tags === undefined ? {} : { tags }) });
    return nodes.length;
  };
  const addWay = (refs: number[], tags: Tags): void => void ways.push({ id: ways.length + 1, refs, tags });
  const addArea = (outline: readonly Point[], tags: Tags): void => {
    const refs = outline.map((p) => addNode(p));
    addWay([...refs, refs[0]!], tags);
  };

  for (const { line, nodes: chain } of joined.streets)
    addWay(
      chain.map((node) => node + 1),
      { highway: line.kind, ...(line.name === undefined ? {} : { name: line.name }) },
    );
  addArea(banks(plan.river), { natural: 'water', water: 'river', name: RIVER });
  addWay(
    plan.river.map((p) => addNode(p)),
    { waterway: 'river', name: RIVER },
  );
  for (const { outline, name } of plan.parks) addArea(outline, { leisure: 'park', name });
  addWay(
    plan.railway.map((p) => addNode(p)),
    { railway: 'rail' },
  );
  addNode({ x: 0, y: 0 }, { place: 'city', name: CITY });
  addNode({ x: -260, y: 330 }, { place: 'suburb', name: OLD_TOWN });
  for (const { fabric, site, name } of plan.districts)
    if (fabric !== 'fields') addNode(site, { place: fabric === 'village' ? 'village' : 'suburb', name });
  return { nodes, ways, relations: [] };
}

function banks(river: readonly Point[]): Point[] {
  const bank = (side: number): Point[] =>
    river.map((p, i) => {
      const [a, b] = [river[Math.max(0, i - 1)]!, river[Math.min(river.length - 1, i + 1)]!];
      const away = (side * RIVER_HALF_WIDTH * (1 + 0.18 * Math.sin(i / 5))) / distance(a, b);
      return { x: p.x - away * (b.y - a.y), y: p.y + away * (b.x - a.x) };
    });
  return [...bank(1), ...bank(-1).toReversed()];
}

/** People per metre of street, before the total is brought to the million. */
const DENSITY: Record<Fabric, number> = { dense: 5, blocks: 5.5, garden: 1.8, works: 0.08, village: 1.5, fields: 0.05 };
const OLD_TOWN_DENSITY = 2.6;
const HOMELESS: ReadonlySet<string> = new Set(['trunk', 'path']);

/** People live along streets, more of them where the fabric is dense; rounded so that the total is exact. */
function residents(
  plan: CityPlan,
  { nodes, streets }: JoinedStreets,
  place: (p: Point) => LatLon,
): Map<string, number> {
  const weights = new Map<string, number>();
  let total = 0;
  for (const { line, nodes: chain } of streets) {
    if (HOMELESS.has(line.kind)) continue;
    for (let i = 1; i < chain.length; i++) {
      const [a, b] = [nodes[chain[i - 1]!]!, nodes[chain[i]!]!];
      const middle = between(a, b, 0.5);
      const inWalls = Math.hypot(middle.x, middle.y) < WALLS_RADIUS;
      const weight = distance(a, b) * (inWalls ? OLD_TOWN_DENSITY : DENSITY[districtAt(plan, middle).fabric]);
      const { lat, lon } = place(middle);
      const cell = latLngToCell(lat, lon, 9);
      weights.set(cell, (weights.get(cell) ?? 0) + weight);
      total += weight;
    }
  }
  return apportion(weights, total);
}

/** Whole people, largest remainders first. */
function apportion(weights: ReadonlyMap<string, number>, total: number): Map<string, number> {
  const exact = [...weights].map(([cell, weight]) => ({ cell, share: (weight / total) * RESIDENTS }));
  const people = new Map(exact.map(({ cell, share }) => [cell, Math.floor(share)]));
  let left = RESIDENTS - [...people.values()].reduce((sum, n) => sum + n, 0);
  for (const { cell } of exact.toSorted((a, b) => (b.share % 1) - (a.share % 1))) {
    if (left-- <= 0) break;
    people.set(cell, people.get(cell)! + 1);
  }
  return people;
}
