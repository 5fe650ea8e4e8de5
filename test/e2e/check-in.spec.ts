import fc from 'fast-check';
import type { Booking, DeskCode, KioskWelcome, Problem } from '#libs/contracts';
import { FixedClock, newId, Temporal } from '#libs/kernel';
import { startApi, type TestApi } from '../support/api.js';
import { openPostgres, type TestDatabase } from '../support/databases.js';
import { writeRules } from '../support/policies.js';
import { credentials } from '../support/role-credentials.js';
import { type CityHub, smallCity } from '../support/small-city.js';

interface Answer<T> {
  readonly status: number;
  readonly body: T;
}
type Headers = Readonly<Record<string, string>>;

const ZONE = 'Europe/Rome';
const tomorrow = Temporal.Now.plainDateISO(ZONE).add({ days: 1 });
const at = (time: string): Temporal.Instant =>
  tomorrow.toZonedDateTime({ timeZone: ZONE, plainTime: time }).toInstant();

describe('Check-in over HTTP', () => {
  const clock = new FixedClock(at('09:40'));
  let db: TestDatabase;
  let api: TestApi;
  let hub: CityHub;
  let worker: Headers;
  let rival: Headers;
  let manager: Headers;
  let kiosk: Headers;
  let desk = 0;

  beforeAll(async () => {
    db = await openPostgres('e2e_check_in');
    const city = await smallCity(db, { Central: { metres: 1000, desks: 10 } });
    hub = city.hubs[0]!;
    await writeRules(db, hub.id, { noShowAfterMinutes: 20 });
    api = await startApi({ databaseUrl: db.url, clock });
    const home = { organisationId: city.organisationId, hubId: hub.id };
    worker = await credentials(db, api, 'worker', home);
    rival = await credentials(db, api, 'worker', home);
    manager = await credentials(db, api, 'hubManager', home);
    kiosk = await credentials(db, api, 'kiosk', home);
  }, 60_000);
  afterAll(async () => {
    await api?.stop();
    await db?.stop();
  });
  beforeEach(async () => {
    await db.source.query(`DELETE FROM claim`);
    await db.source.query(`DELETE FROM engagement`);
    clock.set(at('09:40'));
  });

  async function call<T>(method: string, path: string, who: Headers, body?: unknown): Promise<Answer<T>> {
    const response = await fetch(`${api.url}/api/v1${path}`, {
      method,
      headers: { origin: api.url, ...who, ...(body === undefined ? {} : { 'content-type': 'application/json' }) },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const text = await response.text();
    return { status: response.status, body: (text === '' ? null : JSON.parse(text)) as T };
  }
  const book = async (who = worker): Promise<Booking> => {
    const items = [{ bookableId: hub.desks[desk++ % hub.desks.length]!.id }];
    const span = { from: at('10:00').toString(), to: at('12:00').toString() };
    const { status, body } = await call<Booking>('POST', '/bookings', who, { hubId: hub.id, items, ...span });
    expect(status).toBe(201);
    return body;
  };
  const pathOf = ({ id }: Booking, action = ''): string => `/hubs/${hub.id}/bookings/${id}${action}`;

  it('checks in by the code that is printed for the desk, which only its manager gets', async () => {
    const booking = await book();
    clock.set(at('09:50'));
    const path = `/hubs/${hub.id}/bookables/${booking.bookables[0]!.id}/check-in-code`;
    expect((await call('GET', path, worker)).status).toBe(403);
    const { body: sign } = await call<DeskCode>('GET', path, manager);
    expect(sign).toMatchObject({ expiresAt: null, svg: expect.stringMatching(/^<svg[\s\S]+<\/svg>\s*$/) as string });
    expect(new URL(sign.url).searchParams.get('code')).toBe(sign.code);
    const checkIn = (code?: string): Promise<Answer<Booking & Problem>> =>
      call('POST', pathOf(booking, '/check-in'), worker, { method: 'qr', ...(code === undefined ? {} : { code }) });
    expect((await checkIn()).status).toBe(400);
    expect(await checkIn('guessed')).toMatchObject({ status: 422, body: { code: 'wrong-desk-code' } });
    expect(await checkIn(sign.code)).toMatchObject({ status: 200, body: { status: 'checked_in', checkIn: null } });
  });

  it('checks in at the kiosk, which is told a desk and no person', async () => {
    const booking = await book();
    clock.set(at('09:50'));
    const type = (who: Headers, code: string): Promise<Answer<KioskWelcome>> =>
      call('POST', `/hubs/${hub.id}/check-ins`, who, { code });
    expect((await type(worker, booking.checkIn!.code)).status).toBe(403);
    const welcome = await type(kiosk, booking.checkIn!.code);
    expect(welcome.status).toBe(200);
    expect(Object.keys(welcome.body).toSorted()).toEqual(['bookables', 'from', 'to']);
    expect((await call<Booking>('GET', pathOf(booking), worker)).body.status).toBe('checked_in');
    const told = await db.source.query(`SELECT actor_kind FROM audit_entry WHERE action = 'booking.checked-in'`);
    expect(told).toEqual([{ actor_kind: 'kiosk' }]);
  });

  it('is on the way, checks in, stays longer and leaves', async () => {
    const booking = await book();
    clock.set(at('10:05'));
    expect(await call('POST', pathOf(booking, '/on-my-way'), worker)).toMatchObject({
      status: 200,
      body: { checkIn: { until: at('10:35').toString() }, onMyWayUntil: null },
    });
    expect((await call('POST', pathOf(booking, '/check-in'), worker, { method: 'app' })).status).toBe(200);
    const to = at('13:00').toString();
    expect(await call('POST', pathOf(booking, '/extension'), worker, { to })).toMatchObject({ body: { to } });
    clock.set(at('11:00'));
    expect(await call('POST', pathOf(booking, '/release'), worker)).toMatchObject({
      status: 200,
      body: { status: 'completed', to: at('11:00').toString() },
    });
    expect(await call('POST', pathOf(booking, '/appeal'), worker, { reason: 'None' })).toMatchObject({ status: 409 });
    expect((await call('GET', '/me/strikes', worker)).body).toEqual({ items: [], next: null });
  });

  const ACTIONS: readonly (readonly [string, object])[] = [
    ['/check-in', { method: 'app' }],
    ['/on-my-way', {}],
    ['/release', {}],
    ['/extension', { to: at('13:00').toString() }],
    ['/appeal', { reason: 'I was there' }],
  ];

  it.each(ACTIONS)('lets nobody else %s', async (action, body) => {
    const booking = await book(rival);
    clock.set(at('10:05'));
    expect(await call('POST', pathOf(booking, action), worker, body)).toMatchObject({
      status: 404,
      body: { code: 'booking-not-found' },
    });
    expect((await call('POST', pathOf(booking, action), {}, body)).status).toBe(401);
    expect((await call<Booking>('GET', pathOf(booking), rival)).body).toEqual(booking);
  });

  it('answers hostile bodies with refusals, and writes nothing', async () => {
    const booking = await book();
    clock.set(at('10:05'));
    const rows = async (): Promise<unknown> =>
      db.source.query(`SELECT claim.*, booking.on_my_way_at FROM claim JOIN booking ON booking.id = booking_id`);
    const before = await rows();
    const paths = [
      ...ACTIONS.map(([action]) => [pathOf(booking, action), rival] as const),
      ...['/check-in', '/extension', '/appeal'].map((action) => [pathOf(booking, action), worker] as const),
      [`/hubs/${hub.id}/check-ins`, kiosk] as const,
      [`/hubs/${hub.id}/appeals/${newId()}`, manager] as const,
    ];
    const hostile = fc.oneof(
      fc.jsonValue(),
      fc.record({ method: fc.oneof(fc.constant('qr'), fc.jsonValue()), code: fc.jsonValue() }),
      fc.record({ to: fc.oneof(fc.string(), fc.constant('9999-01-01T00:00:00Z'), fc.integer()) }),
      fc.record({ reason: fc.oneof(fc.constant(''), fc.constant('\u0000'), fc.string({ minLength: 501 })) }),
      fc.record({ code: fc.string() }),
      fc.record({ outcome: fc.jsonValue() }),
    );
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...paths), hostile, async ([path, who], body) => {
        const { status } = await call('POST', path, who, body);
        expect(status).toBeGreaterThanOrEqual(400);
        expect(status).toBeLessThan(500);
      }),
      { numRuns: 200 },
    );
    expect(await rows()).toEqual(before);
  });
});
