import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { VectorTile } from '@mapbox/vector-tile';
import { PbfReader } from 'pbf';
import type { OsmData, OsmMember, OsmTags } from '../domain/osm-data.js';
import { tileAt } from './cut-tiles.js';
import { TileArchive } from './tile-archive.js';
import { writeBaseMap } from './write-base-map.js';

const SIDE = 0.02;
const CENTRE = { lat: 45.008, lon: 9.01 };

interface DrawnWay {
  readonly id: number;
  readonly tags: OsmTags;
  readonly at: string;
}

/** Letters are nodes, 0.004 degrees apart, from 45 north and 9 east. A way names its letters in order. */
function draw(
  map: string,
  ways: readonly DrawnWay[],
  relations: OsmData['relations'] = [],
  places: OsmData['places'] = [],
): OsmData {
  const rows = map
    .trim()
    .split('\n')
    .map((row) => row.trim());
  const letters = rows
    .flatMap((row, r) => row.split('').map((letter, c) => ({ letter, r, c })))
    .filter(({ letter }) => letter !== '.');
  const index = new Map(letters.map(({ letter }, i) => [letter, i]));
  return {
    nodes: {
      count: letters.length,
      latE7: Int32Array.from(letters, ({ r }) => (45 + (rows.length - 1 - r) * 0.004) * 1e7),
      lonE7: Int32Array.from(letters, ({ c }) => (9 + c * 0.004) * 1e7),
    },
    ways: ways.map(({ id, tags, at }) => ({ id, tags, nodes: Uint32Array.from(at, (letter) => index.get(letter)!) })),
    relations,
    places,
    barriers: new Map(),
    bbox: { west: 9, south: 45, east: 9 + SIDE, north: 45 + SIDE },
  };
}

/** The decoder is typed for an older pbf that reads alike. */
const reader = (bytes: Uint8Array): ConstructorParameters<typeof VectorTile>[0] =>
  new PbfReader(bytes) as unknown as ConstructorParameters<typeof VectorTile>[0];

describe(writeBaseMap.name, () => {
  let folder: string;
  beforeEach(() => (folder = mkdtempSync(join(tmpdir(), 'basemap-'))));
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  async function tileOf(osm: OsmData, zoom: number): Promise<VectorTile> {
    const file = join(folder, 'tiles.pmtiles');
    await writeBaseMap(file, osm, { name: 'Test', attribution: 'Nobody' });
    const archive = await TileArchive.open(file);
    const tile = await archive.tile(zoom, ...tileAt(CENTRE.lon, CENTRE.lat, zoom));
    await archive.close();
    rmSync(file);
    return new VectorTile(reader(tile === null ? new Uint8Array() : gunzipSync(tile)));
  }
  const classes = (tile: VectorTile, layer: string): unknown[] =>
    Array.from({ length: tile.layers[layer]?.length ?? 0 }, (_, i) => tile.layers[layer]!.feature(i).properties.class);

  const streets = `
    a....b
    ......
    ..ef..
    ..hg..
    c....d`;

  it('draws each kind of thing in its layer', async () => {
    const osm = draw(
      streets,
      [
        { id: 1, tags: { highway: 'primary', name: 'Via Emilia' }, at: 'ab' },
        { id: 2, tags: { railway: 'rail' }, at: 'ac' },
        { id: 3, tags: { waterway: 'river' }, at: 'bd' },
        { id: 4, tags: { leisure: 'park', name: 'Parco' }, at: 'efghe' },
        { id: 5, tags: { natural: 'water' }, at: 'abdca' },
        { id: 6, tags: { highway: 'proposed' }, at: 'cd' },
      ],
      [],
      [{ id: 7, lat: 45.01, lon: 9.01, tags: { place: 'suburb', name: 'Borgo' } }],
    );
    const tile = await tileOf(osm, 12);
    expect(Object.keys(tile.layers).toSorted()).toEqual(['green', 'place', 'rail', 'road', 'water', 'waterway']);
    expect(tile.layers['road']!.length).toBe(1);
    expect(tile.layers['road']!.feature(0).properties).toEqual({ class: 'primary', name: 'Via Emilia' });
    expect(tile.layers['place']!.feature(0).properties).toEqual({ class: 'suburb', name: 'Borgo' });
  });

  it('leaves the small streets out of the small scales', async () => {
    const osm = draw(streets, [
      { id: 1, tags: { highway: 'motorway' }, at: 'ab' },
      { id: 2, tags: { highway: 'secondary' }, at: 'cd' },
      { id: 3, tags: { highway: 'residential', name: 'Via Corta' }, at: 'ef' },
      { id: 4, tags: { highway: 'steps' }, at: 'hg' },
    ]);
    expect(classes(await tileOf(osm, 8), 'road')).toEqual(['motorway']);
    expect(classes(await tileOf(osm, 10), 'road')).toEqual(['motorway', 'secondary']);
    expect(classes(await tileOf(osm, 12), 'road')).toEqual(['motorway', 'secondary', 'residential']);
    expect(classes(await tileOf(osm, 13), 'road')).toContain('steps');
  });

  it('puts the line where the street is', async () => {
    const osm = draw(streets, [{ id: 1, tags: { highway: 'primary' }, at: 'ef' }]);
    const [x, y] = tileAt(CENTRE.lon, CENTRE.lat, 12);
    const line = (await tileOf(osm, 12)).layers['road']!.feature(0).toGeoJSON(x, y, 12);
    const [from, to] = (line.geometry as unknown as { coordinates: [[number, number], [number, number]] }).coordinates;
    expect(from[0]).toBeCloseTo(9.008, 4);
    expect(from[1]).toBeCloseTo(45.008, 4);
    expect(to[0]).toBeCloseTo(9.012, 4);
  });

  it('stitches a lake from pieces of shore and leaves its island dry', async () => {
    const member = (ref: number, role: string): OsmMember => ({ type: 'way', ref, role });
    const osm = draw(
      streets,
      [
        { id: 1, tags: {}, at: 'abd' },
        { id: 2, tags: {}, at: 'acd' },
        { id: 3, tags: {}, at: 'efghe' },
      ],
      [
        {
          id: 9,
          tags: { type: 'multipolygon', natural: 'water' },
          members: [member(1, 'outer'), member(2, 'outer'), member(3, 'inner')],
        },
      ],
    );
    const water = (await tileOf(osm, 12)).layers['water']!;
    expect(water.length).toBe(1);
    expect(water.feature(0).loadGeometry()).toHaveLength(2);
  });

  it('draws an outline that carries its own tags once, with its hole', async () => {
    const park = { leisure: 'park' };
    const osm = draw(
      streets,
      [
        { id: 1, tags: park, at: 'abdca' },
        { id: 2, tags: {}, at: 'efghe' },
      ],
      [
        {
          id: 9,
          tags: { type: 'multipolygon', ...park },
          members: [
            { type: 'way', ref: 1, role: 'outer' },
            { type: 'way', ref: 2, role: 'inner' },
          ],
        },
      ],
    );
    const green = (await tileOf(osm, 12)).layers['green']!;
    expect(green.length).toBe(1);
    expect(green.feature(0).loadGeometry()).toHaveLength(2);
  });
});
