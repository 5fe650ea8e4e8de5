import { ensureDemoCity } from '#apps/quindici';
import { HubsService, MetrosService } from '#libs/hubs';
import { SYSTEM, UnitOfWork } from '#libs/platform';
import { DeviceProvisioning } from '#libs/telemetry';
import { type CommandServices, commandServices } from '../support/command-services.js';
import { databases, type TestDatabase } from '../support/databases.js';

describe.each(databases)('The demo city on $name', ({ open }) => {
  let db: TestDatabase;
  let context: CommandServices;
  const titles: string[] = [];

  beforeAll(async () => {
    db = await open('demo_city');
    context = await commandServices(db);
    await ensureDemoCity(context.services, async (title, work) => {
      titles.push(title);
      const t0 = performance.now();
      const r = await work();
      console.log(title, performance.now() - t0, process.cpuUsage());
      return r;
    });
  }, 120_000);
  afterAll(async () => {
    await context.close();
    await db.stop();
  });

  it('is a metropolis of a million with its hubs, plans and sensors', async () => {
    const [metro] = await context.services.get(MetrosService).all();
    const cells = await context.services.get(MetrosService).residentCells(metro!.id);
    expect(Math.round(cells.reduce((sum, { residents }) => sum + residents, 0))).toBe(1_000_000);
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

  it('is made once', async () => {
    titles.length = 0;
    await ensureDemoCity(context.services, (title, work) => (titles.push(title), work()));
    expect(titles).toEqual([]);
  });
});
