import { existsSync } from 'node:fs';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { haversineMetres, type LatLon } from '#libs/kernel';
import {
  buildWalkNetwork,
  loadNetwork,
  NoWalkableStreets,
  OffTheMap,
  readOsm,
  saveNetwork,
  UnreadableNetwork,
  type IsochroneCollection,
  type WalkNetwork,
} from '#libs/travel';

const data = process.env['QUINDICI_DATA'] ?? join(import.meta.dirname, '../../../shared/data');
const present = existsSync(data);
if (!present && process.env['CI'] !== 'true') console.warn(`No city data in ${data}: set QUINDICI_DATA. Skipped.`);
const withData = present || process.env['CI'] === 'true' ? describe : describe.skip;

/** Square kilometres by Valhalla 3.6.1 on the same extract, 15 minutes on foot. */
const CITIES = [
  {
    name: 'Bologna',
    file: join(data, 'bologna/bologna-streets.osm.pbf'),
    places: [{ at: { lat: 44.49381, lon: 11.34262 }, valhallaKm2: 3.14 }],
    km: { least: 1_000, most: 1_110 },
    sea: { lat: 44.9, lon: 12.6 },
  },
  {
    name: 'Porto',
    file: join(data, 'porto/porto.osm.pbf'),
    places: [
      { at: { lat: 41.152, lon: -8.61 }, valhallaKm2: 3.4 },
      { at: { lat: 41.14823, lon: -8.61104 }, valhallaKm2: 3.33 },
    ],
    km: { least: 9_000, most: 10_500 },
    sea: { lat: 41.15, lon: -8.75 },
  },
];

withData.each(CITIES)('walking in $name', ({ file, places, km, sea }) => {
  let network: WalkNetwork;
  let folder: string;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'acceptance-travel-'));
    network = buildWalkNetwork(await readOsm(file));
  });
  afterAll(() => rm(folder, { recursive: true }));

  it('finds the whole street network connected', () => {
    expect(network.stats.km).toBeGreaterThan(km.least);
    expect(network.stats.km).toBeLessThan(km.most);
    expect(network.stats.islandKm / network.stats.km).toBeLessThan(0.05);
  });

  it.each(places)('draws 15 minutes round $at as large as Valhalla does', ({ at, valhallaKm2 }) => {
    const km2 = squareKilometres(network.isochrones(at, [15]));
    expect(km2).toBeGreaterThan(valhallaKm2 * 0.8);
    expect(km2).toBeLessThan(valhallaKm2 * 1.2);
  });

  it('draws what it measures: a place is inside exactly when it is within the time', () => {
    const origin = places[0]!.at;
    const shape = network.isochrones(origin, [15]);
    const times = network.from(network.snap(origin), 900);
    const wrong = pointsAround(origin, 1_500, 2_000).filter((point) => {
      const snap = network.findSnap(point);
      return covers(shape, point) !== (snap !== null && times.secondsAt(snap) <= 900);
    });
    expect(wrong.length / 2_000).toBeLessThan(0.04);
  });

  it('never walks faster than straight, and as far back as forth', () => {
    const origin = network.snap(places[0]!.at);
    const points = pointsAround(origin.at, 1_200, 300).flatMap((point) => network.findSnap(point) ?? []);
    expect(points.length).toBeGreaterThan(250);
    const away = network.from(origin, 3_600, network.newSearch());
    const back = network.to([origin], 3_600);
    for (const point of points) {
      const straight = (haversineMetres(origin.at, point.at) + point.metres + origin.metres) / (5.1 / 3.6);
      expect(away.secondsAt(point)).toBeGreaterThan(straight * 0.99 - 1);
      expect(Math.abs(away.secondsAt(point) - back.secondsAt(point))).toBeLessThan(60);
    }
  });

  it('refuses an origin in the sea', () => {
    expect(() => network.snap(sea)).toThrow(OffTheMap);
  });

  it('comes back from its file the same', async () => {
    const saved = join(folder, 'metro.walk');
    await saveNetwork(network, saved);
    const loaded = await loadNetwork(saved);
    expect(Buffer.compare(new Uint8Array(loaded.buffer), new Uint8Array(network.buffer))).toBe(0);
    expect(loaded.isochrones(places[0]!.at, [10, 15])).toEqual(network.isochrones(places[0]!.at, [10, 15]));
  });

  it('refuses the extract cut short or damaged', async () => {
    const whole = await readFile(file);
    for (const share of [0.0001, 0.01, 0.3, 0.6, 0.9, 0.9999]) {
      const cut = join(folder, 'cut.osm.pbf');
      await writeFile(cut, whole.subarray(0, Math.ceil(whole.length * share)));
      await expect(readOsm(cut)).rejects.toThrow(UnreadableNetwork);
    }
    const damaged = Buffer.from(whole);
    const middle = Math.floor(whole.length / 2);
    damaged.fill(0x5a, middle, middle + 64);
    await writeFile(join(folder, 'damaged.osm.pbf'), damaged);
    await expect(readOsm(join(folder, 'damaged.osm.pbf'))).rejects.toThrow(UnreadableNetwork);
  });
});

withData('walking where nobody can', () => {
  it('refuses motorways alone', async () => {
    const osm = await readOsm(CITIES[0]!.file);
    const ways = osm.ways.filter((way) => way.tags['highway'] === 'motorway');
    expect(ways.length).toBeGreaterThan(0);
    expect(() => buildWalkNetwork({ ...osm, ways })).toThrow(NoWalkableStreets);
  });
});

/** A square of evenly spread points (R2 sequence of Roberts). */
function pointsAround({ lat, lon }: LatLon, metres: number, count: number): LatLon[] {
  const degrees = metres / 111_200;
  return Array.from({ length: count }, (_, i) => ({
    lat: lat + (((0.5 + i * 0.7548776662466927) % 1) * 2 - 1) * degrees,
    lon: lon + ((((0.5 + i * 0.5698402909980532) % 1) * 2 - 1) * degrees) / Math.cos((lat * Math.PI) / 180),
  }));
}

function covers({ features }: IsochroneCollection, { lat, lon }: LatLon): boolean {
  let inside = false;
  for (const ring of features[0]!.geometry.coordinates.flat()) {
    for (let i = 1; i < ring.length; i++) {
      const [ax, ay] = ring[i - 1] as [number, number];
      const [bx, by] = ring[i] as [number, number];
      if (ay > lat !== by > lat && lon < ax + ((lat - ay) / (by - ay)) * (bx - ax)) inside = !inside;
    }
  }
  return inside;
}

function squareKilometres({ features }: IsochroneCollection): number {
  let degrees2 = 0;
  for (const ring of features[0]!.geometry.coordinates.flat())
    for (let i = 1; i < ring.length; i++)
      degrees2 += (ring[i - 1]![0]! * ring[i]![1]! - ring[i]![0]! * ring[i - 1]![1]!) / 2;
  const lat = features[0]!.geometry.coordinates[0]![0]![0]![1]!;
  return degrees2 * 111.2 * 111.2 * Math.cos((lat * Math.PI) / 180);
}
