import fc from 'fast-check';
import { parse } from 'csv-parse/sync';
import type {
  Approval,
  ApprovalPage,
  Booking,
  Consent,
  FavouriteList,
  GuestList,
  GuestSeat,
  GuestSeatList,
  InvitedGuest,
  MadeConsent,
  Problem,
} from '#libs/contracts';
import { newId, Temporal } from '#libs/kernel';
import { startApi, type TestApi } from '../support/api.js';
import { openPostgres, type TestDatabase } from '../support/databases.js';
import { writeRules } from '../support/policies.js';
import { type CityHub, type SmallCity, smallCity } from '../support/small-city.js';
import { inHub, signInStaff, type StaffMember } from '../support/staff.js';

const ZONE = 'Europe/Rome';
const tomorrow = Temporal.Now.plainDateISO(ZONE).add({ days: 1 });
const at = (time: string, days = 0): string =>
  tomorrow.add({ days }).toZonedDateTime({ timeZone: ZONE, plainTime: time }).toInstant().toString();

interface Answer<T> {
  readonly status: number;
  readonly body: T;
  readonly text: string;
  readonly headers: Headers;
}

describe('Approvals, consents, favourites and exports over HTTP', () => {
  let db: TestDatabase;
  let api: TestApi;
  let city: SmallCity;
  let hub: CityHub;
  let [ada, bob, manager, operator]: StaffMember[] = [];

  beforeAll(async () => {
    db = await openPostgres('e2e_people');
    city = await smallCity(db, { Central: { metres: 1000, desks: 4 } });
    hub = city.hubs[0]!;
    api = await startApi({ databaseUrl: db.url });
    [ada, bob] = [await signInStaff(api, []), await signInStaff(api, [])];
    manager = await signInStaff(api, [inHub('hub_manager', city.organisationId, hub.id)]);
    operator = await signInStaff(api, [inHub('service_operator', city.organisationId, hub.id)]);
  }, 60_000);
  afterAll(async () => {
    await api?.stop();
    await db?.stop();
  });

  async function call<T>(method: string, path: string, who?: StaffMember, body?: unknown): Promise<Answer<T>> {
    const response = await fetch(`${api.url}/api/v1${path}`, {
      method,
      headers: {
        origin: api.url,
        ...(who === undefined ? {} : { cookie: who.cookie }),
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const text = await response.text();
    const json = text.startsWith('{') ? (JSON.parse(text) as T) : (null as T);
    return { status: response.status, headers: response.headers, text, body: json };
  }
  const desk = (n: number): { bookableId: string } => ({ bookableId: hub.desks[n]!.id });
  const book = (who: StaffMember, n: number, from: string, to: string, more: object = {}): Promise<Answer<Booking>> =>
    call('POST', '/bookings', who, { hubId: hub.id, items: [desk(n)], from: at(from), to: at(to), ...more });

  it('asks a manager, who says yes to one and no to another', async () => {
    await db.source.query(`UPDATE bookable SET kind = 'room' WHERE id = $1`, [hub.desks[3]!.id]);
    await writeRules(db, hub.id, { approvalMinutes: 60 }, { kind: 'room' });
    const asked = await book(ada!, 3, '09:00', '10:00');
    expect(asked).toMatchObject({ status: 201, body: { status: 'held', approval: { decision: null } } });
    const other = await book(bob!, 3, '11:00', '12:00');
    const waiting = await call<ApprovalPage>('GET', `/hubs/${hub.id}/approvals`, manager);
    expect(waiting.body.items.map(({ bookingId }) => bookingId).toSorted()).toEqual(
      [asked.body.id, other.body.id].toSorted(),
    );
    expect((await call('GET', `/hubs/${hub.id}/approvals`, operator)).status).toBe(403);
    const answer = (id: string, decision: string): Promise<Answer<Approval>> =>
      call('POST', `/hubs/${hub.id}/bookings/${id}/approval`, manager, { decision, reason: 'Es ist voll' });
    expect((await answer(asked.body.id, 'approved')).body).toMatchObject({ decision: 'approved' });
    expect((await answer(other.body.id, 'refused')).body).toMatchObject({ decision: 'refused' });
    expect((await answer(newId(), 'approved')).status).toBe(404);
    const shown = await call<Booking>('GET', `/hubs/${hub.id}/bookings/${other.body.id}`, bob);
    expect(shown.body).toMatchObject({ status: 'cancelled', approval: { decision: 'refused', reason: 'Es ist voll' } });
    expect((await call<Booking>('GET', `/hubs/${hub.id}/bookings/${asked.body.id}`, ada)).body.status).toBe(
      'confirmed',
    );
  });

  it('lets somebody be booked for, by link and at the desk, until they say no', async () => {
    const more = { onBehalfOf: ada!.personId };
    const stranger = await book(bob!, 0, '12:00', '13:00', more);
    expect([stranger.status, (stranger.body as unknown as Problem).code]).toEqual([403, 'no-consent']);
    const made = await call<MadeConsent>('POST', '/me/consents', ada, { label: 'Bob' });
    expect([made.status, made.headers.get('cache-control')]).toEqual([201, 'no-store']);
    const held = await call<Consent>('POST', '/me/consents/acceptance', bob, { token: made.body.token });
    expect(held.body).toMatchObject({ direction: 'held', personId: ada!.personId, personName: 'Staff' });
    const booked = await book(bob!, 0, '12:00', '13:00', more);
    expect(booked).toMatchObject({ status: 201, body: { bookedBy: { atDesk: false, label: 'Bob' } } });
    expect(booked.body.checkIn).toBeUndefined();
    expect((await call('DELETE', `/me/consents/${made.body.id}`, ada)).status).toBe(204);
    expect((await book(bob!, 1, '14:00', '15:00', more)).status).toBe(403);
    const code = await call<MadeConsent>('POST', '/me/consents', ada, { label: 'Desk', atDesk: true, hubId: hub.id });
    expect((await call('POST', '/me/consents/acceptance', bob, { token: code.body.token })).status).toBe(404);
    expect((await call('POST', '/me/consents/acceptance', operator, { token: code.body.token })).status).toBe(200);
    expect((await book(operator!, 1, '14:00', '15:00', more)).body.bookedBy).toEqual({ atDesk: true, label: 'Desk' });
    const list = await call<{ items: Consent[] }>('GET', '/me/consents', ada);
    expect(list.body.items.map(({ label, state }) => [label, state])).toEqual([
      ['Desk', 'active'],
      ['Bob', 'revoked'],
    ]);
    const data = await call<{ parts: { consents: { given: object[]; log: object[] } } }>('GET', '/me/data', ada);
    expect([data.body.parts.consents.given.length, data.body.parts.consents.log.length]).toEqual([2, 7]);
    expect(data.text).not.toContain(bob!.personId);
  });

  it('remembers favourites, says which are free, and books the same again', async () => {
    for (const n of [0, 1, 1])
      expect((await call('PUT', `/me/favourites/${desk(n).bookableId}`, bob)).status).toBe(204);
    expect((await call<Problem>('PUT', `/me/favourites/${newId()}`, bob)).body.code).toBe('bookable-not-found');
    const first = await book(bob!, 0, '16:00', '18:00');
    const span = new URLSearchParams({ from: at('17:00'), to: at('18:00') }).toString();
    const free = await call<FavouriteList>('GET', `/me/favourites?${span}`, bob);
    expect(free.body.items.map((one) => [one.bookable.label, one.free])).toEqual([
      ['D2', true],
      ['D1', false],
    ]);
    expect((await call('GET', `/me/favourites?from=${at('17:00')}`, bob)).status).toBe(400);
    expect((await call('DELETE', `/me/favourites/${desk(0).bookableId}`, bob)).status).toBe(204);
    expect((await call<FavouriteList>('GET', '/me/favourites', bob)).body.items).toMatchObject([{ free: null }]);
    const path = `/hubs/${hub.id}/bookings/${first.body.id}/again`;
    const again = await call<Booking>('POST', path, bob, { from: at('16:00', 7) });
    expect(again).toMatchObject({ status: 201, body: { bookables: [{ label: 'D1' }], to: at('18:00', 7) } });
    expect(again.headers.get('location')).toBe(`/api/v1/hubs/${hub.id}/bookings/${again.body.id}`);
    expect((await call('POST', path, ada, { from: at('16:00', 8) })).status).toBe(404);
    await book(ada!, 0, '16:00', '18:00', { from: at('16:00', 8), to: at('18:00', 8) });
    const taken = await call<Problem>('POST', path, bob, { from: at('16:00', 8) });
    expect([taken.status, taken.body.code]).toEqual([409, 'bookable-taken']);
    expect(JSON.stringify(taken.body)).toContain('"label":"D2"');
  });

  it('lets a team invite guests, who take a seat of it by a link', async () => {
    const items = [desk(0), desk(2)];
    const request = { hubId: hub.id, items, from: at('09:00', 3), to: at('11:00', 3) };
    const { id } = (await call<Booking>('POST', '/bookings', ada, request)).body;
    const path = `/hubs/${hub.id}/bookings/${id}/guests`;
    const invited = await call<InvitedGuest>('POST', path, ada, { name: 'Roberto' });
    expect([invited.status, invited.headers.get('cache-control')]).toEqual([201, 'no-store']);
    expect((await call<Problem>('POST', path, ada, { name: 'Eva' })).body.code).toBe('no-seat-left');
    expect((await call('GET', path, bob)).status).toBe(404);
    const seat = await call<GuestSeat>('POST', '/me/guest-seats/acceptance', bob, { token: invited.body.token });
    expect(seat).toMatchObject({ status: 200, body: { from: at('09:00', 3), active: true, hub: { id: hub.id } } });
    expect((await book(bob!, 1, '00:00', '00:00', { from: at('09:00', 3), to: at('10:00', 3) })).status).toBe(409);
    expect((await call<GuestList>('GET', path, ada)).body.items).toMatchObject([{ name: 'Roberto', accepted: true }]);
    expect((await call('DELETE', `${path}/${seat.body.id}`, ada)).status).toBe(204);
    expect((await call<GuestSeatList>('GET', '/me/guest-seats', bob)).body.items).toEqual([]);
    expect((await call('DELETE', `/me/guest-seats/${seat.body.id}`, bob)).status).toBe(404);
  });

  it('gives the bookings of a hub as CSV that names nobody and runs nothing, and one’s own', async () => {
    await db.source.query(`UPDATE bookable SET label = '=HYPERLINK("evil")' WHERE id = $1`, [hub.desks[1]!.id]);
    const span = new URLSearchParams({ from: at('00:00'), to: at('00:00', 30) }).toString();
    const csv = await call('GET', `/hubs/${hub.id}/bookings.csv?${span}`, manager);
    expect([csv.status, csv.headers.get('content-type')]).toEqual([200, 'text/csv; charset=utf-8; header=present']);
    const rows = parse(csv.text, { columns: true }) as Record<string, string>[];
    const evil = rows.find(({ bookable }) => bookable?.includes('HYPERLINK'));
    expect(evil).toMatchObject({ bookable: `'=HYPERLINK("evil")`, bookedByAnother: 'true', from: at('14:00') });
    expect(evil!.localFrom).toBe(`${tomorrow.toString()} 14:00:00`);
    expect(csv.text.endsWith('\r\n')).toBe(true);
    for (const secret of [ada!.personId, bob!.personId, 'Staff']) expect(csv.text).not.toContain(secret);
    const own = parse((await call('GET', `/me/bookings.csv?${span}`, bob)).text, { columns: true });
    expect(own).toHaveLength(3);
    expect((await call('GET', `/hubs/${hub.id}/bookings.csv?${span}`, operator)).status).toBe(403);
    const long = new URLSearchParams({ from: '2026-01-01T00:00:00Z', to: '2027-02-01T00:00:00Z' }).toString();
    expect((await call('GET', `/me/bookings.csv?${long}`, bob)).status).toBe(400);
    const [seen] = await db.source.query<{ n: number }[]>(
      `SELECT count(*)::int AS n FROM audit_entry WHERE action = 'bookings.exported' AND hub_id = $1`,
      [hub.id],
    );
    expect(seen!.n).toBe(1);
  });

  it('takes two hundred hostile bodies for what they are, and writes nothing', async () => {
    const tables = ['booking', 'claim', 'consent', 'consent_log', 'favourite', 'guest_seat'];
    const counted = (): Promise<unknown> =>
      db.source.query(`SELECT ${tables.map((table) => `(SELECT count(*) FROM ${table}) AS ${table}`).join(', ')},
        (SELECT count(decision) FROM approval) AS decided`);
    const [{ id }] = (await db.source.query(`SELECT id FROM booking LIMIT 1`)) as [{ id: string }];
    const before = await counted();
    const hostile = fc.oneof(
      fc.jsonValue(),
      fc.record({ decision: fc.jsonValue(), reason: fc.jsonValue() }),
      fc.record({ label: fc.jsonValue(), days: fc.oneof(fc.double(), fc.constant(1e9)), atDesk: fc.constant(true) }),
      fc.record({ token: fc.oneof(fc.string(), fc.constant('A'.repeat(43)), fc.jsonValue()) }),
      fc.record({ from: fc.oneof(fc.string(), fc.constantFrom('2199-12-31T23:00:00Z', '2000-01-01T00:00:00Z')) }),
    );
    const routes = [
      `/hubs/${hub.id}/bookings/${id}/approval`,
      '/me/consents',
      '/me/consents/acceptance',
      `/hubs/${hub.id}/bookings/${id}/again`,
      `/hubs/${hub.id}/bookings/${id}/guests`,
      '/me/guest-seats/acceptance',
    ];
    for (const route of routes)
      await fc.assert(
        fc.asyncProperty(hostile, async (body) => {
          const { status } = await call('POST', route, manager, body);
          expect([route, body, status >= 400 && status < 500]).toEqual([route, body, true]);
        }),
        { numRuns: 50 },
      );
    expect(await counted()).toEqual(before);
  });
});
