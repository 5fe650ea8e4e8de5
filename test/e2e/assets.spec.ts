import type {
  Agreement,
  AgreementList,
  Asset,
  AssetList,
  CreateAsset,
  Hub,
  Problem,
  SearchResult,
} from '#libs/contracts';
import { newId, Temporal } from '#libs/kernel';
import { SYSTEM, UnitOfWork } from '#libs/platform';
import { TravelService } from '#libs/travel';
import { startApi, type TestApi } from '../support/api.js';
import { openPostgres, type TestDatabase } from '../support/databases.js';
import { type Call, callsTo } from '../support/http-client.js';
import { onMainStreet, type SmallCity, smallCity } from '../support/small-city.js';
import {
  anOrganisation,
  inHub,
  inNetwork,
  inOrganisation,
  signInStaff,
  type TestOrganisation,
} from '../support/staff.js';

const WEEKDAYS = [1, 2, 3, 4, 5, 6, 7];
const building = (name: string): CreateAsset => ({
  name,
  kind: 'school',
  address: 'Via Roma 1',
  position: { lat: 44.49, lon: 11.34 },
  areaM2: 320.5,
  cadastralReference: 'Foglio 12, particella 34',
});
const every = (
  opens: string,
  closes: string,
  weekdays = WEEKDAYS,
): { weekday: number; opens: string; closes: string }[] => weekdays.map((weekday) => ({ weekday, opens, closes }));

describe('Buildings, agreements over them and the hubs in them', () => {
  let db: TestDatabase;
  let api: TestApi;
  let call: Call;
  let owner: TestOrganisation;
  let operator: TestOrganisation;
  let ownerAdmin: string;
  let operatorAdmin: string;
  let networkAdmin: string;
  let count = 0;

  beforeAll(async () => {
    db = await openPostgres('assets');
    api = await startApi({ databaseUrl: db.url });
    call = callsTo(api);
    owner = await anOrganisation(api, 'Liceo', 0);
    operator = await anOrganisation(api, 'Coworking', 2);
    const admin = async (id: string): Promise<string> =>
      (await signInStaff(api, [inOrganisation('org_admin', id)])).cookie;
    [ownerAdmin, operatorAdmin] = [await admin(owner.id), await admin(operator.id)];
    networkAdmin = (await signInStaff(api, [inNetwork('network_admin')])).cookie;
  }, 120_000);
  afterAll(async () => {
    await api.stop();
    await db.stop();
  });

  const assetsOf = (id: string): string => `/organisations/${id}/assets`;
  const newAsset = async (): Promise<Asset> => {
    const body = building(`Palestra ${++count}`);
    const made = await call<Asset>('POST', assetsOf(owner.id), { cookie: ownerAdmin, body });
    expect(made).toMatchObject({ status: 201, body });
    return made.body;
  };
  const agree = <T = Agreement>(assetId: string, wish: object, cookie = ownerAdmin) =>
    call<T>('POST', `${assetsOf(owner.id)}/${assetId}/agreements`, {
      cookie,
      body: { organisationId: operator.id, from: '2026-01-01', windows: every('15:00', '22:00'), ...wish },
    });
  const audited = async (object: string): Promise<string[]> => {
    const rows = await api.app
      .get(UnitOfWork)
      .run(SYSTEM, (tx) =>
        tx.query<{ action: string }>(`SELECT action FROM audit_entry WHERE object = $1 ORDER BY txid`, [object]),
      );
    return rows.map(({ action }) => action);
  };

  it('keeps a building: anybody reads it, its owner changes the version that they saw', async () => {
    const { id, name } = await newAsset();
    const path = `${assetsOf(owner.id)}/${id}`;
    const shown = await call<Asset>('GET', path);
    expect(shown).toMatchObject({ status: 200, body: { id, name, areaM2: 320.5 } });
    const headers = { 'if-match': shown.headers.get('etag')! };
    const changed = await call<Asset>('PATCH', path, { cookie: ownerAdmin, headers, body: { areaM2: null } });
    expect(changed).toMatchObject({ status: 200, body: { name, areaM2: null, position: { lat: 44.49, lon: 11.34 } } });
    expect((await call('PATCH', path, { cookie: ownerAdmin, headers, body: { name: 'X' } })).status).toBe(412);
    expect((await call('PATCH', path, { cookie: ownerAdmin, body: { name: 'X' } })).status).toBe(428);
    expect(await call('POST', assetsOf(owner.id), { cookie: ownerAdmin, body: building(name) })).toMatchObject({
      status: 409,
      body: { code: 'asset-name-taken' },
    });
    expect((await call('DELETE', path, { cookie: ownerAdmin })).status).toBe(204);
    expect((await call('GET', path)).status).toBe(404);
    expect(await audited(`asset/${id}`)).toEqual(['asset.created', 'asset.changed', 'asset.removed']);
  });

  it.each([
    ['a member that nobody knows', { ownerId: newId() }],
    ['no name', { name: ' ' }],
    ['a control character', { name: 'A\u0000B' }],
    ['half a character', { name: 'A\ud800' }],
    ['an unknown kind', { kind: 'castle' }],
    ['a position off the earth', { position: { lat: 91, lon: 0 } }],
    ['an area beyond all measure', { areaM2: 1e308 }],
    ['an area of nothing', { areaM2: 0 }],
  ])('refuses a building with %s', async (_, wrong) => {
    const body = { ...building('Wrong'), ...wrong };
    expect((await call('POST', assetsOf(owner.id), { cookie: ownerAdmin, body })).status).toBe(400);
  });

  it('gives a building to several in turns, and refuses a window that somebody holds, by name', async () => {
    const { id } = await newAsset();
    const first = await agree(id, {});
    expect(first).toMatchObject({
      status: 201,
      body: { assetId: id, organisation: { name: 'Coworking' }, from: '2026-01-01', to: null, hubs: [] },
    });
    expect((await agree(id, { windows: every('08:00', '15:00') })).status).toBe(201);
    const refused = await agree<Problem>(id, {
      windows: [...every('22:00', '23:00'), ...every('14:30', '15:30', [3])],
    });
    expect(refused).toMatchObject({ status: 409, body: { code: 'agreement-conflict' } });
    expect(refused.body.errors).toEqual([
      { pointer: '/windows/7', detail: 'We 08:00-15:00: Coworking, 2026-01-01/..' },
      { pointer: '/windows/7', detail: 'We 15:00-22:00: Coworking, 2026-01-01/..' },
    ]);
    const { body } = await call<AgreementList>('GET', `${assetsOf(owner.id)}/${id}/agreements`);
    expect(body.items).toHaveLength(2);
    expect(await audited(`agreement/${first.body.id}`)).toEqual(['agreement.made']);
  });

  it('lets only one of two have a window that both ask for at once', async () => {
    const { id } = await newAsset();
    const answers = await Promise.all(Array.from({ length: 6 }, () => agree(id, {})));
    expect(answers.map(({ status }) => status).toSorted()).toEqual([201, 409, 409, 409, 409, 409]);
  });

  it('ends an agreement today, keeps it as a past one, and may give the window anew', async () => {
    const { id } = await newAsset();
    const [past, future] = [
      await agree(id, {}),
      await agree(id, { from: '2150-01-01', windows: every('08:00', '09:00') }),
    ];
    const path = `${assetsOf(owner.id)}/${id}`;
    expect((await call('DELETE', path, { cookie: ownerAdmin })).body).toMatchObject({ code: 'asset-in-use' });
    for (const { body } of [past, future])
      expect((await call('DELETE', `${path}/agreements/${body.id}`, { cookie: ownerAdmin })).status).toBe(204);
    const { body } = await call<AgreementList>('GET', `${path}/agreements`);
    const today = Temporal.Now.plainDateISO('Europe/Rome').toString();
    expect(body.items).toMatchObject([{ id: past.body.id, to: today }]);
    expect((await agree(id, { from: today })).status).toBe(201);
    expect(await audited(`agreement/${past.body.id}`)).toEqual(['agreement.made', 'agreement.ended']);
  });

  it.each([
    ['no window', { windows: [] }],
    ['a window that ends before it begins', { windows: every('15:00', '15:00', [1]) }],
    ['windows that overlap', { windows: [...every('08:00', '12:00', [1]), ...every('11:00', '13:00', [1])] }],
    ['an end before its beginning', { to: '2025-12-31' }],
    ['a day that no calendar has', { from: '2026-02-30' }],
    ['the year 9999', { to: '9999-01-01' }],
  ])('refuses an agreement with %s', async (_, wrong) => {
    const { id } = await newAsset();
    expect((await agree(id, wrong)).status).toBe(400);
  });

  it('keeps buildings and agreements from everybody but their owner, and writes nothing', async () => {
    const { id } = await newAsset();
    const { body: agreement } = await agree(id, {});
    const body = building('Theirs');
    const attempts: readonly (readonly [number, string, string, object?])[] = [
      [403, 'POST', assetsOf(owner.id), body],
      [403, 'PATCH', `${assetsOf(owner.id)}/${id}`, { name: 'Theirs' }],
      [403, 'DELETE', `${assetsOf(owner.id)}/${id}`],
      [404, 'PATCH', `${assetsOf(operator.id)}/${id}`, { name: 'Theirs' }],
      [404, 'DELETE', `${assetsOf(operator.id)}/${id}`],
      [
        404,
        'POST',
        `${assetsOf(operator.id)}/${id}/agreements`,
        { organisationId: operator.id, from: '2026-01-01', windows: every('01:00', '02:00') },
      ],
      [403, 'DELETE', `${assetsOf(owner.id)}/${id}/agreements/${agreement.id}`],
      [404, 'DELETE', `${assetsOf(operator.id)}/${id}/agreements/${agreement.id}`],
    ];
    for (const [status, method, path, sent] of attempts) {
      const headers = { 'if-match': '"1"' };
      const answer = await call(method, path, { cookie: operatorAdmin, headers, ...(sent && { body: sent }) });
      expect([method, path, answer.status]).toEqual([method, path, status]);
    }
    expect((await agree(id, { windows: every('01:00', '02:00') }, operatorAdmin)).status).toBe(403);
    expect((await call<AssetList>('GET', assetsOf(operator.id))).body.items).toEqual([]);
    expect((await call<AgreementList>('GET', `${assetsOf(owner.id)}/${id}/agreements`)).body.items).toMatchObject([
      { to: null },
    ]);
    const other = await newAsset();
    const wrong = `${assetsOf(owner.id)}/${other.id}/agreements/${agreement.id}`;
    expect((await call('DELETE', wrong, { cookie: ownerAdmin })).status).toBe(404);
    const nobodys = { organisationId: newId() };
    expect(await agree(other.id, nobodys)).toMatchObject({ status: 404, body: { code: 'organisation-not-found' } });
    expect((await call('POST', assetsOf(newId()), { cookie: networkAdmin, body })).status).toBe(404);
  });

  describe('a hub', () => {
    let hubId: string;
    let city: SmallCity;
    let cityAdmin: string;
    const path = (): string => `/hubs/${hubId}`;
    const tagOf = async (): Promise<Record<string, string>> => ({
      'if-match': (await call('GET', path())).headers.get('etag')!,
    });
    const change = async (body: object, cookie = cityAdmin, headers?: Record<string, string>) =>
      call<Hub>('PATCH', path(), { cookie, body, headers: headers ?? (await tagOf()) });
    const opening = (opens: string, closes: string) =>
      every(opens, closes).map((window) => ({ ...window, community: 'public' }));

    beforeEach(async () => {
      city = await smallCity(db, { Piazza: { metres: 1000, desks: 3 }, Corso: { metres: 3000, desks: 3 } });
      api.app.get(TravelService, { strict: false }).useNetwork(city.metroId, city.network);
      hubId = city.hubs[0]!.id;
      cityAdmin = (await signInStaff(api, [inOrganisation('org_admin', city.organisationId)])).cookie;
    });

    it('is changed by its manager, from the version that they saw', async () => {
      const manager = await signInStaff(api, [inHub('hub_manager', city.organisationId, hubId)]);
      const tag = await tagOf();
      const patch = {
        name: 'Piazza Nuova',
        address: 'Piazza 2',
        amenities: ['wifi', 'lift'],
        openingWindows: opening('09:00', '18:00'),
      };
      const changed = await change(patch, manager.cookie, tag);
      expect(changed).toMatchObject({ status: 200, body: patch });
      expect(await change({ name: 'Again' }, manager.cookie, tag)).toMatchObject({ status: 412 });
      expect((await change({ name: 'Again' }, manager.cookie, {})).status).toBe(428);
      expect((await change({ address: '' }, manager.cookie)).body).toMatchObject({ ...patch, address: '' });
      expect(await audited(`hub/${hubId}`)).toEqual(['hub.changed', 'hub.changed']);
    });

    it('is found by its new hours at once, and keeps the bookings that stand', async () => {
      const day = Temporal.Now.plainDateISO('Europe/Rome').add({ days: 3 });
      const at = (time: string): string =>
        day.toZonedDateTime({ timeZone: 'Europe/Rome', plainTime: time }).toInstant().toString();
      const span = { from: at('10:00'), to: at('12:00') };
      const { lat, lon } = onMainStreet(1000);
      const search = async (): Promise<boolean | undefined> => {
        const query = new URLSearchParams({
          lat: String(lat),
          lon: String(lon),
          minutes: '15',
          metro: city.slug,
          ...span,
        });
        const { body } = await call<SearchResult>('GET', `/search?${query.toString()}`);
        return body.hubs.find((hub) => hub.id === hubId)?.open;
      };
      const worker = await signInStaff(api, []);
      const [desk, other] = city.hubs[0]!.desks;
      const book = (bookableId: string) =>
        call<{ id: string }>('POST', '/bookings', {
          cookie: worker.cookie,
          body: { hubId, items: [{ bookableId }], ...span },
        });
      const booked = await book(desk!.id);
      expect([booked.status, await search()]).toEqual([201, true]);
      expect((await change({ openingWindows: opening('15:00', '20:00') })).status).toBe(200);
      for (let tries = 0; (await search()) === true && tries < 40; tries++)
        await new Promise((done) => setTimeout(done, 50));
      expect(await search()).not.toBe(true);
      const { cookie } = await signInStaff(api, []);
      const body = { hubId, items: [{ bookableId: other!.id }], ...span };
      expect(await call('POST', '/bookings', { cookie, body })).toMatchObject({
        status: 422,
        body: { code: 'hub-closed' },
      });
      expect(await call('GET', `/hubs/${hubId}/bookings/${booked.body.id}`, { cookie: worker.cookie })).toMatchObject({
        status: 200,
        body: { status: 'confirmed' },
      });
    });

    it('opens only in the windows of its agreement, which nobody ends under it', async () => {
      const { id } = await newAsset();
      const { body: agreement } = await agree(id, {
        organisationId: city.organisationId,
        windows: every('08:00', '20:00'),
      });
      expect(await change({ useAgreementId: agreement.id })).toMatchObject({
        status: 200,
        body: { useAgreementId: agreement.id },
      });
      const refused = await call('PATCH', path(), {
        cookie: cityAdmin,
        headers: { ...(await tagOf()), 'accept-language': 'it' },
        body: { openingWindows: opening('07:30', '21:00') },
      });
      expect(refused).toMatchObject({
        status: 422,
        body: {
          code: 'windows-outside-agreement',
          title: 'Orari fuori dalla concessione',
          errors: [{ pointer: '/openingWindows', detail: 'Mo-Su 07:30-08:00; Mo-Su 20:00-21:00' }],
        },
      });
      expect((await call<Hub>('GET', path())).body.openingWindows).toEqual(opening('08:00', '20:00'));
      const ending = `${assetsOf(owner.id)}/${id}/agreements/${agreement.id}`;
      expect(await call('DELETE', ending, { cookie: ownerAdmin })).toMatchObject({
        status: 409,
        body: { code: 'agreement-in-use' },
      });
      expect((await change({ useAgreementId: null, openingWindows: opening('07:30', '21:00') })).status).toBe(200);
      expect((await call('DELETE', ending, { cookie: ownerAdmin })).status).toBe(204);
      expect(await change({ useAgreementId: agreement.id })).toMatchObject({
        body: { code: 'agreement-not-in-force' },
      });
    });

    it('does not go under the agreement of another organisation, nor by the hand of who runs a single hub', async () => {
      const { id } = await newAsset();
      const { body: theirs } = await agree(id, {});
      expect(await change({ useAgreementId: theirs.id })).toMatchObject({
        status: 404,
        body: { code: 'agreement-not-found' },
      });
      const manager = await signInStaff(api, [inHub('hub_manager', city.organisationId, hubId)]);
      expect((await change({ useAgreementId: null }, manager.cookie)).status).toBe(403);
    });

    it.each([
      ['its id', { id: newId() }],
      ['its organisation', { organisationId: newId() }],
      ['its slug', { slug: 'other' }],
      ['its version', { version: 7 }],
      ['windows that overlap', { openingWindows: [...opening('09:00', '12:00'), ...opening('11:00', '13:00')] }],
      ['a window that never opens', { openingWindows: opening('12:00', '12:00') }],
      ['an amenity that there is not', { amenities: ['pool'] }],
      ['a blank name', { name: '' }],
    ])('can not be given %s', async (_, patch) => {
      const before = await call<Hub>('GET', path());
      expect((await change(patch)).status).toBe(400);
      expect((await call<Hub>('GET', path())).body).toEqual(before.body);
    });

    it('is nothing to the managers of other hubs and other organisations', async () => {
      const before = await call<Hub>('GET', path());
      const strangers = [
        [inHub('hub_manager', city.organisationId, city.hubs[1]!.id)],
        [inOrganisation('org_admin', operator.id)],
        [inOrganisation('service_operator', city.organisationId)],
        [],
      ];
      for (const memberships of strangers)
        expect((await change({ name: 'Stolen' }, (await signInStaff(api, memberships)).cookie)).status).toBe(403);
      expect((await call('PATCH', path(), { body: { name: 'Stolen' }, headers: await tagOf() })).status).toBe(401);
      const nowhere = await call('PATCH', `/hubs/${newId()}`, {
        cookie: cityAdmin,
        headers: { 'if-match': '"1"' },
        body: {},
      });
      expect(nowhere.status).toBe(404);
      expect((await call<Hub>('GET', path())).body).toEqual(before.body);
    });

    it('is listed with the others of its organisation', async () => {
      const { body } = await call<{ items: { id: string; metro: string }[] }>(
        'GET',
        `/organisations/${city.organisationId}/hubs`,
      );
      expect(body.items.map(({ id }) => id).toSorted()).toEqual(city.hubs.map(({ id }) => id).toSorted());
      expect(body.items[0]!.metro).toBe(city.slug);
      expect((await call('GET', `/organisations/${newId()}/hubs`)).status).toBe(404);
    });
  });
});
