import { mkdtempSync, openAsBlob, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import fc from 'fast-check';
import { FileSource, PMTiles } from 'pmtiles';
import type { Tile } from './cut-tiles.js';
import { writePmtiles } from './pmtiles-writer.js';
import { TileArchive } from './tile-archive.js';

const info = {
  bbox: { west: -8.7, south: 41, east: -8.5, north: 41.2 },
  minZoom: 0,
  maxZoom: 14,
  metadata: { name: 'Test', attribution: 'Nobody' },
};

async function* each(tiles: readonly Tile[]): AsyncGenerator<Tile> {
  yield* tiles;
}

describe(writePmtiles.name, () => {
  let folder: string;
  let runs = 0;
  beforeAll(() => (folder = mkdtempSync(join(tmpdir(), 'pmtiles-'))));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));
  const newFile = (): string => join(folder, `${runs++}.pmtiles`);

  const readWithLibrary = async (file: string): Promise<PMTiles> =>
    new PMTiles(new FileSource(new File([await openAsBlob(file)], file)));

  it('writes archives from which any reader gets each tile back, and nothing else', async () => {
    const tiles = fc.uniqueArray(
      fc.integer({ min: 0, max: 14 }).chain((z) =>
        fc.record({
          z: fc.constant(z),
          x: fc.integer({ min: 0, max: 2 ** z - 1 }),
          y: fc.integer({ min: 0, max: 2 ** z - 1 }),
          // Few different contents, so that runs and repetitions occur.
          data: fc.integer({ min: 1, max: 4 }).map((n) => new Uint8Array(n * 50).fill(n)),
        }),
      ),
      { selector: ({ z, x, y }) => `${z}/${x}/${y}`, minLength: 1, maxLength: 60 },
    );
    await fc.assert(
      fc.asyncProperty(tiles, async (given) => {
        const file = newFile();
        await writePmtiles(file, each(given), info);
        const library = await readWithLibrary(file);
        const own = await TileArchive.open(file);
        for (const { z, x, y, data } of given) {
          expect(new Uint8Array((await library.getZxy(z, x, y))!.data)).toEqual(data);
          expect(new Uint8Array(gunzipSync((await own.tile(z, x, y))!))).toEqual(data);
        }
        const absent = given.every(({ z, x, y }) => !(z === 7 && x === 3 && y === 5));
        if (absent) expect(await own.tile(7, 3, 5)).toBeNull();
        await own.close();
      }),
      { numRuns: 30 },
    );
  });

  it('says what it holds in header and metadata', async () => {
    const file = newFile();
    const stats = await writePmtiles(file, each([{ z: 3, x: 1, y: 2, data: Uint8Array.of(1, 2, 3) }]), info);
    const library = await readWithLibrary(file);
    expect(await library.getHeader()).toMatchObject({
      specVersion: 3,
      numAddressedTiles: 1,
      tileType: 1,
      maxZoom: 14,
      minLon: -8.7,
    });
    expect(await library.getMetadata()).toEqual(info.metadata);
    expect(stats.tiles).toBe(1);
  });

  it('stores equal tiles once, and neighbours of one content in one entry', async () => {
    const file = newFile();
    const sea = Uint8Array.from({ length: 500 }, (_, i) => i % 251);
    const tiles = Array.from({ length: 256 }, (_, i) => ({ z: 4, x: i % 16, y: Math.floor(i / 16), data: sea }));
    await writePmtiles(file, each(tiles), info);
    const header = await (await readWithLibrary(file)).getHeader();
    expect(header).toMatchObject({ numAddressedTiles: 256, numTileEntries: 1, numTileContents: 1 });
  });

  it('spreads a large directory over leaves', async () => {
    const file = newFile();
    const side = 100;
    // Scattered over the zoom and of uneven lengths, so that the directory compresses badly.
    const tiles = Array.from({ length: side * side }, (_, i) => ({
      z: 14,
      x: (i * 7919) % 16_384,
      y: (i * 104_729) % 16_381,
      data: new Uint8Array(((i * 31) % 97) + 4).map((_value, at) => (i >> ((at % 4) << 2)) & 255),
    }));
    await writePmtiles(file, each(tiles), info);
    const library = await readWithLibrary(file);
    expect((await library.getHeader()).leafDirectoryLength).toBeGreaterThan(0);
    const own = await TileArchive.open(file);
    for (const { z, x, y, data } of tiles.filter((_, i) => i % 997 === 0)) {
      expect(new Uint8Array((await library.getZxy(z, x, y))!.data)).toEqual(data);
      expect(new Uint8Array(gunzipSync((await own.tile(z, x, y))!))).toEqual(data);
    }
    await own.close();
  });

  it('does not write over a file that is there', async () => {
    const file = newFile();
    await writePmtiles(file, each([]), info);
    await expect(writePmtiles(file, each([]), info)).rejects.toThrow(/EEXIST/);
  });
});
