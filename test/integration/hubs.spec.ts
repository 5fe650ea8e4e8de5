import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { importMetro } from '#apps/quindici';
import { hubSchema } from '#libs/contracts';
import { type ActiveMetro, HubsService, MetrosService } from '#libs/hubs';
import { Actor } from '#libs/identity';
import { newId } from '#libs/kernel';
import { type CommandServices, commandServices } from '../support/command-services.js';
import { databases, type TestDatabase } from '../support/databases.js';
import { type GridCityFiles, writeGridCity } from '../support/grid-city.js';

describe.each(databases)('Hubs and metros on $name', ({ open }) => {
  let db: TestDatabase;
  let context: CommandServices;
  let folder: string;
  let city: GridCityFiles;
  let metro: ActiveMetro;
  let hubs: HubsService;
  let metros: MetrosService;

  beforeAll(async () => {
    db = await open('hubs');
    context = await commandServices(db);
    [hubs, metros] = [context.services.get(HubsService), context.services.get(MetrosService)];
    folder = mkdtempSync(join(tmpdir(), 'hubs-'));
    city = writeGridCity(folder);
    await importMetro(context.services, { name: 'Grid', slug: 'grid', osm: city.osm, demoHubs: 6 }, () => undefined);
    metro = await metros.bySlug('grid');
  }, 120_000);
  afterAll(async () => {
    await context.close();
    await db.stop();
    rmSync(folder, { recursive: true, force: true });
  });

  it('shows a hub as the contract describes it', async () => {
    const [light] = await hubs.hubsOfMetro(metro.id);
    const hub = await hubs.hub(light!.id);
    expect(() => hubSchema.parse(hub)).not.toThrow();
    expect(hub).toMatchObject({ metro: 'grid', timeZone: 'Europe/Rome', lat: light!.lat, slug: light!.slug });
    expect(hub.bookables.filter(({ kind }) => kind === 'desk')).toHaveLength(light!.desks);
    expect(hub.openingWindows.length).toBe(light!.openingWindows.length);
    const spaces = new Set(hub.spaces.map(({ id }) => id));
    expect(hub.bookables.every(({ spaceId }) => spaces.has(spaceId))).toBe(true);
    expect(hub.spaces[0]!.outline.at(0)).toEqual(hub.spaces[0]!.outline.at(-1));
  });

  it('gives booking the rules of a hub', async () => {
    const [light] = await hubs.hubsOfMetro(metro.id);
    const { id: hubId, organisationId, openingWindows } = light!;
    expect(await hubs.hubRules(hubId)).toEqual({
      hubId,
      metroId: metro.id,
      organisationId,
      timeZone: 'Europe/Rome',
      openingWindows,
    });
  });

  it('refuses a hub and a metro that are not there', async () => {
    await expect(hubs.hub(newId())).rejects.toMatchObject({ code: 'hub-not-found' });
    await expect(hubs.hubRules(newId())).rejects.toMatchObject({ code: 'hub-not-found' });
    await expect(metros.bySlug('atlantis')).rejects.toMatchObject({ code: 'metro-not-found' });
    await expect(metros.under({ lat: 0, lon: 0 })).rejects.toMatchObject({ code: 'metro-not-found' });
  });

  it('finds the metro under a point, the smaller one where two overlap', async () => {
    expect((await metros.under(city.at(15, 15))).slug).toBe('grid');
    const small = writeGridCity(folder, 6, 'small.osm.pbf');
    await importMetro(context.services, { name: 'Small', slug: 'small', osm: small.osm }, () => undefined);
    expect((await metros.under(city.at(2, 2))).slug).toBe('small');
    expect((await metros.under(city.at(15, 15))).slug).toBe('grid');
  });

  it('lists for each person the hubs that they manage', async () => {
    const all = await hubs.hubsOfMetro(metro.id);
    const manager = (organisationId: string | null, hubId: string | null): Actor =>
      new Actor(newId(), 'Test', [{ role: 'hub_manager', organisationId, hubId }]);
    const [first] = all;
    const ofOrganisation = all.filter(({ organisationId }) => organisationId === first!.organisationId);
    const managed = async (actor: Actor): Promise<string[]> =>
      (await hubs.managedHubs(actor)).items.map(({ id }) => id);
    expect(await managed(manager(first!.organisationId, null))).toEqual(ofOrganisation.map(({ id }) => id));
    expect(await managed(manager(null, first!.id))).toEqual([first!.id]);
    expect(await managed(new Actor(newId(), 'Test', []))).toEqual([]);
    const admin = new Actor(newId(), 'Test', [{ role: 'network_admin', organisationId: null, hubId: null }]);
    expect(await managed(admin)).toHaveLength(6);
  });
});
