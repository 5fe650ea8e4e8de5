import { ANONYMOUS, SYSTEM } from '#libs/platform';
import type { CreateBooking } from '#libs/contracts';
import { newId, Temporal, TimeRange } from '#libs/kernel';
import { actorOf, bookingWorld, type BookingWorld } from '../support/booking-world.js';
import { databases, type TestDatabase } from '../support/databases.js';
import { type CityHub, people, smallCity } from '../support/small-city.js';
import { listen } from '../support/told.js';

const NOW = '2026-11-23T08:00:00Z';

describe.each(databases)('Booking on $name', ({ open }) => {
  let db: TestDatabase;
  let world: BookingWorld;
  let hub: CityHub;
  let near: CityHub;

  beforeAll(async () => {
    db = await open('booking');
    world = await bookingWorld(db, NOW);
  }, 120_000);
  afterAll(() => db.stop());

  beforeEach(async () => {
    world.clock.set(Temporal.Instant.from(NOW));
    const city = await smallCity(db, { Central: { metres: 1000, desks: 3 }, Near: { metres: 1300, desks: 2 } });
    [hub, near] = city.hubs as [CityHub, CityHub];
    world.travel.useNetwork(city.metroId, city.network);
    world.directory.forget();
  });

  const ask = (from: string, to: string, desk = 0, where = hub): CreateBooking => ({
    hubId: where.id,
    items: [{ bookableId: where.desks[desk]!.id }],
    from: `2026-11-${from}:00Z`,
    to: `2026-11-${to}:00Z`,
  });
  const someone = async (): Promise<ReturnType<typeof actorOf>> => actorOf((await people(db, 1))[0]!);
  const refusal = async (work: Promise<unknown>): Promise<{ code: string; details: Record<string, unknown> }> =>
    work.then(
      () => ({ code: 'none', details: {} }),
      (error: { code: string; details: Record<string, unknown> }) => error,
    );
  const freeIn = async (from: string, to: string): Promise<readonly string[]> => {
    const span = TimeRange.parse(`2026-11-${from}:00Z`, `2026-11-${to}:00Z`);
    const { free } = await world.availability.ofHub(hub.id, span, null);
    return hub.desks.filter(({ id }) => free.includes(id)).map(({ label }) => label);
  };

  it('books a desk, lists it as mine and as taken, and tells the outbox', async () => {
    const me = await someone();
    const heardSince = await listen(db, hub.id);
    const booking = await world.bookings.book(me, ask('24T09:00', '24T11:00'));
    expect(booking).toMatchObject({
      hub: { id: hub.id, name: 'Central', timeZone: 'Europe/Rome' },
      bookables: [{ id: hub.desks[0]!.id, kind: 'desk', label: 'D1', spaceName: 'Hall', status: 'confirmed' }],
      from: '2026-11-24T09:00:00Z',
      to: '2026-11-24T11:00:00Z',
      status: 'confirmed',
      createdAt: NOW,
    });
    expect(await world.bookings.show(me, hub.id, booking.id)).toEqual(booking);
    expect((await world.bookings.myBookings(me, { scope: 'upcoming', limit: 20 })).items).toEqual([booking]);
    expect(await freeIn('24T10:45', '24T12:00')).toEqual(['D2', 'D3']);
    expect(await freeIn('24T11:00', '24T12:00')).toEqual(['D1', 'D2', 'D3']);
    const span = TimeRange.parse('2026-11-24T08:00:00Z', '2026-11-24T12:00:00Z');
    expect((await world.availability.ofHub(hub.id, span, me)).mine).toEqual([hub.desks[0]!.id]);
    expect((await world.availability.ofHub(hub.id, span, await someone())).mine).toEqual([]);
    const told = await heardSince();
    expect(told.map(({ topic, payload }) => ({ topic, payload }))).toEqual([
      {
        topic: 'claim',
        payload: {
          hubId: hub.id,
          bookableId: hub.desks[0]!.id,
          from: '2026-11-24T09:00:00Z',
          to: '2026-11-24T11:00:00Z',
          status: 'confirmed',
        },
      },
      { topic: 'booking', payload: { hubId: hub.id, bookingId: booking.id, change: 'confirmed', by: 'person' } },
    ]);
  });

  it('refuses a taken desk with three alternatives: the same hub first, then the nearest', async () => {
    await world.bookings.book(await someone(), ask('24T09:00', '24T11:00'));
    const { code, details } = await refusal(world.bookings.book(await someone(), ask('24T10:00', '24T12:00')));
    expect(code).toBe('bookable-taken');
    expect(details.alternatives).toMatchObject([
      { hubName: 'Central', label: 'D2', seconds: 0, from: '2026-11-24T10:00:00Z', to: '2026-11-24T12:00:00Z' },
      { hubName: 'Central', label: 'D3', seconds: 0 },
      { hubName: 'Near', hubId: near.id, seconds: 212 },
    ]);
  });

  it('still says that a desk is taken when alternatives can not be found', async () => {
    await db.source.query(`DELETE FROM metro_network WHERE metro_id = (SELECT metro_id FROM hub WHERE id = $1)`, [
      hub.id,
    ]);
    await world.bookings.book(await someone(), ask('24T09:00', '24T11:00'));
    expect(await refusal(world.bookings.book(await someone(), ask('24T09:00', '24T11:00')))).toMatchObject({
      code: 'bookable-taken',
      details: { alternatives: [] },
    });
  });

  it('lets a booking begin where another ends', async () => {
    await world.bookings.book(await someone(), ask('24T09:00', '24T11:00'));
    await expect(world.bookings.book(await someone(), ask('24T11:00', '24T12:00'))).resolves.toBeDefined();
    await expect(world.bookings.book(await someone(), ask('24T08:00', '24T09:00'))).resolves.toBeDefined();
  });

  it('keeps a person from two bookings at once, in any hub, and names the one in the way', async () => {
    const me = await someone();
    const first = await world.bookings.book(me, ask('24T09:00', '24T11:00'));
    expect(await refusal(world.bookings.book(me, ask('24T10:00', '24T12:00', 0, near)))).toMatchObject({
      code: 'already-booked',
      details: { booking: first },
    });
    await expect(world.bookings.book(me, ask('24T11:00', '24T12:00', 0, near))).resolves.toBeDefined();
    await world.bookings.cancel(me, hub.id, first.id);
    await expect(world.bookings.book(me, ask('24T09:00', '24T11:00', 1, near))).resolves.toBeDefined();
  });

  it.each([
    ['before the hub opens', '24T06:45', '24T08:00', '2026-11-24T07:00:00Z', '2026-11-24T19:00:00Z'],
    ['over its closing', '24T18:45', '24T19:15', '2026-11-24T07:00:00Z', '2026-11-24T19:00:00Z'],
  ])('refuses a span %s and says when it is open', async (_, from, to, opens, closes) => {
    expect(await refusal(world.bookings.book(await someone(), ask(from, to)))).toMatchObject({
      code: 'hub-closed',
      details: { openings: [{ from: opens, to: closes }] },
    });
  });

  it('names the next open day when a hub is closed the whole day', async () => {
    await db.source.query(`DELETE FROM opening_window WHERE hub_id = $1 AND weekday IN (2, 3)`, [hub.id]);
    expect(await refusal(world.bookings.book(await someone(), ask('24T09:00', '24T10:00')))).toMatchObject({
      code: 'hub-closed',
      details: { openings: [{ from: '2026-11-26T07:00:00Z', to: '2026-11-26T19:00:00Z' }] },
    });
  });

  it.each([
    ['in-the-past', '23T07:30', '23T09:00'],
    ['too-long', '24T06:00', '24T18:15'],
    ['off-the-grid', '24T09:10', '24T10:00'],
  ])('refuses with %s', async (code, from, to) => {
    expect((await refusal(world.bookings.book(await someone(), ask(from, to)))).code).toBe(code);
  });

  it('refuses a hub and a desk that do not exist, and a desk of another hub', async () => {
    const me = await someone();
    const request = ask('24T09:00', '24T10:00');
    const codes = [
      await refusal(world.bookings.book(me, { ...request, hubId: newId() })),
      await refusal(world.bookings.book(me, { ...request, items: [{ bookableId: newId() }] })),
      await refusal(world.bookings.book(me, { ...request, items: [{ bookableId: near.desks[0]!.id }] })),
    ].map(({ code }) => code);
    expect(codes).toEqual(['hub-not-found', 'bookable-not-found', 'bookable-not-found']);
  });

  it('refuses a desk that was removed a moment after it was known', async () => {
    await world.bookings.book(await someone(), ask('24T09:00', '24T10:00', 0));
    await db.source.query(`DELETE FROM bookable WHERE hub_id = $1 AND id = $2`, [hub.id, hub.desks[1]!.id]);
    expect((await refusal(world.bookings.book(await someone(), ask('24T09:00', '24T10:00', 1)))).code).toBe(
      'bookable-not-found',
    );
  });

  it('frees the desk when its person cancels, and cancelling again changes nothing', async () => {
    const me = await someone();
    const booking = await world.bookings.book(me, ask('24T09:00', '24T11:00'));
    const heard = await listen(db, hub.id);
    await world.bookings.cancel(me, hub.id, booking.id);
    const told = await heard();
    expect(told.filter(({ topic }) => topic === 'booking').map(({ payload }) => payload)).toEqual([
      { hubId: hub.id, bookingId: booking.id, change: 'cancelled', by: 'person' },
    ]);
    const heardSince = await listen(db, hub.id);
    await world.bookings.cancel(me, hub.id, booking.id);
    expect(await heardSince()).toEqual([]);
    expect(await freeIn('24T09:00', '24T11:00')).toEqual(['D1', 'D2', 'D3']);
    expect((await world.bookings.myBookings(me, { scope: 'upcoming', limit: 20 })).items).toEqual([]);
    const [past] = (await world.bookings.myBookings(me, { scope: 'past', limit: 20 })).items;
    const bookables = booking.bookables.map((one) => ({ ...one, status: 'cancelled' }));
    expect(past).toEqual({ ...booking, bookables, status: 'cancelled', checkIn: null });
  });

  it('does not let a booking that is over be cancelled, swept or not', async () => {
    const me = await someone();
    const booking = await world.bookings.book(me, ask('24T09:00', '24T11:00'));
    world.clock.set(Temporal.Instant.from('2026-11-24T11:00:00Z'));
    expect((await refusal(world.bookings.cancel(me, hub.id, booking.id))).code).toBe('already-ended');
    expect(await world.housekeeping.sweep()).toBeGreaterThanOrEqual(1);
    expect((await refusal(world.bookings.cancel(me, hub.id, booking.id))).code).toBe('already-ended');
    expect(await world.bookings.show(me, hub.id, booking.id)).toMatchObject({ status: 'completed' });
    expect(await world.housekeeping.sweep()).toBe(0);
  });

  it('expires a hold that nobody confirmed, and tells', async () => {
    await db.source.query(
      `INSERT INTO claim (hub_id, id, bookable_id, kind, status, during, blocked, expires_at)
       VALUES ($1, $2, $3, 'hold', 'held', $4, $4, '2026-11-23T08:10:00Z')`,
      [hub.id, newId(), hub.desks[0]!.id, '[2026-11-24T09:00:00Z,2026-11-24T10:00:00Z)'],
    );
    expect(await freeIn('24T09:00', '24T10:00')).toEqual(['D2', 'D3']);
    expect(await world.housekeeping.sweep()).toBe(0);
    world.clock.advance({ minutes: 10 });
    const heardSince = await listen(db, hub.id);
    expect(await world.housekeeping.sweep()).toBe(1);
    const told = await heardSince();
    expect(told.map(({ payload }) => payload.status)).toEqual(['expired']);
    expect(await freeIn('24T09:00', '24T10:00')).toEqual(['D1', 'D2', 'D3']);
  });

  it('neither shows nor cancels the booking of somebody else', async () => {
    const [mine, other] = [await someone(), await someone()];
    const booking = await world.bookings.book(mine, ask('24T09:00', '24T11:00'));
    expect((await refusal(world.bookings.show(other, hub.id, booking.id))).code).toBe('booking-not-found');
    expect((await refusal(world.bookings.cancel(other, hub.id, booking.id))).code).toBe('booking-not-found');
    expect((await world.bookings.show(mine, hub.id, booking.id)).status).toBe('confirmed');
  });

  it.each(['booking', 'engagement', 'idempotency_key'])(
    'keeps the rows of %s from any statement of another person',
    async (table) => {
      const [mine, other] = [await someone(), await someone()];
      await world.bookings.book(mine, ask('24T09:00', '24T11:00'), 'a-key');
      const count = (context: Parameters<typeof db.unitOfWork.run>[0]): Promise<number> =>
        db.unitOfWork.run(context, async (tx) => {
          const [row] = await tx.query<{ n: number }>(`SELECT count(*)::int AS n FROM ${table} WHERE person_id = $1`, [
            mine.personId,
          ]);
          return row!.n;
        });
      expect([await count(mine.context), await count(SYSTEM)]).toEqual([1, 1]);
      expect([await count(other.context), await count(ANONYMOUS)]).toEqual([0, 0]);
      const forged = db.unitOfWork.run(other.context, (tx) =>
        tx.query(`UPDATE ${table} SET person_id = $1 RETURNING 1`, [other.personId]),
      );
      expect(await forged).toEqual([]);
    },
  );

  it('answers the same key and request with the same booking, even when it could not be made any more', async () => {
    const me = await someone();
    const request = ask('24T09:00', '24T11:00');
    const first = await world.bookings.book(me, request, 'key-1');
    expect(await world.bookings.book(me, request, 'key-1')).toEqual(first);
    const otherOffset = { ...request, from: '2026-11-24T10:00:00+01:00' };
    world.clock.set(Temporal.Instant.from('2026-11-24T20:00:00Z'));
    expect(await world.bookings.book(me, otherOffset, 'key-1')).toEqual(first);
    expect((await refusal(world.bookings.book(me, ask('25T09:00', '25T10:00'), 'key-1'))).code).toBe(
      'idempotency-key-reused',
    );
    expect((await world.bookings.book(await someone(), ask('25T09:00', '25T10:00'), 'key-1')).id).not.toBe(first.id);
  });

  it('does not spend a key on a refusal', async () => {
    const [me, other] = [await someone(), await someone()];
    const theirs = await world.bookings.book(other, ask('24T09:00', '24T11:00'));
    expect((await refusal(world.bookings.book(me, ask('24T09:00', '24T11:00'), 'key-1'))).code).toBe('bookable-taken');
    await world.bookings.cancel(other, hub.id, theirs.id);
    await expect(world.bookings.book(me, ask('24T09:00', '24T11:00'), 'key-1')).resolves.toBeDefined();
  });

  it.each(['', ' ', 'à', 'x'.repeat(201), 'two\nlines'])('refuses the idempotency key %j', async (key) => {
    const booked = world.bookings.book(await someone(), ask('24T09:00', '24T10:00'), key);
    expect((await refusal(booked)).code).toBe('invalid-idempotency-key');
  });

  it('forgets keys after a day', async () => {
    const purge = (): Promise<number> => {
      const before = world.clock.now().subtract({ hours: 24 });
      return db.unitOfWork.run(SYSTEM, (tx) => world.housekeeping.removers['idempotency-keys'](tx, before));
    };
    const me = await someone();
    await world.bookings.book(me, ask('26T09:00', '26T10:00'), 'old');
    world.clock.advance({ hours: 24 });
    await world.bookings.book(me, ask('26T10:00', '26T11:00'), 'new');
    await purge();
    world.clock.advance({ seconds: 1 });
    expect(await purge()).toBeGreaterThanOrEqual(1);
    const keys = await db.unitOfWork.run(me.context, (tx) => tx.query(`SELECT key FROM idempotency_key`));
    expect(keys).toEqual([{ key: 'new' }]);
  });

  it('pages through bookings in order, each once', async () => {
    const me = await someone();
    for (const hour of ['12', '09', '14', '10', '13'])
      await world.bookings.book(me, ask(`24T${hour}:00`, `24T${hour}:45`));
    const seen: string[] = [];
    let cursor: string | undefined;
    do {
      const page = await world.bookings.myBookings(me, { scope: 'upcoming', limit: 2, cursor });
      seen.push(...page.items.map(({ from }) => from.slice(11, 13)));
      cursor = page.next ?? undefined;
    } while (cursor !== undefined);
    expect(seen).toEqual(['09', '10', '12', '13', '14']);
    world.clock.set(Temporal.Instant.from('2026-11-24T10:45:00Z'));
    const past = await world.bookings.myBookings(me, { scope: 'past', limit: 20 });
    expect(past.items.map(({ from }) => from.slice(11, 13))).toEqual(['10', '09']);
    expect((await refusal(world.bookings.myBookings(me, { scope: 'past', limit: 2, cursor: 'nonsense' }))).code).toBe(
      'invalid-cursor',
    );
  });

  it('reads the claims that hold a desk at an instant', async () => {
    await world.bookings.book(await someone(), ask('24T09:00', '24T11:00'));
    const at = (instant: string): Promise<readonly { bookableId: string }[]> =>
      db.unitOfWork.run(ANONYMOUS, (tx) => world.claims.activeAt(tx, hub.id, Temporal.Instant.from(instant)));
    expect(await at('2026-11-24T09:00:00Z')).toMatchObject([{ bookableId: hub.desks[0]!.id, status: 'confirmed' }]);
    expect(await at('2026-11-24T11:00:00Z')).toEqual([]);
  });
});
