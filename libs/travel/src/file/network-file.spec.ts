import { mkdtemp, readdir, readFile, rm, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buildWalkNetwork } from '../domain/build-walk-network.js';
import { SECTION_NAMES } from '../domain/network-arrays.js';
import { BrokenNetworkFile } from '../domain/travel-errors.js';
import { asciiMap } from '../testing/ascii-map.js';
import { loadNetwork, saveNetwork } from './network-file.js';

const map = asciiMap('A--B--C\n|  |  |\nD--E--F', {
  ABC: { highway: 'residential' },
  DEF: { highway: 'footway', oneway: 'yes' },
  AD: { highway: 'steps' },
  BE: { highway: 'path' },
  CF: { highway: 'path' },
});

describe(loadNetwork.name, () => {
  const network = buildWalkNetwork(map.osm);
  let folder: string;
  let file: string;

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'network-file-'));
    file = join(folder, 'metro.walk');
    await saveNetwork(network, file);
  });
  afterEach(() => rm(folder, { recursive: true }));

  it('reads what was saved, into memory that threads can share', async () => {
    const loaded = await loadNetwork(file);
    expect(loaded.stats).toEqual(network.stats);
    expect(loaded.buffer).toBeInstanceOf(SharedArrayBuffer);
    for (const name of SECTION_NAMES) expect(Array.from(loaded.arrays[name])).toEqual(Array.from(network.arrays[name]));
    const times = loaded.from(loaded.snap(map.at('A')), 600);
    expect(times.secondsAt(loaded.snap(map.at('F')))).toBe(
      network.from(network.snap(map.at('A')), 600).secondsAt(network.snap(map.at('F'))),
    );
  });

  it('replaces a former file and leaves no draft behind', async () => {
    await saveNetwork(network, file);
    expect(await readdir(folder)).toEqual(['metro.walk']);
  });

  it('leaves the former file and no draft when it cannot write', async () => {
    await expect(saveNetwork(network, join(folder, 'absent', 'metro.walk'))).rejects.toThrow('ENOENT');
    expect(await readdir(folder)).toEqual(['metro.walk']);
  });

  it('refuses a file cut anywhere', async () => {
    const { length } = await readFile(file);
    for (const size of [length - 1, length - 8, Math.floor(length / 2), 200, 50, 48, 47, 8, 1, 0]) {
      await truncate(file, size);
      await expect(loadNetwork(file)).rejects.toThrow(BrokenNetworkFile);
    }
  });

  it('refuses a file with one altered bit, wherever it lies', async () => {
    const sound = await readFile(file);
    for (let at = 0; at < sound.length; at += 97) {
      const altered = Buffer.from(sound);
      altered[at]! ^= 0x10;
      await writeFile(file, altered);
      await expect(loadNetwork(file)).rejects.toThrow(BrokenNetworkFile);
    }
  });

  it('says which format it reads when the file has another', async () => {
    const bytes = await readFile(file);
    bytes.writeUInt32LE(7, 8);
    await writeFile(file, bytes);
    await expect(loadNetwork(file)).rejects.toThrow('it has format 7, this program reads format 1');
  });

  it('says so when the file is something else or missing', async () => {
    await expect(loadNetwork(join(folder, 'nothing'))).rejects.toThrow('there is no such file');
    await writeFile(file, 'PK\u0003\u0004 and so on, long enough to hold a preamble of forty-eight bytes');
    await expect(loadNetwork(file)).rejects.toThrow('it is not a network file');
    await expect(loadNetwork(folder)).rejects.toThrow(BrokenNetworkFile);
  });
});
