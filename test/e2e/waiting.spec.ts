import fc from 'fast-check';
import type { Booking, Hold, Problem, WaitingEntry, WaitingList } from '#libs/contracts';
import { newId, Temporal } from '#libs/kernel';
import { startApi, type TestApi } from '../support/api.js';
import { openPostgres, type TestDatabase } from '../support/databases.js';
import { signIn } from '../support/sign-in.js';
import { type CityHub, smallCity } from '../support/small-city.js';

const ZONE = 'Europe/Rome';
const tomorrow = Temporal.Now.plainDateISO(ZONE).add({ days: 1 });
const at = (time: string): string =>
  tomorrow.toZonedDateTime({ timeZone: ZONE, plainTime: time }).toInstant().toString();

interface Answer<T> {
  readonly status: number;
  readonly body: T;
  readonly headers: Headers;
}

describe('Holds and the waiting list over HTTP', () => {
  let db: TestDatabase;
  let api: TestApi;
  let hub: CityHub;
  let worker: string;
  let rival: string;

  beforeAll(async () => {
    db = await openPostgres('e2e_waiting');
    hub = (await smallCity(db, { Central: { metres: 1000, desks: 2 } })).hubs[0]!;
    api = await startApi({ databaseUrl: db.url, environment: { RATE_LIMIT: 'off' } });
    worker = await signIn(api.url, 'worker');
    rival = await signIn(api.url, 'manager');
  }, 60_000);
  afterAll(async () => {
    await api?.stop();
    await db?.stop();
  });

  async function call<T>(
    method: string,
    path: string,
    { cookie, body, secret, key }: { cookie?: string; body?: unknown; secret?: string; key?: string } = {},
  ): Promise<Answer<T>> {
    const response = await fetch(`${api.url}/api/v1${path}`, {
      method,
      headers: {
        origin: api.url,
        ...(cookie === undefined ? {} : { cookie }),
        ...(secret === undefined ? {} : { 'hold-secret': secret }),
        ...(key === undefined ? {} : { 'idempotency-key': key }),
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const text = await response.text();
    return { status: response.status, headers: response.headers, body: (text === '' ? null : JSON.parse(text)) as T };
  }

  const desk = (n: number): { bookableId: string } => ({ bookableId: hub.desks[n]!.id });
  const rows = async (): Promise<string> =>
    JSON.stringify(
      await db.source.query(
        `SELECT (SELECT count(*) FROM hold) AS holds, (SELECT count(*) FROM waiting_entry) AS waits, (SELECT count(*) FROM claim) AS claims`,
      ),
    );

  it('keeps a desk across the sign-in', async () => {
    const span = { from: at('09:00'), to: at('10:00') };
    const held = await call<Hold>('POST', `/hubs/${hub.id}/holds`, { body: { items: [desk(0)], ...span } });
    expect([held.status, held.headers.get('cache-control')]).toEqual([201, 'no-store']);
    const { id: holdId, secret: holdSecret } = held.body;
    expect(held.headers.get('location')).toBe(`/api/v1/hubs/${hub.id}/holds/${holdId}`);
    const request = { hubId: hub.id, items: [desk(0)], ...span };
    expect((await call<Problem>('POST', '/bookings', { cookie: rival, body: request })).body.code).toBe(
      'bookable-taken',
    );
    const guessed = { ...request, holdId, holdSecret: 'guessed' };
    expect((await call('POST', '/bookings', { cookie: rival, body: guessed })).status).toBe(404);
    expect((await call('DELETE', `/hubs/${hub.id}/holds/${holdId}`, { secret: 'guessed' })).status).toBe(404);
    const booked = await call<Booking>('POST', '/bookings', {
      cookie: worker,
      body: { ...request, holdId, holdSecret },
    });
    expect(booked).toMatchObject({ status: 201, body: { status: 'confirmed', ...span } });
    expect((await call('DELETE', `/hubs/${hub.id}/holds/${holdId}`, { secret: holdSecret })).status).toBe(204);
    expect(
      (await call<Booking>('GET', `/hubs/${hub.id}/bookings/${booked.body.id}`, { cookie: worker })).body.status,
    ).toBe('confirmed');
    const again = await call<Problem>('POST', '/bookings', { cookie: rival, body: { ...request, holdId, holdSecret } });
    expect([again.status, again.body.code]).toEqual([409, 'hold-ended']);
  });

  it('goes from a full desk to a place in line, an offer, and a booking', async () => {
    const span = { from: at('14:00'), to: at('15:00') };
    const request = { hubId: hub.id, items: [desk(1)], ...span };
    const taken = await call<Booking>('POST', '/bookings', { cookie: rival, body: request });
    const wait = { cookie: worker, body: { item: desk(1), ...span }, key: 'wait-1' };
    const joined = await call<WaitingEntry>('POST', `/hubs/${hub.id}/waiting-list`, wait);
    expect(joined).toMatchObject({ status: 201, body: { status: 'waiting', offer: null, item: desk(1), ...span } });
    expect((await call<WaitingEntry>('POST', `/hubs/${hub.id}/waiting-list`, wait)).body).toEqual(joined.body);
    const twice = await call<Problem>('POST', `/hubs/${hub.id}/waiting-list`, { ...wait, key: 'wait-2' });
    expect([twice.status, twice.body.code]).toEqual([409, 'already-waiting']);
    expect((await call('DELETE', `/hubs/${hub.id}/bookings/${taken.body.id}`, { cookie: rival })).status).toBe(204);

    const mine = await call<WaitingList>('GET', '/me/waiting-list', { cookie: worker });
    expect(mine.body).toMatchObject({ items: [{ id: joined.body.id, status: 'offered' }], next: null });
    expect((await call<WaitingList>('GET', '/me/waiting-list', { cookie: rival })).body.items).toEqual([]);
    const { holdId } = mine.body.items[0]!.offer!;
    expect((await call('POST', '/bookings', { cookie: rival, body: { ...request, holdId } })).status).toBe(404);
    const path = joined.headers.get('location')!.replace('/api/v1', '');
    expect((await call('DELETE', path, { cookie: rival })).status).toBe(404);
    expect((await call('POST', '/bookings', { cookie: worker, body: { ...request, holdId } })).status).toBe(201);
    expect((await call('DELETE', path, { cookie: worker })).status).toBe(204);
    expect((await call<WaitingList>('GET', '/me/waiting-list', { cookie: worker })).body.items).toMatchObject([
      { status: 'converted' },
    ]);
  });

  it('refuses to hold more than three, what is wished for unheard of, and a hub that is not there', async () => {
    const span = { from: at('16:00'), to: at('17:00') };
    const hold = (items: unknown, hubId = hub.id): Promise<Answer<Problem>> =>
      call<Problem>('POST', `/hubs/${hubId}/holds`, { body: { items, ...span } });
    expect((await hold([{ kind: 'desk', count: 4 }])).status).toBe(400);
    expect((await hold([{ kind: 'desk', count: 3 }])).body.code).toBe('nothing-as-wished');
    expect((await hold([desk(0)], newId())).body.code).toBe('hub-not-found');
    expect((await hold([{ bookableId: newId() }])).body.code).toBe('bookable-not-found');
  });

  it('takes two hundred hostile bodies for what they are, and writes nothing', async () => {
    const before = await rows();
    const hostile = fc.oneof(
      fc.jsonValue(),
      fc.record({ items: fc.jsonValue(), from: fc.jsonValue(), to: fc.jsonValue() }),
      fc.record({
        item: fc.oneof(fc.jsonValue(), fc.constant({ kind: 'desk', count: 2 })),
        from: fc.string(),
        to: fc.string(),
      }),
      fc.record({
        items: fc.constant([desk(0)]),
        item: fc.constant(desk(0)),
        from: fc.constantFrom(at('18:00'), '2199-12-31T00:00:00Z', '2000-01-01T00:00:00Z', '9999-01-01T00:00:00Z'),
        to: fc.constantFrom(at('18:00'), '2199-12-31T23:00:00Z', '+010000-01-01T00:00:00Z'),
      }),
    );
    for (const path of ['holds', 'waiting-list'])
      await fc.assert(
        fc.asyncProperty(hostile, async (body) => {
          const { status } = await call('POST', `/hubs/${hub.id}/${path}`, { cookie: worker, body });
          expect([path, body, status >= 400 && status < 500]).toEqual([path, body, true]);
        }),
        { numRuns: 200 },
      );
    expect(await rows()).toBe(before);
  });
});
