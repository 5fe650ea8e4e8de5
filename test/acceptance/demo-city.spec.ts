import { ensureDemoCity, runSearch } from '#apps/quindici';
import { HubsService, MetrosService } from '#libs/hubs';
import { SYSTEM, UnitOfWork } from '#libs/platform';
import { DeviceProvisioning } from '#libs/telemetry';
import { type CommandServices, commandServices } from '../support/command-services.js';
import { openPostgres, type TestDatabase } from '../support/databases.js';

describe('The demo city', () => {
  let db: TestDatabase;
  let context: CommandServices;
  const titles: string[] = [];

  beforeAll(async () => {
    db = await openPostgres('demo_city');
    context = await commandServices(db);
    await ensureDemoCity(context.services, (title, work) => {
      titles.push(title);
      return work();
    });
  }, 120_000);
  afterAll(async () => {
    await context.close();
    await db.stop();
  });

  it('is a metropolis of a million with its hubs, plans and sensors', async () => {
    const [metro] = await context.services.get(MetrosService).all();
    const cells = await context.services.get(MetrosService).residentCells(metro!.id);
    const residents = cells.reduce((sum, cell) => sum + cell.residents, 0);
    // A few live on lanes that hang on nothing, where no walk begins.
    expect(residents).toBeGreaterThan(998_000);
    expect(residents).toBeLessThanOrEqual(1_000_000);
    const hubs = await context.services.get(HubsService).hubsOfMetro(metro!.id);
    expect(hubs.length).toBeGreaterThanOrEqual(60);
    expect(new Set(hubs.map(({ kind }) => kind)).size).toBe(7);
    const bookables = await context.services.get(HubsService).bookablesOfMetro(metro!.id);
    const desks = bookables.filter(({ kind }) => kind === 'desk').length;
    const equipped = await context.services
      .get(UnitOfWork)
      .run(SYSTEM, (tx) => context.services.get(DeviceProvisioning).equipped(tx));
    expect(equipped.flatMap(({ devices }) => devices)).toHaveLength(desks + hubs.length);
  });

  it('answers a search at the door of a hub with that hub', async () => {
    const [metro] = await context.services.get(MetrosService).all();
    const hubs = await context.services.get(HubsService).hubsOfMetro(metro!.id);
    const found = await runSearch(context.services, { metro: metro!.slug, ...hubs[0]!, minutes: 15 });
    expect(found.hubs[0]).toMatchObject({ id: hubs[0]!.id });
    expect(found.hubs[0]!.seconds).toBeLessThan(30);
  });

  it('has several free desks within fifteen minutes of its middle', async () => {
    const [metro] = await context.services.get(MetrosService).all();
    const [west, south, east, north] = metro!.network.bbox;
    const middle = { lat: (south + north) / 2, lon: (west + east) / 2 };
    const found = await runSearch(context.services, { metro: metro!.slug, ...middle, minutes: 15 });
    expect(found.hubs.filter(({ free }) => free > 0).length).toBeGreaterThanOrEqual(3);
  });

  it('is made once', async () => {
    titles.length = 0;
    await ensureDemoCity(context.services, (title, work) => (titles.push(title), work()));
    expect(titles).toEqual([]);
  });
});
