import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buildWalkNetwork } from './domain/build-walk-network.js';
import { BrokenNetworkFile, NetworkMissing, OffTheMap } from './domain/travel-errors.js';
import { secondsToWalk } from './domain/walking.js';
import { saveNetwork } from './file/network-file.js';
import { asciiMap, offset } from './testing/ascii-map.js';
import { TravelService } from './travel.service.js';

const street = { highway: 'residential' };
const map = asciiMap('A---B---C', { ABC: street }, { metres: 50 });
const shorter = asciiMap('A---B', { AB: street }, { metres: 50 });
const FAR = { lat: 40, lon: 9 };

describe(TravelService.name, () => {
  let folder: string;
  let file: string;
  let travel: TravelService;

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'travel-service-'));
    file = join(folder, 'metro.walk');
    await saveNetwork(buildWalkNetwork(map.osm), file);
    travel = new TravelService();
    await travel.use('m1', file);
  });
  afterEach(() => rm(folder, { recursive: true }));

  it('answers in the order of the destinations, Infinity for those too far or off the map', async () => {
    const seconds = await travel.secondsFrom('m1', map.at('A'), [map.at('B'), FAR, map.at('C'), map.at('A')], 200);
    expect(seconds[0]).toBeCloseTo(secondsToWalk(200), 0);
    expect(seconds[1]).toBe(Infinity);
    expect(seconds[2]).toBe(Infinity);
    expect(seconds[3]).toBeCloseTo(0, 0);
  });

  it('refuses an origin off the map', async () => {
    await expect(travel.secondsFrom('m1', FAR, [map.at('A')], 600)).rejects.toThrow(OffTheMap);
    await expect(travel.isochrones('m1', FAR, [15])).rejects.toThrow(OffTheMap);
  });

  it('gives each point its nearest destination, passing over destinations off the map', async () => {
    const points = [map.at('A'), map.at('B'), FAR, { lat: Number.NaN, lon: 0 }];
    const seconds = await travel.secondsToNearest('m1', [map.at('C'), FAR, offset(map.at('A'), 50, 0)], points, 900);
    expect(seconds[0]).toBeCloseTo(secondsToWalk(50), 0);
    expect(seconds[1]).toBeCloseTo(secondsToWalk(150), 0);
    expect(Array.from(seconds.subarray(2))).toEqual([Infinity, Infinity]);
    const none = await travel.secondsToNearest('m1', [FAR], points, 900);
    expect(none.every((value) => value === Infinity)).toBe(true);
  });

  it('lays the same list on the streets anew after a swap', async () => {
    const places = [map.at('C')];
    expect((await travel.secondsFrom('m1', map.at('B'), places, 3600))[0]).toBeCloseTo(secondsToWalk(200), 0);
    await saveNetwork(buildWalkNetwork(shorter.osm), file);
    const stats = await travel.use('m1', file);
    expect(stats.km).toBeCloseTo(0.2, 3);
    const [seconds] = await travel.secondsFrom('m1', map.at('A'), places, 3600);
    expect(seconds).toBeCloseTo(secondsToWalk(200 + 200), 0);
  });

  it('keeps the former network when the new file is broken', async () => {
    await writeFile(file, 'damaged');
    await expect(travel.use('m1', file)).rejects.toThrow(BrokenNetworkFile);
    expect((await travel.secondsFrom('m1', map.at('A'), [map.at('A')], 600))[0]).toBeCloseTo(0, 0);
  });

  it('knows only the metros in use', async () => {
    await expect(travel.secondsFrom('m2', map.at('A'), [], 600)).rejects.toThrow(NetworkMissing);
    travel.forget('m1');
    expect(travel.has('m1')).toBe(false);
    expect(() => travel.network('m1')).toThrow(NetworkMissing);
  });
});
