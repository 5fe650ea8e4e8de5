import { randomBytes } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buildWalkNetwork } from '../domain/build-walk-network.js';
import { UnreadableNetwork } from '../domain/travel-errors.js';
import { blob, HEADER, osmPbf } from './write-osm.js';
import { readOsm } from './read-osm.js';
import type { ReadProgress } from './osm-stream.js';

const corner = (id: number, east: number, north: number) => ({ id, lat: 44.5 + north / 1000, lon: 11.3 + east / 1000 });
const sample = osmPbf({
  nodes: [
    corner(40, 0, 0),
    { ...corner(10, 1, 0), tags: { barrier: 'gate', locked: 'yes' } },
    corner(30, 1, 1),
    corner(20, 0, 1),
    { ...corner(50, 0.5, 0.5), tags: { place: 'suburb', name: 'Mazzini' } },
    { ...corner(60, 0.2, 0.2), tags: { amenity: 'bench', access: 'private' } },
  ],
  ways: [
    { id: 1, refs: [40, 10, 30], tags: { highway: 'residential', name: 'Via Emilia' } },
    { id: 2, refs: [30, 20] },
    { id: 3, refs: [20, 40], tags: { building: 'yes' } },
    { id: 4, refs: [99, 40, 20, 98, 30, 10], tags: { waterway: 'river' } },
    { id: 5, refs: [30, 20, 40], tags: { note: 'not worth keeping' } },
  ],
  relations: [
    { id: 7, members: [{ type: 'way', ref: 2, role: 'outer' }], tags: { type: 'multipolygon', natural: 'water' } },
    { id: 8, members: [{ type: 'way', ref: 5, role: '' }], tags: { type: 'route', route: 'bus' } },
  ],
});

describe(readOsm.name, () => {
  let folder: string;
  let file: string;

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'read-osm-'));
    file = join(folder, 'sample.osm.pbf');
  });
  afterEach(() => rm(folder, { recursive: true }));

  const read = async (bytes: Uint8Array) => {
    await writeFile(file, bytes);
    return readOsm(file);
  };

  it('keeps streets, waters, places and what may stop a walker, and leaves the rest', async () => {
    const osm = await read(sample);
    expect(osm.ways.map((way) => way.id)).toEqual([1, 4, 4, 2]);
    expect(osm.relations).toEqual([
      expect.objectContaining({ id: 7, members: [{ type: 'way', ref: 2, role: 'outer' }] }),
    ]);
    expect(osm.places).toEqual([expect.objectContaining({ id: 50, tags: { place: 'suburb', name: 'Mazzini' } })]);
    expect([...osm.barriers.values()]).toEqual([{ barrier: 'gate', locked: 'yes' }]);
    expect(osm.nodes.count).toBe(4);
    expect(osm.bbox).toEqual({ west: 11.3, south: 44.5, east: 11.301, north: 44.501 });
  });

  it('finds nodes in files that are not in order', async () => {
    const { ways, nodes } = await read(sample);
    const lats = [...ways[0]!.nodes].map((node) => nodes.latE7[node]! / 1e7);
    expect(lats).toEqual([44.5, 44.5, 44.501]);
  });

  it('cuts a way where the extract lacks its nodes', async () => {
    const { ways } = await read(sample);
    expect(ways.filter((way) => way.id === 4).map((way) => way.nodes.length)).toEqual([2, 2]);
  });

  it('makes a network in which the locked gate ends the street', async () => {
    const network = buildWalkNetwork(await read(sample));
    expect(network.stats).toMatchObject({ edges: 1, islands: 1 });
  });

  it('reports bytes up to the last', async () => {
    const seen: ReadProgress[] = [];
    await writeFile(file, sample);
    await readOsm(file, { onProgress: (progress) => seen.push(progress) });
    expect(seen.at(-1)).toEqual({ bytes: sample.length, totalBytes: sample.length });
  });

  it('refuses a file cut anywhere but between blocks', async () => {
    const boundary = blob('OSMHeader', HEADER).length;
    for (let size = 1; size < sample.length; size += 7) {
      if (size !== boundary) await expect(read(sample.subarray(0, size))).rejects.toThrow(UnreadableNetwork);
    }
    await expect(read(sample.subarray(0, -1))).rejects.toThrow('it ends in the middle of a block');
    expect((await read(sample.subarray(0, boundary))).ways).toEqual([]);
  });

  it('passes over nodes that are nowhere on Earth', async () => {
    const nodes = [corner(1, 0, 0), { id: 2, lat: 95, lon: 11 }, corner(3, 1, 1), corner(4, 2, 1)];
    const { ways } = await read(osmPbf({ nodes, ways: [{ id: 1, refs: [1, 2, 3, 4], tags: { highway: 'path' } }] }));
    expect(ways.map((way) => way.nodes.length)).toEqual([2]);
  });

  it.each([
    ['nothing', Buffer.alloc(0), 'it is empty'],
    ['random bytes', randomBytes(5000), 'it does not begin with an OSM header'],
    ['a zip', Buffer.from('504b0304140000000800'.repeat(50), 'hex'), 'it does not begin with an OSM header'],
    ['XML', Buffer.from('<?xml version="1.0"?><osm version="0.6"/>'), 'it does not begin with an OSM header'],
    ['a header and then noise', Buffer.concat([blob('OSMHeader', HEADER), Buffer.alloc(3000, 0xff)]), 'damaged'],
    ['a block of an unknown kind', Buffer.concat([blob('OSMHeader', HEADER), blob('Other', sample)]), 'damaged'],
    ['a block that is no message', Buffer.concat([blob('OSMHeader', HEADER), blob('OSMData', randomBytes(500))]), ''],
  ])('refuses %s', async (_what, bytes, reason) => {
    const refusal = await read(bytes).catch((error: unknown) => error);
    expect(refusal).toBeInstanceOf(UnreadableNetwork);
    expect((refusal as UnreadableNetwork).message).toContain(reason);
  });

  it('says so when there is no file, or a folder', async () => {
    await expect(readOsm(join(folder, 'absent.osm.pbf'))).rejects.toThrow('there is no such file');
    await expect(readOsm(folder)).rejects.toThrow('it is a folder');
  });

  it('refuses any single damaged byte of compressed content', async () => {
    const from = sample.length - 150;
    for (let at = from; at < sample.length; at += 5) {
      const damaged = Buffer.from(sample);
      damaged[at]! ^= 0x55;
      await expect(read(damaged)).rejects.toThrow(UnreadableNetwork);
    }
  });
});
