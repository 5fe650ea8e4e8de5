import { type Booking, createBookingSchema, moveBookingSchema } from '#libs/contracts';
import { newId, Temporal } from '#libs/kernel';
import { actorOf, bookingWorld, type BookingWorld } from '../support/booking-world.js';
import { openPostgres, type TestDatabase } from '../support/databases.js';
import { type CityHub, people, type SmallCity, smallCity } from '../support/small-city.js';
import { listen } from '../support/told.js';
import { inHub } from '../support/staff.js';

const NOW = '2026-11-23T08:00:00Z';
const SPAN = { from: '2026-11-24T09:00:00Z', to: '2026-11-24T11:00:00Z' };
type Somebody = ReturnType<typeof actorOf>;

let db: TestDatabase;
let world: BookingWorld;
let city: SmallCity;
let hub: CityHub;
let me: Somebody;
let manager: Somebody;

async function ground(): Promise<void> {
  world.clock.set(Temporal.Instant.from(NOW));
  city = await smallCity(db, { Central: { metres: 1000, desks: 4 } });
  hub = city.hubs[0]!;
  world.travel.useNetwork(city.metroId, city.network);
  world.directory.forget();
  const [first, second] = await people(db, 2);
  me = actorOf(first!);
  manager = actorOf(second!, inHub('hub_manager', city.organisationId, hub.id));
}

const desk = (n: number): string => hub.desks[n]!.id;
const book = async (who: Somebody, items: readonly object[], span = SPAN) =>
  world.bookings.book(who, createBookingSchema.parse({ hubId: hub.id, items, ...span }));
const bookDesk = async (who: Somebody, n: number, span = SPAN) => book(who, [{ bookableId: desk(n) }], span);
const someone = async (): Promise<Somebody> => actorOf((await people(db, 1))[0]!);
const move = (who: Somebody, id: string, patch: object) =>
  world.moves.move(who, hub.id, id, moveBookingSchema.parse(patch));
const codeOf = (work: Promise<unknown>): Promise<string> =>
  work.then(
    () => 'done',
    (error: Error & { code?: string }) => error.code ?? error.message,
  );
const claims = (): Promise<readonly { booking_id: string; bookable_id: string; during: string }[]> =>
  db.source.query(
    `SELECT booking_id, bookable_id, during::text, status FROM claim WHERE hub_id = $1 AND status IN ('held', 'confirmed', 'checked_in') ORDER BY id`,
    [hub.id],
  );

describe('Moving a booking', () => {
  beforeAll(async () => {
    db = await openPostgres('moves');
    world = await bookingWorld(db, NOW);
  }, 120_000);
  afterAll(() => db.stop());
  beforeEach(ground);

  it('takes the desk and the time that are asked for, and leaves the old ones to others', async () => {
    const booking = await bookDesk(me, 0);
    const later = { from: '2026-11-24T12:00:00Z', to: '2026-11-24T13:00:00Z' };
    const moved = await move(me, booking.id, { bookableId: desk(1).toUpperCase(), ...later });
    expect(moved).toMatchObject({ id: booking.id, status: 'confirmed', bookables: [{ label: 'D2' }], ...later });
    expect(await world.bookings.show(me, hub.id, booking.id)).toEqual(moved);
    expect(await codeOf(bookDesk(await someone(), 0))).toBe('done');
    expect(await codeOf(bookDesk(me, 2, later))).toBe('already-booked');
    expect(await codeOf(bookDesk(me, 2))).toBe('done');
  });

  it('changes nothing where it is refused, and offers what is free', async () => {
    const booking = await bookDesk(me, 0);
    await bookDesk(await someone(), 1);
    const before = await claims();
    const refused = move(me, booking.id, { bookableId: desk(1), to: '2026-11-24T11:30:00Z' });
    await expect(refused).rejects.toMatchObject({
      code: 'bookable-taken',
      details: { alternatives: [{ label: 'D1' }, { label: 'D3' }, { label: 'D4' }].slice(1) },
    });
    expect(await claims()).toEqual(before);
    expect((await world.bookings.show(me, hub.id, booking.id)).to).toBe(SPAN.to);
  });

  it('holds it to the rules of a new booking', async () => {
    const booking = await bookDesk(me, 0);
    await bookDesk(me, 1, { from: '2026-11-24T13:00:00Z', to: '2026-11-24T14:00:00Z' });
    const before = await claims();
    const cases: readonly (readonly [object, string])[] = [
      [{ to: '2026-11-24T11:05:00Z' }, 'off-the-grid'],
      [{ from: '2026-11-24T06:00:00Z' }, 'hub-closed'],
      [{ from: '2026-11-22T09:00:00Z', to: '2026-11-22T10:00:00Z' }, 'in-the-past'],
      [{ to: '2026-11-24T13:30:00Z' }, 'already-booked'],
      [{ from: SPAN.to }, 'ends-before-it-begins'],
      [{ bookableId: newId() }, 'bookable-not-found'],
      [{ replace: { [desk(3)]: desk(2) } }, 'not-part-of-booking'],
    ];
    for (const [patch, code] of cases)
      expect([patch, await codeOf(move(me, booking.id, patch))]).toEqual([patch, code]);
    expect(await claims()).toEqual(before);
  });

  it('lets a booking that has begun go on elsewhere or longer, and not begin again', async () => {
    const booking = await bookDesk(me, 0);
    world.clock.set(Temporal.Instant.from('2026-11-24T10:00:00Z'));
    expect(await move(me, booking.id, { bookableId: desk(1) })).toMatchObject({ bookables: [{ label: 'D2' }] });
    expect(await move(me, booking.id, { to: '2026-11-24T12:00:00Z' })).toMatchObject({ to: '2026-11-24T12:00:00Z' });
    expect(await codeOf(move(me, booking.id, { from: '2026-11-24T10:30:00Z' }))).toBe('already-begun');
    world.clock.set(Temporal.Instant.from('2026-11-24T12:00:00Z'));
    expect(await codeOf(move(me, booking.id, { to: '2026-11-24T13:00:00Z' }))).toBe('not-movable');
  });

  it('replaces a part of a bundle', async () => {
    const booking = await book(me, [{ bookableId: desk(0) }, { bookableId: desk(1) }]);
    expect(await codeOf(move(me, booking.id, { bookableId: desk(2) }))).toBe('bundle-needs-replace');
    const moved = await move(me, booking.id, { replace: { [desk(0)]: desk(1), [desk(1)]: desk(3) } });
    expect(moved.bookables.map(({ label }) => label)).toEqual(['D2', 'D4']);
  });

  it('is for its person and for who manages the hub, who is told of in the audit', async () => {
    const booking = await bookDesk(me, 0);
    const stranger = await someone();
    expect(await codeOf(move(stranger, booking.id, { bookableId: desk(1) }))).toBe('booking-not-found');
    const elsewhere = actorOf(stranger.personId, inHub('hub_manager', newId(), newId()));
    expect(await codeOf(move(elsewhere, booking.id, { bookableId: desk(1) }))).toBe('booking-not-found');
    await move(manager, booking.id, { bookableId: desk(1) });
    await move(me, booking.id, { bookableId: desk(2) });
    const told = await db.source.query(`SELECT actor_id, subject_id, action FROM audit_entry WHERE object = $1`, [
      `booking/${booking.id}`,
    ]);
    expect(told).toEqual([{ actor_id: manager.personId, subject_id: me.personId, action: 'booking.moved' }]);
  });

  it('is cancelled by its person or by who manages the hub, who is told of in the audit, and by nobody else', async () => {
    const booking = await bookDesk(me, 0);
    const cancel = (who: Somebody, id = booking.id): Promise<string> => codeOf(world.cancels.cancel(who, hub.id, id));
    const stranger = await someone();
    const elsewhere = actorOf(stranger.personId, inHub('hub_manager', newId(), newId()));
    expect([await cancel(stranger), await cancel(elsewhere)]).toEqual(['booking-not-found', 'booking-not-found']);
    expect(await cancel(manager, newId())).toBe('booking-not-found');
    expect(await claims()).toHaveLength(1);

    const heard = await listen(db, hub.id);
    expect([await cancel(manager), await cancel(manager), await cancel(me)]).toEqual(['done', 'done', 'done']);
    expect(await claims()).toEqual([]);
    expect((await world.bookings.show(me, hub.id, booking.id)).status).toBe('cancelled');
    expect((await heard()).filter(({ topic }) => topic === 'booking').map(({ payload }) => payload)).toMatchObject([
      { bookingId: booking.id, change: 'cancelled', by: 'manager' },
    ]);
    const audit = await db.source.query(`SELECT actor_id, subject_id, action FROM audit_entry WHERE object = $1`, [
      `booking/${booking.id}`,
    ]);
    expect(audit).toEqual([{ actor_id: manager.personId, subject_id: me.personId, action: 'booking.cancelled' }]);

    const own = await bookDesk(manager, 1);
    expect(await cancel(manager, own.id)).toBe('done');
    const past = await bookDesk(me, 2);
    world.clock.set(Temporal.Instant.from('2026-11-24T12:00:00Z'));
    expect(await cancel(manager, past.id)).toBe('already-ended');
  });

  it('tells what is free, what is held, and whose booking it was', async () => {
    const booking = await bookDesk(me, 0);
    const heard = await listen(db, hub.id);
    await move(manager, booking.id, { bookableId: desk(1) });
    expect((await heard()).map(({ topic, payload }) => ({ topic, ...payload }))).toMatchObject([
      { topic: 'claim', bookableId: desk(0), status: 'cancelled' },
      { topic: 'claim', bookableId: desk(1), status: 'confirmed' },
      { topic: 'booking', bookingId: booking.id, change: 'moved', by: 'manager' },
    ]);
  });

  it('swaps two bookings, each in its own time', async () => {
    const [mine, theirs] = [
      await bookDesk(me, 0),
      await bookDesk(await someone(), 1, { ...SPAN, to: '2026-11-24T12:00:00Z' }),
    ];
    const swapped = await world.swaps.swap(manager, hub.id, { bookingIds: [mine.id, theirs.id] });
    expect(swapped.items).toEqual([
      { bookingId: mine.id, bookableId: desk(1) },
      { bookingId: theirs.id, bookableId: desk(0) },
    ]);
    expect((await claims()).map((claim) => [claim.booking_id, claim.bookable_id])).toEqual([
      [mine.id, desk(1)],
      [theirs.id, desk(0)],
    ]);
  });

  it('swaps neither where one would meet a third', async () => {
    const [mine, theirs] = [
      await bookDesk(me, 0),
      await bookDesk(await someone(), 1, { ...SPAN, to: '2026-11-24T12:00:00Z' }),
    ];
    await bookDesk(await someone(), 0, { from: '2026-11-24T11:30:00Z', to: '2026-11-24T12:30:00Z' });
    const before = await claims();
    const swap = world.swaps.swap(manager, hub.id, { bookingIds: [mine.id, theirs.id] });
    expect(await codeOf(swap)).toBe('bookable-taken');
    expect(await claims()).toEqual(before);
  });

  it('swaps nothing for who does not manage the hub, and no bundle', async () => {
    const [mine, theirs] = [await bookDesk(me, 0), await book(await someone(), [{ kind: 'desk', count: 2 }])];
    const request = { bookingIds: [mine.id, theirs.id] };
    expect(await codeOf(world.swaps.swap(me, hub.id, request))).toBe('not-allowed');
    expect(await codeOf(world.swaps.swap(manager, hub.id, request))).toBe('not-swappable');
    const unknown = { bookingIds: [mine.id, newId()] };
    expect(await codeOf(world.swaps.swap(manager, hub.id, unknown))).toBe('booking-not-found');
  });
});

describe('Moves in a race', () => {
  beforeAll(async () => {
    db = await openPostgres('moves_race');
    world = await bookingWorld(db, NOW);
  }, 60_000);
  afterAll(() => db.stop());
  beforeEach(ground);

  it('gives one desk to one of those who move to it at once', async () => {
    const persons = [me, await someone(), await someone()];
    const bookings: Booking[] = [];
    for (const [n, person] of persons.entries()) bookings.push(await bookDesk(person, n));
    const answers = await Promise.all(
      persons.map((person, n) => codeOf(move(person, bookings[n]!.id, { bookableId: desk(3) }))),
    );
    expect(answers.toSorted()).toEqual(['bookable-taken', 'bookable-taken', 'done']);
    expect(await claims()).toHaveLength(3);
  });

  it('swaps one pair as often as it is asked at once, each time whole', async () => {
    const [mine, theirs] = [await bookDesk(me, 0), await bookDesk(await someone(), 1)];
    const pairs = [
      [mine.id, theirs.id],
      [theirs.id, mine.id],
      [mine.id, theirs.id],
    ];
    const answers = await Promise.all(
      pairs.map((bookingIds) => codeOf(world.swaps.swap(manager, hub.id, { bookingIds }))),
    );
    expect(answers).toEqual(['done', 'done', 'done']);
    expect((await claims()).map((claim) => [claim.booking_id, claim.bookable_id])).toEqual([
      [mine.id, desk(1)],
      [theirs.id, desk(0)],
    ]);
  });

  it('can not swap under a judge who does not wait', async () => {
    const [mine, theirs] = [await bookDesk(me, 0), await bookDesk(await someone(), 1)];
    await db.source.query(`
      ALTER TABLE claim DROP CONSTRAINT claim_no_overlap,
        ADD CONSTRAINT claim_no_overlap EXCLUDE USING gist (hub_id WITH =, bookable_id WITH =, blocked WITH &&)
          WHERE (status IN ('held', 'confirmed', 'checked_in'))`);
    const before = await claims();
    const swap = world.swaps.swap(manager, hub.id, { bookingIds: [mine.id, theirs.id] });
    await expect(swap).rejects.toMatchObject({ driverError: { code: '42809' } });
    expect(await claims()).toEqual(before);
  });
});
