import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Availability, Booking, BookingPage, Coverage, Isochrones, Problem, SearchResult } from '#libs/contracts';
import { newId, Temporal } from '#libs/kernel';
import { NETWORK_FILE, saveNetwork } from '#libs/travel';
import { startApi, type TestApi } from '../support/api.js';
import { openPostgres, type TestDatabase } from '../support/databases.js';
import { signIn } from '../support/sign-in.js';
import { type CityHub, onMainStreet, type SmallCity, smallCity } from '../support/small-city.js';

const ZONE = 'Europe/Rome';
const tomorrow = Temporal.Now.plainDateISO(ZONE).add({ days: 1 });
const at = (time: string): string =>
  tomorrow.toZonedDateTime({ timeZone: ZONE, plainTime: time }).toInstant().toString();
const SPAN = { from: at('10:00'), to: at('12:00') };

interface Answer<T> {
  readonly status: number;
  readonly body: T;
  readonly headers: Headers;
}

describe('Search, book, cancel over HTTP', () => {
  let db: TestDatabase;
  let api: TestApi;
  let city: SmallCity;
  let central: CityHub;
  let worker: string;
  let rival: string;
  const folder = mkdtempSync(join(tmpdir(), 'quindici-e2e-'));

  beforeAll(async () => {
    db = await openPostgres('e2e_bookings');
    city = await smallCity(db, { Central: { metres: 1000, desks: 3 }, Near: { metres: 1300, desks: 2 } });
    central = city.hubs[0]!;
    const home = join(folder, 'metros', city.slug, '1');
    mkdirSync(home, { recursive: true });
    await saveNetwork(city.network, join(home, NETWORK_FILE));
    api = await startApi({ databaseUrl: db.url, environment: { DATA_DIR: folder } });
    worker = await signIn(api.url, 'worker');
    rival = await signIn(api.url, 'planner');
  }, 60_000);
  afterAll(async () => {
    await api?.stop();
    await db?.stop();
    rmSync(folder, { recursive: true, force: true });
  });

  async function call<T>(
    method: string,
    path: string,
    { cookie, body, key }: { cookie?: string; body?: unknown; key?: string } = {},
  ): Promise<Answer<T>> {
    const response = await fetch(`${api.url}/api/v1${path}`, {
      method,
      headers: {
        origin: api.url,
        ...(cookie === undefined ? {} : { cookie }),
        ...(key === undefined ? {} : { 'idempotency-key': key }),
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      },
      ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
    });
    const text = await response.text();
    return { status: response.status, headers: response.headers, body: (text === '' ? null : JSON.parse(text)) as T };
  }
  const query = (parameters: Readonly<Record<string, string | number>>): string =>
    new URLSearchParams(
      Object.entries(parameters).map(([name, value]): [string, string] => [name, String(value)]),
    ).toString();
  const searchPath = (more: Readonly<Record<string, string | number>> = {}): string =>
    `/search?${query({ ...onMainStreet(900), minutes: 15, ...SPAN, ...more })}`;

  it('goes from search to a booking, a conflict with alternatives, a cancelling, and a free desk again', async () => {
    const found = await call<SearchResult>('GET', searchPath());
    expect(found.status).toBe(200);
    expect(found.body.hubs.map(({ name, free }) => [name, free])).toEqual([
      ['Central', 3],
      ['Near', 2],
    ]);
    const { id: hubId, bestDesk } = found.body.hubs[0]!;
    const request = { hubId, items: [{ bookableId: bestDesk!.id }], ...SPAN };

    const booked = await call<Booking>('POST', '/bookings', { cookie: worker, body: request });
    expect(booked.status).toBe(201);
    expect(booked.body).toMatchObject({ status: 'confirmed', bookables: [{ label: bestDesk!.label }], ...SPAN });
    const location = booked.headers.get('location')!;
    const path = location.replace('/api/v1', '');
    expect((await call<Booking>('GET', path, { cookie: worker })).body).toEqual(booked.body);
    expect((await call<SearchResult>('GET', searchPath())).body.hubs[0]).toMatchObject({ free: 2 });

    const conflict = await call<Problem>('POST', '/bookings', { cookie: rival, body: request });
    expect(conflict.status).toBe(409);
    expect(conflict.headers.get('content-type')).toContain('application/problem+json');
    expect(conflict.body.code).toBe('bookable-taken');
    expect(conflict.body.alternatives!.map(({ hubName }) => hubName)).toEqual(['Central', 'Central', 'Near']);
    const { hubId: otherHub, bookableId } = conflict.body.alternatives![2]!;
    const instead = { hubId: otherHub, items: [{ bookableId }], ...SPAN };
    expect((await call('POST', '/bookings', { cookie: rival, body: instead })).status).toBe(201);

    const mine = await call<BookingPage>('GET', '/me/bookings', { cookie: worker });
    expect(mine.body.items).toEqual([booked.body]);
    expect((await call<Problem>('DELETE', path, { cookie: rival })).body.code).toBe('booking-not-found');
    expect((await call('DELETE', path, { cookie: worker })).status).toBe(204);
    expect((await call('DELETE', path, { cookie: worker })).status).toBe(204);
    expect((await call<SearchResult>('GET', searchPath())).body.hubs[0]).toMatchObject({ free: 3 });
    expect((await call<BookingPage>('GET', '/me/bookings?scope=past', { cookie: worker })).body.items).toMatchObject([
      { id: booked.body.id, status: 'cancelled' },
    ]);
  });

  it('shows availability to anybody, and who is signed in their own desks', async () => {
    const span = { from: at('14:00'), to: at('15:00') };
    const body = { hubId: central.id, items: [{ bookableId: central.desks[0]!.id }], ...span };
    expect((await call('POST', '/bookings', { cookie: worker, body })).status).toBe(201);
    const path = `/hubs/${central.id}/availability?${query(span)}`;
    const free = central.desks.slice(1).map(({ id }) => id);
    expect((await call<Availability>('GET', path)).body).toEqual({
      hubId: central.id,
      ...span,
      open: true,
      free,
      mine: [],
    });
    const mine = await call<Availability>('GET', path, { cookie: worker });
    expect(mine.body.mine).toEqual([central.desks[0]!.id]);
  });

  it('answers a retried booking with the booking that was made', async () => {
    const body = {
      hubId: central.id,
      items: [{ bookableId: central.desks[1]!.id }],
      from: at('16:00'),
      to: at('17:00'),
    };
    const [first, second] = await Promise.all([
      call<Booking>('POST', '/bookings', { cookie: worker, body, key: 'retry-1' }),
      call<Booking>('POST', '/bookings', { cookie: worker, body, key: 'retry-1' }),
    ]);
    expect([first.status, second.status]).toEqual([201, 201]);
    expect(second.body).toEqual(first.body);
    const other = { ...body, to: at('18:00') };
    const reused = await call<Problem>('POST', '/bookings', { cookie: worker, body: other, key: 'retry-1' });
    expect([reused.status, reused.body.code]).toEqual([422, 'idempotency-key-reused']);
    const empty = await call<Problem>('POST', '/bookings', { cookie: worker, body: other, key: '' });
    expect([empty.status, empty.body.code]).toEqual([400, 'invalid-idempotency-key']);
  });

  it('draws isochrones', async () => {
    const { status, body } = await call<Isochrones>(
      'GET',
      `/isochrones?${query({ ...onMainStreet(2500), minutes: '5,10' })}`,
    );
    expect(status).toBe(200);
    expect(body.features.map(({ properties }) => properties.minutes)).toEqual([10, 5]);
  });

  it('counts coverage for planners, and for nobody else', async () => {
    const path = `/metros/${city.slug}/coverage?${query(SPAN)}`;
    expect((await call<Problem>('GET', path)).status).toBe(401);
    expect((await call<Problem>('GET', path, { cookie: worker })).status).toBe(403);
    const planner = await signIn(api.url, 'planner');
    const { status, body } = await call<Coverage>('GET', path, { cookie: planner });
    expect(status).toBe(200);
    expect(body).toMatchObject({ metro: city.slug, minutes: 15, residents: 0, share: null, cells: [] });
  });

  it.each([
    'POST /bookings',
    'GET /me/bookings',
    `GET /hubs/${newId()}/bookings/${newId()}`,
    `DELETE /hubs/${newId()}/bookings/${newId()}`,
  ])('asks for a sign-in on %s', async (route) => {
    const [method, path] = route.split(' ') as [string, string];
    const body = method === 'POST' ? { hubId: newId(), items: [{ bookableId: newId() }], ...SPAN } : undefined;
    const { status, body: problem } = await call<Problem>(method, path, { body });
    expect([status, problem.code]).toEqual([401, 'not-signed-in']);
  });

  const good = { hubId: newId(), items: [{ bookableId: newId() }], ...SPAN };
  it.each<[string, unknown, number, string]>([
    ['the year 9999', { ...good, from: '9999-01-01T00:00:00Z', to: '9999-01-01T01:00:00Z' }, 400, '/from'],
    ['an end before its start', { ...good, from: SPAN.to, to: SPAN.from }, 400, '/to'],
    ['an end that is its start', { ...good, to: SPAN.from }, 400, '/to'],
    ['a hub that is no UUID', { ...good, hubId: "1' OR '1'='1" }, 400, '/hubId'],
    ['a desk that is missing', { ...good, items: undefined }, 400, '/items'],
    ['a number for an instant', { ...good, from: 1e12 }, 400, '/from'],
    ['a day that does not exist', { ...good, from: '2027-02-30T10:00:00Z', to: '2027-02-30T11:00:00Z' }, 400, '/from'],
    ['a picosecond', { ...good, from: SPAN.from.replace('Z', '.000000000001Z') }, 400, '/from'],
    ['null', null, 400, ''],
    ['a list', [good], 400, ''],
  ])('refuses to book %s', async (_, body, status, pointer) => {
    const refused = await call<Problem>('POST', '/bookings', { cookie: worker, body: body === null ? 'null' : body });
    expect([refused.status, refused.body.status]).toEqual([status, status]);
    expect(refused.body.errors?.map((error) => error.pointer) ?? ['']).toContain(pointer);
  });

  it.each<[string, string, number, string]>([
    ['a latitude of 95', searchPath({ lat: 95 }), 400, '/lat'],
    ['NaN', searchPath({ lon: 'NaN' }), 400, '/lon'],
    ['infinity', searchPath({ lat: 'Infinity' }), 400, '/lat'],
    ['no latitude', `/search?${query({ lon: 11.3, ...SPAN })}`, 400, '/lat'],
    ['huge minutes', searchPath({ minutes: 1e9 }), 400, '/minutes'],
    ['half a minute', searchPath({ minutes: 0.5 }), 400, '/minutes'],
    ['an end before the start', searchPath({ from: SPAN.to, to: SPAN.from }), 400, '/to'],
    ['the year 9999', searchPath({ to: '9999-12-31T23:59:59Z' }), 400, '/to'],
    ['another planet', searchPath({ mode: 'fly' }), 400, '/mode'],
    ['five isochrones', `/isochrones?${query({ ...onMainStreet(0), minutes: '1,2,3,4,5' })}`, 400, '/minutes'],
    ['no number of minutes', `/isochrones?${query({ ...onMainStreet(0), minutes: 'ten' })}`, 400, '/minutes/0'],
    ['a hub that is no UUID', `/hubs/42/availability?${query(SPAN)}`, 400, ''],
    ['a limit of a thousand', '/me/bookings?limit=1000', 400, '/limit'],
    ['a point in the sea', searchPath({ lat: 0, lon: 0 }), 422, ''],
    ['an unknown metro', searchPath({ metro: 'atlantis' }), 404, ''],
    ['an unknown hub', `/hubs/${newId()}/availability?${query(SPAN)}`, 404, ''],
    ['a cursor of its own making', '/me/bookings?cursor=1_2', 400, ''],
  ])('refuses to look for %s', async (_, path, status, pointer) => {
    const refused = await call<Problem>('GET', path, { cookie: worker });
    expect([refused.status, refused.body.status]).toEqual([status, status]);
    expect(refused.body.errors?.map((error) => error.pointer) ?? ['']).toContain(pointer);
  });
});
