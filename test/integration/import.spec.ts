import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { importMetro, type MetroImportArgs, type MetroImportResult } from '#apps/quindici';
import { type ActiveMetro, type BookableInSpace, HubsService, MetrosService } from '#libs/hubs';
import { newId } from '#libs/kernel';
import { NETWORK_FILE, osmPbf, TravelService } from '#libs/travel';
import { type CommandServices, commandServices } from '../support/command-services.js';
import { databases, type TestDatabase } from '../support/databases.js';
import { type GridCityFiles, writeGridCity } from '../support/grid-city.js';

describe.each(databases)('The import of a metro on $name', ({ open }) => {
  let db: TestDatabase;
  let context: CommandServices;
  let folder: string;
  let city: GridCityFiles;
  let count = 0;

  beforeAll(async () => {
    db = await open('import');
    context = await commandServices(db);
    folder = mkdtempSync(join(tmpdir(), 'import-'));
    city = writeGridCity(folder);
  }, 120_000);
  afterAll(async () => {
    await context.close();
    await db.stop();
    rmSync(folder, { recursive: true, force: true });
  });

  const file = (name: string, content: string | Buffer): string => {
    const path = join(folder, name);
    writeFileSync(path, content);
    return path;
  };
  const newSlug = (): string => `city-${++count}`;
  const run = (slug: string, args: Partial<MetroImportArgs> = {}): Promise<MetroImportResult> =>
    importMetro(context.services, { name: slug, slug, osm: city.osm, ...args }, () => undefined);
  const metro = (slug: string): Promise<ActiveMetro> => context.services.get(MetrosService).bySlug(slug);
  const bookables = async (slug: string): Promise<readonly BookableInSpace[]> =>
    context.services.get(HubsService).bookablesOfMetro((await metro(slug)).id);
  const hubsCsv = (desks: number): string => {
    const { lat, lon } = city.at(5, 5);
    return `name,lat,lon,desks,kind,opening\nBiblioteca Centrale,${lat},${lon},${desks},library,Mo-Fr 09:00-19:00\n`;
  };

  it('puts a new metro in service, ready to be asked', async () => {
    const slug = newSlug();
    const result = await run(slug, { demoHubs: 5, timeZone: 'Europe/Lisbon' });
    expect(result).toMatchObject({ slug, version: 1, population: null, hubs: { created: 5, updated: 0 } });
    const { id, network, timeZone } = await metro(slug);
    expect(timeZone).toBe('Europe/Lisbon');
    expect(existsSync(join(context.dataFolder, network.folder, NETWORK_FILE))).toBe(true);
    expect(context.services.get(TravelService).has(id)).toBe(true);
    const [row] = (await db.source.query(
      `SELECT payload FROM outbox WHERE topic = 'network' ORDER BY id DESC LIMIT 1`,
    )) as [{ payload: unknown }];
    expect(row.payload).toEqual({ metroId: id, slug, version: 1 });
  });

  it('takes residents and hubs from tables, and says which rows it refused and why', async () => {
    const slug = newSlug();
    const [near, far] = [city.at(10, 10), city.at(500, 500)];
    const population = file(
      'people.csv',
      `id;Lat;Lon;Residents\n1;${near.lat};${near.lon};120,5\n2;${far.lat};${far.lon};10\n3;95;9;10\n4;${near.lat};${near.lon};many\n`,
    );
    const place = city.at(3, 3);
    const hubs = file(
      'hubs.csv',
      `name,lat,lon,desks,kind\nA,${place.lat},${place.lon},24,library\nB,${far.lat},${far.lon},24,library\nC,${place.lat},${place.lon},0,library\nD,${place.lat},${place.lon},9,castle\n`,
    );
    const result = await run(slug, { population, hubs });
    expect(result.population).toMatchObject({ residents: 121, cells: 1 });
    expect(result.population!.refused.map(({ row }) => row).toSorted((a, b) => a - b)).toEqual([2, 3, 4]);
    expect(result.hubs).toMatchObject({ created: 1, desks: 24 });
    const reasons = result.hubs.refused.map(({ reason }) => reason).join('\n');
    expect(reasons).toMatch(/B lies more than 300 m from every street/);
    expect(reasons).toMatch(/desks/);
    expect(reasons).toMatch(/kind/);
  });

  it('keeps hubs and desks by slug and label, and a desk that was booked even when the plan drops it', async () => {
    const slug = newSlug();
    await run(slug, { hubs: file('hubs.csv', hubsCsv(12)) });
    const before = await bookables(slug);
    const dropped = before.find(({ label }) => label === 'A05')!;
    await db.source.query(
      `INSERT INTO claim (hub_id, id, bookable_id, kind, status, during, blocked)
       VALUES ($1, $2, $3, 'block', 'completed', '[2026-01-01 09:00Z,2026-01-01 10:00Z)', '[2026-01-01 09:00Z,2026-01-01 10:00Z)')`,
      [dropped.hubId, newId(), dropped.id],
    );
    const result = await run(slug, { hubs: file('hubs.csv', hubsCsv(4)) });
    expect(result).toMatchObject({ version: 2, hubs: { created: 0, updated: 1, desksKept: 1 } });
    const after = await bookables(slug);
    const desks = after.filter(({ kind }) => kind === 'desk');
    expect(desks.map(({ label }) => label)).toEqual(['A01', 'A02', 'A03', 'A04', 'A05']);
    for (const { label, id } of desks) expect(before.find((desk) => desk.label === label)!.id).toBe(id);
  });

  it('keeps residents and hubs when only the streets are imported again', async () => {
    const slug = newSlug();
    const { lat, lon } = city.at(10, 10);
    const population = file('people.csv', `lat,lon,area_km2,population\n${lat},${lon},0.5,1000\n`);
    await run(slug, { population, demoHubs: 3 });
    await run(slug);
    const cells = await context.services.get(MetrosService).residentCells((await metro(slug)).id);
    expect(cells.length).toBeGreaterThan(1);
    expect(cells.reduce((sum, { residents }) => sum + residents, 0)).toBeCloseTo(1000);
    expect(await context.services.get(HubsService).hubsOfMetro((await metro(slug)).id)).toHaveLength(3);
  });

  describe('with a bad input', () => {
    const nodes = [
      { id: 1, lat: 44.5, lon: 9.5 },
      { id: 2, lat: 44.51, lon: 9.5 },
    ];
    const motorway = osmPbf({ nodes, ways: [{ id: 1, refs: [1, 2], tags: { highway: 'motorway' } }] });
    const bad: readonly (readonly [string, () => Partial<MetroImportArgs>, RegExp])[] = [
      ['a missing street file', () => ({ osm: join(folder, 'nowhere.osm.pbf') }), /nowhere\.osm\.pbf/],
      ['an empty street file', () => ({ osm: file('empty.osm.pbf', '') }), /empty\.osm\.pbf/],
      ['a street file of noise', () => ({ osm: file('noise.osm.pbf', Buffer.alloc(5000, 7)) }), /noise\.osm\.pbf/],
      [
        'a street file that is cut short',
        () => ({ osm: file('cut.osm.pbf', motorway.subarray(0, -9)) }),
        /cut\.osm\.pbf/,
      ],
      ['streets that nobody may walk', () => ({ osm: file('road.osm.pbf', motorway) }), /walked/],
      ['a missing population file', () => ({ population: join(folder, 'no.csv') }), /no\.csv: there is no such file/],
      [
        'residents without a column',
        () => ({ population: file('p.csv', 'lat,lon,people\n1,2,3\n') }),
        /no column for the residents.*people/,
      ],
      [
        'residents of elsewhere',
        () => ({ population: file('p.csv', 'lat,lon,population\n1,2,3\n') }),
        /nothing that can be used.*no streets/,
      ],
      ['broken JSON', () => ({ hubs: file('h.geojson', '{"features": [') }), /can not be read as JSON/],
      [
        'hubs without desks',
        () => ({ hubs: file('h.csv', 'name,lat,lon\nA,44.5,9.5\n') }),
        /no column for the number of desks/,
      ],
      [
        'only hubs of elsewhere',
        () => ({ hubs: file('h.csv', 'name,lat,lon,desks\nA,1,2,30\n') }),
        /nothing that can be used/,
      ],
      ['a zone that is none', () => ({ timeZone: 'Europe/Atlantis' }), /timeZone: is not an IANA time zone/],
      ['hubs from two places', () => ({ demoHubs: 3, hubs: file('h.csv', hubsCsv(9)) }), /not both/],
    ];

    it.each(bad)('refuses %s, says why and leaves the former version in service', async (_, wrong, reason) => {
      const slug = 'steady';
      if (!(await context.services.get(MetrosService).all()).some((known) => known.slug === slug))
        await run(slug, { demoHubs: 2 });
      const before = await metro(slug);
      const network = context.services.get(TravelService).network(before.id);
      await expect(run(slug, wrong())).rejects.toMatchObject({
        code: expect.any(String),
        message: expect.stringMatching(reason),
      });
      expect(await metro(slug)).toEqual(before);
      expect(context.services.get(TravelService).network(before.id)).toBe(network);
      expect(readdirSync(join(context.dataFolder, 'metros', slug))).toHaveLength(1);
    });

    it('makes no metro of a first import that fails', async () => {
      const slug = newSlug();
      await expect(run(slug, { osm: file('road.osm.pbf', motorway) })).rejects.toThrow();
      await expect(metro(slug)).rejects.toMatchObject({ code: 'metro-not-found' });
    });

    it('says that the data folder can not be written to', async () => {
      const slug = newSlug();
      mkdirSync(join(context.dataFolder, 'metros'), { recursive: true });
      writeFileSync(join(context.dataFolder, 'metros', slug), 'a file where a folder is needed');
      await expect(run(slug)).rejects.toMatchObject({ code: 'cannot-store' });
      await expect(metro(slug)).rejects.toMatchObject({ code: 'metro-not-found' });
    });
  });
});
