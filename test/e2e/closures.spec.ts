import fc from 'fast-check';
import type { Agenda, Booking, Closure, ClosurePage, ClosurePreview, Problem, Swapped } from '#libs/contracts';
import { newId, Temporal } from '#libs/kernel';
import { startApi, type TestApi } from '../support/api.js';
import { openPostgres, type TestDatabase } from '../support/databases.js';
import { type CityHub, type SmallCity, smallCity } from '../support/small-city.js';
import { inHub, inOrganisation, signInStaff, type StaffMember } from '../support/staff.js';

const ZONE = 'Europe/Rome';
const day = Temporal.Now.plainDateISO(ZONE).add({ days: 2 });
const at = (time: string): string => day.toZonedDateTime({ timeZone: ZONE, plainTime: time }).toInstant().toString();
const SPAN = { from: at('10:00'), to: at('12:00') };
const DAY = { from: at('09:00'), to: at('18:00') };
const HOSTILE = 200;

interface Answer<T> {
  readonly status: number;
  readonly body: T;
  readonly headers: Headers;
}

describe('What managers do to bookings, over HTTP', () => {
  let db: TestDatabase;
  let api: TestApi;
  let city: SmallCity;
  let hub: CityHub;
  let manager: StaffMember;
  let stranger: StaffMember;
  let worker: StaffMember;

  beforeAll(async () => {
    db = await openPostgres('e2e_closures');
    city = await smallCity(db, { Central: { metres: 1000, desks: 4 }, Other: { metres: 1500, desks: 1 } });
    hub = city.hubs[0]!;
    api = await startApi({ databaseUrl: db.url });
    const elsewhere = newId();
    await db.source.query(`INSERT INTO organisation (id, name, kind) VALUES ($1, 'Elsewhere', 'library')`, [elsewhere]);
    manager = await signInStaff(api, [inHub('hub_manager', city.organisationId, hub.id)]);
    stranger = await signInStaff(api, [inOrganisation('hub_manager', elsewhere)]);
    worker = await signInStaff(api, []);
  }, 60_000);
  afterAll(async () => {
    await api?.stop();
    await db?.stop();
  });

  async function call<T>(method: string, path: string, { cookie }: StaffMember, body?: unknown): Promise<Answer<T>> {
    const type = method === 'PATCH' ? 'application/merge-patch+json' : 'application/json';
    const response = await fetch(`${api.url}/api/v1${path}`, {
      method,
      headers: { origin: api.url, cookie, ...(body === undefined ? {} : { 'content-type': type }) },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const text = await response.text();
    return { status: response.status, headers: response.headers, body: (text === '' ? null : JSON.parse(text)) as T };
  }
  const path = (rest: string, hubId = hub.id): string => `/hubs/${hubId}/${rest}`;
  const span = (of = DAY): string => new URLSearchParams(of).toString();
  const book = async (who: StaffMember, n: number): Promise<Booking> => {
    const request = { hubId: hub.id, items: [{ bookableId: hub.desks[n]!.id }], ...SPAN };
    return (await call<Booking>('POST', '/bookings', who, request)).body;
  };

  it('moves, swaps, shows the agenda, closes and opens again', async () => {
    const other = await signInStaff(api, []);
    const [mine, theirs] = [await book(worker, 0), await book(other, 1)];
    const desk = (n: number): string => hub.desks[n]!.id;

    const moved = await call<Booking>('PATCH', path(`bookings/${mine.id}`), worker, { bookableId: desk(2) });
    expect([moved.status, moved.body.bookables[0]!.label]).toEqual([200, 'D3']);
    const taken = await call<Problem>('PATCH', path(`bookings/${mine.id}`), worker, { bookableId: desk(1) });
    expect([taken.status, taken.body.code]).toEqual([409, 'bookable-taken']);
    const not = await call<Problem>('PATCH', path(`bookings/${mine.id}`), other, { bookableId: desk(0) });
    expect([not.status, not.body.code]).toEqual([404, 'booking-not-found']);
    const swapped = await call<Swapped>('POST', path('swaps'), manager, { bookingIds: [mine.id, theirs.id] });
    expect([swapped.status, swapped.body.items[0]]).toEqual([200, { bookingId: mine.id, bookableId: desk(1) }]);

    const agenda = await call<Agenda>('GET', path(`agenda?${span()}`), manager);
    expect(agenda.body.bookables.map(({ claims }) => claims.map(({ bookingId }) => bookingId))).toEqual([
      [],
      [mine.id],
      [theirs.id],
      [],
    ]);
    expect(JSON.stringify(agenda.body)).not.toContain(worker.personId);

    const asked = { spaceId: null, ...DAY };
    const preview = await call<ClosurePreview>('POST', path('closures/preview'), manager, asked);
    expect(preview.body.items.map(({ bookingId, label }) => [bookingId, label])).toEqual([
      [mine.id, 'D2'],
      [theirs.id, 'D3'],
    ]);
    const request = { ...asked, reason: 'Strike', affected: 'cancel' };
    const closed = await call<Closure>('POST', path('closures'), manager, request);
    expect([closed.status, closed.body.effects.length]).toEqual([201, 2]);
    const location = closed.headers.get('location')!.replace('/api/v1', '');
    expect((await call<Closure>('GET', location, manager)).body).toEqual(closed.body);
    expect((await call<ClosurePage>('GET', path(`closures?${span()}`), manager)).body.items).toMatchObject([
      { id: closed.body.id, moved: 0, cancelled: 2 },
    ]);
    expect((await call<Booking>('GET', path(`bookings/${mine.id}`), worker)).body.status).toBe('cancelled');

    const lifted = await call<Closure>('DELETE', location, manager);
    expect([lifted.status, lifted.body.undone]).toEqual([200, true]);
    expect((await call<Booking>('GET', path(`bookings/${mine.id}`), worker)).body.status).toBe('confirmed');

    expect((await call('DELETE', path(`bookings/${theirs.id}`), manager)).status).toBe(204);
    expect((await call<Booking>('GET', path(`bookings/${theirs.id}`), other)).body.status).toBe('cancelled');
    const mineOfAll = await call<{ parts: unknown }>('GET', '/me/data', manager);
    expect(JSON.stringify(mineOfAll.body)).toContain(closed.body.id);
  });

  it('shows and changes nothing for the manager of another organisation, or of another hub', async () => {
    const booking = await book(await signInStaff(api, []), 3);
    const request = { spaceId: null, ...DAY, reason: 'No', affected: 'cancel' };
    const before = await rows();
    for (const [method, rest, body] of [
      ['PATCH', `bookings/${booking.id}`, { bookableId: hub.desks[0]!.id }],
      ['DELETE', `bookings/${booking.id}`, undefined],
      ['POST', 'swaps', { bookingIds: [booking.id, newId()] }],
      ['GET', `agenda?${span()}`, undefined],
      ['POST', 'closures/preview', { spaceId: null, ...DAY }],
      ['POST', 'closures', request],
      ['GET', `closures?${span()}`, undefined],
      ['DELETE', `closures/${newId()}`, undefined],
    ] as const) {
      const answer = await call<Problem>(method, path(rest), stranger, body);
      expect([rest, answer.status]).toEqual([rest, rest.startsWith('bookings/') ? 404 : 403]);
      expect(answer.headers.get('content-type')).toContain('application/problem+json');
    }
    const neighbour = await call<Problem>('POST', path('closures', city.hubs[1]!.id), manager, request);
    expect([neighbour.status, neighbour.body.code]).toEqual([403, 'not-allowed']);
    expect(await rows()).toEqual(before);
  });

  it.each<[string, string, string, unknown, number]>([
    ['a closure that ends before it begins', 'POST', 'closures', { from: DAY.to, to: DAY.from }, 400],
    ['a closure of ten years', 'POST', 'closures', { to: '2199-01-01T00:00:00Z' }, 400],
    ['a closure without a reason', 'POST', 'closures', { reason: ' ' }, 400],
    ['a closure of the past', 'POST', 'closures', { from: '2020-01-01T00:00:00Z', to: '2020-01-02T00:00:00Z' }, 422],
    ['a closure of a space of somewhere else', 'POST', 'closures', { spaceId: newId() }, 404],
    ['a swap with itself', 'POST', 'swaps', { bookingIds: [newId()] }, 400],
    ['an agenda of a year', 'GET', `agenda?from=2027-01-01T00:00:00Z&to=2028-01-01T00:00:00Z`, undefined, 400],
    ['an agenda without an end', 'GET', `agenda?from=2027-01-01T00:00:00Z`, undefined, 400],
    ['a closure that is not there', 'DELETE', `closures/${newId()}`, undefined, 404],
    ['another way to lift it', 'DELETE', `closures/${newId()}?mode=forget`, undefined, 400],
    ['a move to nowhere', 'PATCH', `bookings/${newId()}`, {}, 400],
    ['a move in two ways', 'PATCH', `bookings/${newId()}`, { bookableId: newId(), replace: {} }, 400],
  ])('refuses %s', async (_, method, rest, body, status) => {
    const plain = { spaceId: null, ...DAY, reason: 'Strike', affected: 'cancel' };
    const sent = rest === 'closures' ? { ...plain, ...(body as object) } : body;
    expect((await call<Problem>(method, path(rest), manager, sent)).status).toBe(status);
  });

  it('answers hostile bodies with 4xx and writes nothing', async () => {
    const booking = await book(await signInStaff(api, []), 3);
    const before = await rows();
    const id = fc.oneof(fc.uuid(), fc.constant(booking.id), fc.string(), fc.constant(null));
    const when = fc.oneof(
      fc.constantFrom(SPAN.from, '9999-01-01T00:00:00Z', '2027-02-30T10:00:00Z', 'now', "'; DROP TABLE claim; --"),
      fc.double(),
      fc.constant(null),
    );
    const bodies = {
      closures: fc.record(
        { spaceId: fc.uuid(), from: when, to: when, reason: fc.jsonValue(), affected: fc.string() },
        { requiredKeys: [] },
      ),
      'closures/preview': fc.record({ spaceId: id, from: when, to: when, more: fc.jsonValue() }, { requiredKeys: [] }),
      swaps: fc.record({ bookingIds: fc.array(id, { maxLength: 3 }) }),
      [`bookings/${booking.id}`]: fc.record(
        { bookableId: id, from: when, replace: fc.dictionary(fc.string(), fc.jsonValue()), more: fc.jsonValue() },
        { requiredKeys: ['more'] },
      ),
    };
    for (const [rest, shape] of Object.entries(bodies)) {
      const method = rest.startsWith('bookings') ? 'PATCH' : 'POST';
      const arbitrary = fc.oneof({ arbitrary: shape, weight: 4 }, { arbitrary: fc.jsonValue(), weight: 1 });
      await fc.assert(
        fc.asyncProperty(arbitrary, async (body) => {
          const { status } = await call<Problem>(method, path(rest), manager, body);
          expect([rest, status >= 400 && status < 500]).toEqual([rest, true]);
        }),
        { numRuns: HOSTILE },
      );
    }
    expect(await rows()).toEqual(before);
  }, 60_000);

  const rows = (): Promise<unknown> =>
    db.source.query(
      `SELECT (SELECT json_agg(claim ORDER BY id) FROM claim) AS claims, (SELECT count(*) FROM closure) AS closures,
              (SELECT json_agg(engagement ORDER BY booking_id) FROM engagement) AS engagements, (SELECT count(*) FROM outbox) AS told`,
    );
});
