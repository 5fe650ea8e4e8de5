import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import request from 'supertest';
import { importMetro } from '#apps/quindici';
import { hubSchema, type Metro, metroListSchema } from '#libs/contracts';
import { newId } from '#libs/kernel';
import { TravelService } from '#libs/travel';
import { startApi, type TestApi } from '../support/api.js';
import { type CommandServices, commandServices } from '../support/command-services.js';
import { openPostgres, type TestDatabase } from '../support/databases.js';
import { writeGridCity } from '../support/grid-city.js';

describe('The network over HTTP', () => {
  let db: TestDatabase;
  let context: CommandServices;
  let api: TestApi;
  let folder: string;
  let osm: string;
  const load = (): Promise<unknown> =>
    importMetro(context.services, { name: 'Grid', slug: 'grid', osm, demoHubs: 3 }, () => undefined);
  const grid = async (): Promise<Metro> => {
    const { body } = await request(api.url).get('/api/v1/metros').expect(200);
    return metroListSchema.parse(body).items.find(({ slug }) => slug === 'grid')!;
  };

  beforeAll(async () => {
    db = await openPostgres('network');
    context = await commandServices(db);
    folder = mkdtempSync(join(tmpdir(), 'network-'));
    osm = writeGridCity(folder).osm;
    await load();
    api = await startApi({ databaseUrl: db.url, environment: { DATA_DIR: context.dataFolder } });
  }, 120_000);
  afterAll(async () => {
    await api.stop();
    await context.close();
    await db.stop();
    rmSync(folder, { recursive: true, force: true });
  });

  it('lists the metros with their extent and base map', async () => {
    const metro = await grid();
    expect(metro).toMatchObject({ name: 'Grid', timeZone: 'Europe/Rome', networkVersion: 1, maxZoom: 14 });
    expect(metro.tiles).toBe('/tiles/grid/1/{z}/{x}/{y}.mvt');
    expect(metro.bbox[0]).toBeCloseTo(9.5);
    expect(metro.attribution).toContain('OpenStreetMap');
  });

  it('shows a hub, and refuses one that is not there or no id', async () => {
    const rows = (await db.source.query('SELECT id FROM hub LIMIT 1')) as [{ id: string }];
    const { body } = await request(api.url).get(`/api/v1/hubs/${rows[0].id}`).expect(200);
    expect(hubSchema.parse(body).metro).toBe('grid');
    await request(api.url)
      .get(`/api/v1/hubs/${newId()}`)
      .expect(404)
      .expect('content-type', /problem\+json/);
    await request(api.url).get('/api/v1/hubs/1').expect(400);
    await request(api.url).get('/api/v1/me/hubs').expect(401);
  });

  it('serves tiles gzipped and for ever, since a version never changes', async () => {
    const response = await request(api.url).get('/tiles/grid/1/13/4312/2962.mvt').expect(200);
    expect(response.headers).toMatchObject({
      'content-type': 'application/vnd.mapbox-vector-tile',
      'content-encoding': 'gzip',
      'cache-control': 'public, max-age=31536000, immutable',
      vary: 'accept-encoding',
    });
    const etag = response.headers['etag']!;
    await request(api.url).get('/tiles/grid/1/13/4312/2962.mvt').set('if-none-match', etag).expect(304);
    const plain = await request(api.url)
      .get('/tiles/grid/1/13/4312/2962.mvt')
      .set('accept-encoding', 'identity')
      .expect(200);
    expect(plain.headers['content-encoding']).toBeUndefined();
  });

  it.each([
    ['/tiles/grid/1/13/1/1.mvt', 204],
    ['/tiles/grid/1/20/1/1.mvt', 204],
    ['/tiles/grid/9/13/4312/2962.mvt', 404],
    ['/tiles/atlantis/1/13/4312/2962.mvt', 404],
    ['/tiles/grid/1/13/4312/x.mvt', 400],
    ['/tiles/grid/1/-1/4312/2962.mvt', 400],
    ['/tiles/grid/1/13/99999999999/2960.mvt', 400],
  ])('answers %s with %i', async (path, status) => {
    await request(api.url).get(path).expect(status);
  });

  it('swaps to a new version while it runs, and still serves the tiles of the former one', async () => {
    const travel = api.app.get(TravelService, { strict: false });
    const { id } = await grid();
    const before = travel.network(id);
    await load();
    for (let tries = 0; travel.network(id) === before && tries < 100; tries++)
      await new Promise((done) => setTimeout(done, 50));
    expect(travel.network(id)).not.toBe(before);
    expect((await grid()).networkVersion).toBe(2);
    await request(api.url).get('/tiles/grid/1/13/4312/2962.mvt').expect(200);
    await request(api.url).get('/tiles/grid/2/13/4312/2962.mvt').expect(200);
  });
});
