import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { importMetro, type MetroImportResult, runSearch } from '#apps/quindici';
import { HubsService, MetrosService } from '#libs/hubs';
import { BASE_MAP_FILE, TileArchive } from '#libs/travel';
import { cityData } from '../support/city-data.js';
import { type CommandServices, commandServices } from '../support/command-services.js';
import { openPostgres, type TestDatabase } from '../support/databases.js';

const data = cityData();
const silent = (): void => undefined;

data.describe('The import of a real city', () => {
  let db: TestDatabase;
  let context: CommandServices;

  beforeAll(async () => {
    db = await openPostgres('import_city');
    context = await commandServices(db);
  });
  afterAll(async () => {
    await context.close();
    await db.stop();
  });

  const importBologna = (): Promise<MetroImportResult> =>
    importMetro(
      context.services,
      {
        name: 'Bologna',
        slug: 'bologna',
        osm: data.file('bologna/bologna-streets.osm.pbf'),
        population: data.file('population/bologna-precincts-2021.csv'),
        demoHubs: 40,
      },
      silent,
    );

  it('puts Bologna in service with its streets, residents and made-up hubs', async () => {
    const result = await importBologna();
    expect(result).toMatchObject({ slug: 'bologna', version: 1, hubs: { created: 40, updated: 0, refused: [] } });
    expect(result.streets.km).toBeGreaterThan(1000);
    expect(result.population).toMatchObject({ residents: 387_842, refused: [] });
    const metro = await context.services.get(MetrosService).bySlug('bologna');
    expect(metro.network.attribution).toBe('© OpenStreetMap contributors');
    const hubs = await context.services.get(HubsService).hubsOfMetro(metro.id);
    expect(hubs).toHaveLength(40);
    expect(new Set(hubs.map(({ kind }) => kind)).size).toBeGreaterThanOrEqual(6);
    expect(hubs.every(({ desks }) => desks >= 20 && desks <= 80)).toBe(true);
  }, 120_000);

  it('then answers a search from Piazza Maggiore', async () => {
    const result = await runSearch(context.services, { metro: 'Bologna', lat: 44.4938, lon: 11.3426, minutes: 15 });
    expect(result.hubs.length).toBeGreaterThan(0);
    for (const { seconds } of result.hubs) expect(seconds).toBeLessThanOrEqual(900);
    expect(result.hubs.map(({ seconds }) => seconds)).toEqual(
      result.hubs.map(({ seconds }) => seconds).toSorted((a, b) => a - b),
    );
  });

  it('cuts a base map that shows the street names of the centre', async () => {
    const { network } = await context.services.get(MetrosService).bySlug('bologna');
    const archive = await TileArchive.open(join(context.dataFolder, network.folder, BASE_MAP_FILE));
    const tile = await archive.tile(14, 8708, 5926);
    expect(tile?.length).toBeGreaterThan(1000);
    await archive.close();
  });

  it('keeps every hub when the city is imported again, and one former version of its files', async () => {
    const metros = context.services.get(MetrosService);
    const hubsOf = async (): Promise<readonly string[]> =>
      (await context.services.get(HubsService).hubsOfMetro((await metros.bySlug('bologna')).id)).map(({ id }) => id);
    const before = await hubsOf();
    expect(await importBologna()).toMatchObject({ version: 2, hubs: { created: 0, updated: 40 } });
    expect(await importBologna()).toMatchObject({ version: 3 });
    expect((await hubsOf()).toSorted()).toEqual(before.toSorted());
    expect(readdirSync(join(context.dataFolder, 'metros/bologna'))).toHaveLength(2);
    expect(existsSync(join(context.dataFolder, (await metros.bySlug('bologna')).network.folder))).toBe(true);
  }, 240_000);

  it('takes the whole of Porto', async () => {
    const result = await importMetro(
      context.services,
      { name: 'Porto', slug: 'porto', osm: data.file('porto/porto.osm.pbf'), demoHubs: 60, timeZone: 'Europe/Lisbon' },
      silent,
    );
    expect(result.streets.nodes).toBeGreaterThan(50_000);
    expect(result.hubs.created).toBe(60);
    const found = await runSearch(context.services, { metro: 'porto', lat: 41.1496, lon: -8.6109, minutes: 30 });
    expect(found.timeZone).toBe('Europe/Lisbon');
    expect(found.hubs.length).toBeGreaterThan(0);
  }, 240_000);
});
