import type { Booking, CreateBooking, PolicyRules } from '#libs/contracts';
import { createBookingSchema } from '#libs/contracts';
import type { Actor } from '#libs/identity';
import { newId, Temporal } from '#libs/kernel';
import { actorOf, bookingWorld, type BookingWorld } from '../support/booking-world.js';
import { databases, openPostgres, type TestDatabase } from '../support/databases.js';
import { writeRules, type WrittenLayer } from '../support/policies.js';
import { type CityHub, people, type SmallCity, smallCity } from '../support/small-city.js';

const NOW = '2026-11-23T08:00:00Z';

interface Refused {
  readonly code: string;
  readonly details: Readonly<Record<string, unknown>>;
}
const refusal = async (work: Promise<unknown>): Promise<Refused> =>
  work.then(
    () => ({ code: 'none', details: {} }),
    (error: Refused) => error,
  );
const usage = (db: TestDatabase, personId: string): Promise<{ quota: string; period: string; used: number }[]> =>
  db.source.query(`SELECT quota, period, used FROM quota_usage WHERE person_id = $1 ORDER BY quota, period`, [
    personId,
  ]);

describe.each(databases)('Rules of a hub on $name', ({ open }) => {
  let db: TestDatabase;
  let world: BookingWorld;
  let city: SmallCity;
  let hub: CityHub;

  beforeAll(async () => {
    db = await open('policies');
    world = await bookingWorld(db, NOW);
  }, 120_000);
  afterAll(() => db.stop());
  beforeEach(async () => {
    world.clock.set(Temporal.Instant.from(NOW));
    city = await smallCity(db, { Central: { metres: 1000, desks: 3 } });
    hub = city.hubs[0]!;
    world.travel.useNetwork(city.metroId, city.network);
    world.directory.forget();
  });

  const someone = async (): Promise<Actor> => actorOf((await people(db, 1))[0]!);
  const member = async (): Promise<Actor> =>
    actorOf((await people(db, 1))[0]!, { role: 'worker', organisationId: city.organisationId, hubId: null });
  const rules = (said: PolicyRules, part?: WrittenLayer): Promise<void> => writeRules(db, hub.id, said, part);
  const ask = (from: string, to: string, desk = 0): CreateBooking => ({
    hubId: hub.id,
    items: [{ bookableId: hub.desks[desk]!.id }],
    from,
    to,
  });
  const at = (hour: number, day = '2026-11-24'): string =>
    Temporal.PlainDateTime.from(`${day}T00:00`)
      .add({ minutes: 60 * hour })
      .toZonedDateTime('Europe/Rome')
      .toInstant()
      .toString();
  const book = (who: Actor, from: string, to: string, desk = 0): Promise<Booking> =>
    world.bookings.book(who, ask(from, to, desk));

  it('keeps the time to set up and to clean free, and lets the next one begin after it', async () => {
    await rules({ setUpMinutes: 15, cleaningMinutes: 30 }, { kind: 'desk' });
    await book(await someone(), at(10), at(11));
    expect((await refusal(book(await someone(), at(11.5), at(12)))).code).toBe('bookable-taken');
    expect((await refusal(book(await someone(), at(9), at(9.5)))).code).toBe('bookable-taken');
    await expect(book(await someone(), at(11.75), at(12))).resolves.toBeDefined();
    const wish = createBookingSchema.parse({ hubId: hub.id, items: [{ kind: 'desk' }], from: at(11), to: at(11.5) });
    expect((await world.bookings.book(await someone(), wish)).bookables).not.toMatchObject([{ label: 'D1' }]);
  });

  it('judges each item by the rules of its own space and kind', async () => {
    const spaceId = newId();
    await db.source.query(
      `INSERT INTO space (hub_id, id, name, kind, level, outline) VALUES ($1, $2, 'Quiet', 'zone', 0, ST_MakeEnvelope(0, 0, 5, 5))`,
      [hub.id, spaceId],
    );
    await db.source.query(`UPDATE bookable SET space_id = $1 WHERE id = $2`, [spaceId, hub.desks[1]!.id]);
    await rules({ maxMinutes: 60 });
    await rules({ maxMinutes: 180 }, { spaceId });
    expect(await refusal(book(await someone(), at(9), at(11), 0))).toMatchObject({
      code: 'too-long',
      details: { maxMinutes: 60 },
    });
    await expect(book(await someone(), at(9), at(11), 1)).resolves.toBeDefined();
    const both = { ...ask(at(12), at(14)), items: [0, 1].map((n) => ({ bookableId: hub.desks[n]!.id })) };
    expect((await refusal(world.bookings.book(await someone(), both))).code).toBe('too-long');
    const wish = createBookingSchema.parse({ hubId: hub.id, items: [{ kind: 'desk' }], from: at(12), to: at(14) });
    expect((await world.bookings.book(await someone(), wish)).bookables).toMatchObject([{ label: 'D2' }]);
    expect((await refusal(world.bookings.book(await someone(), { ...wish, from: at(8), to: at(12) }))).code).toBe(
      'too-long',
    );
  });

  it('refuses holidays and the patron saint, and names the next day', async () => {
    await rules({ closedOnHolidays: true, closedDays: ['12-07'] });
    expect(await refusal(book(await someone(), at(9, '2026-12-07'), at(10, '2026-12-07')))).toMatchObject({
      code: 'closed-that-day',
      details: { rule: 'closedDays', nextDay: '2026-12-09' },
    });
    await expect(book(await someone(), at(9, '2026-12-09'), at(10, '2026-12-09'))).resolves.toBeDefined();
  });

  it('books by half days, and says which', async () => {
    await rules({ granularity: 'half_day' });
    expect(await refusal(book(await someone(), at(9), at(13)))).toMatchObject({
      code: 'not-whole-days',
      details: {
        accepted: [
          { from: at(8), to: at(13) },
          { from: at(13), to: at(20) },
        ],
      },
    });
    await expect(book(await someone(), at(8), at(13))).resolves.toBeDefined();
    await expect(book(await someone(), at(13), at(20))).resolves.toBeDefined();
    await expect(book(await someone(), at(8), at(20), 1)).resolves.toBeDefined();
  });

  it('lets members in by their own hours and their own rules, and the public only by its own', async () => {
    await db.source.query(
      `INSERT INTO opening_window (hub_id, id, weekday, opens_minute, closes_minute, community) VALUES ($1, $2, 2, 1200, 1380, 'members')`,
      [hub.id, newId()],
    );
    await rules({ horizonDays: 2, priority: { audience: 'members', daysAhead: 0 } });
    await rules({ horizonDays: 30 }, { audience: 'members' });
    expect((await refusal(book(await someone(), at(19), at(21)))).code).toBe('priority-window');
    expect((await refusal(book(await someone(), at(19, '2026-11-23'), at(21, '2026-11-23')))).code).toBe('hub-closed');
    await expect(book(await member(), at(19), at(21))).resolves.toBeDefined();
    await expect(book(await member(), at(9, '2026-12-10'), at(10, '2026-12-10'))).resolves.toBeDefined();
  });

  it('takes a booking back until the cut-off, and says until when it was', async () => {
    await rules({ cancelUntilMinutes: 120 });
    const me = await someone();
    const { id } = await book(me, at(10), at(11));
    world.clock.set(Temporal.Instant.from(at(8.25)));
    expect(await refusal(world.bookings.cancel(me, hub.id, id))).toMatchObject({
      code: 'too-late-to-cancel',
      details: { until: at(8) },
    });
    world.clock.set(Temporal.Instant.from(at(8)));
    await world.bookings.cancel(me, hub.id, id);
    world.clock.set(Temporal.Instant.from(at(9)));
    await expect(world.bookings.cancel(me, hub.id, id)).resolves.toBeUndefined();
  });

  it('charges quotas and gives each back once: the active one when it ends, the week when it is cancelled', async () => {
    await rules({ maxActive: 2, maxPerWeek: 3, maxMinutesPerWeek: 300 });
    const me = await someone();
    const first = await book(me, at(9), at(10));
    await book(me, at(11), at(12));
    expect(await refusal(book(me, at(14), at(15)))).toMatchObject({
      code: 'quota-reached',
      details: { rule: 'maxActive', allowed: 2, left: 0 },
    });
    await world.bookings.cancel(me, hub.id, first.id);
    await world.bookings.cancel(me, hub.id, first.id);
    expect(await usage(db, me.personId)).toEqual([
      { quota: 'active', period: '', used: 1 },
      { quota: 'week', period: '2026-W48', used: 1 },
      { quota: 'week_minutes', period: '2026-W48', used: 60 },
    ]);
    expect(await refusal(book(me, at(13), at(17.25)))).toMatchObject({
      code: 'quota-reached',
      details: { rule: 'maxMinutesPerWeek', allowed: 300, left: 240, period: '2026-W48' },
    });
    await book(me, at(13), at(17));
    world.clock.set(Temporal.Instant.from(at(8, '2026-11-25')));
    await world.housekeeping.sweep();
    await world.housekeeping.sweep();
    expect((await usage(db, me.personId)).map(({ used }) => used)).toEqual([0, 2, 300]);
    expect(await db.source.query(`SELECT FROM quota_charge WHERE person_id = $1`, [me.personId])).toEqual([]);
    await expect(book(me, at(9, '2026-11-30'), at(10, '2026-11-30'))).resolves.toBeDefined();
  });

  it('counts what is held of a kind where the quota is for the kind, and bookings where it is for all', async () => {
    await rules({ maxActive: 2 }, { kind: 'desk' });
    await rules({ maxPerWeek: 1 });
    const three = { ...ask(at(9), at(10)), items: hub.desks.map(({ id }) => ({ bookableId: id })) };
    const me = await someone();
    expect((await refusal(world.bookings.book(me, three))).details).toMatchObject({ rule: 'maxActive' });
    await world.bookings.book(me, { ...three, items: three.items.slice(1) });
    expect((await usage(db, me.personId)).map(({ quota, used }) => [quota, used])).toEqual([
      ['active', 2],
      ['week', 1],
    ]);
  });

  it('leaves the tables of quotas alone where there is none', async () => {
    await book(await someone(), at(9), at(10));
    expect(await db.source.query(`SELECT FROM quota_charge WHERE hub_id = $1`, [hub.id])).toEqual([]);
  });
});

/** Needs real concurrency: PGlite has one session. */
describe('Quotas in a race', () => {
  let db: TestDatabase;
  let world: BookingWorld;

  beforeAll(async () => {
    db = await openPostgres('quota_race');
    world = await bookingWorld(db, NOW);
  }, 60_000);
  afterAll(() => db.stop());

  it('give a person three of twenty bookings asked for at once, and let as many be asked for again as are given back', async () => {
    const city = await smallCity(db, { Central: { metres: 1000, desks: 20 } });
    const hub = city.hubs[0]!;
    await writeRules(db, hub.id, { maxActive: 3 });
    const me = actorOf((await people(db, 1))[0]!);
    const start = Temporal.Instant.from('2026-11-24T08:00:00Z');
    const askAll = async (): Promise<readonly Booking[]> => {
      const answers = await Promise.all(
        hub.desks.map(({ id }, n) =>
          world.bookings
            .book(me, {
              hubId: hub.id,
              items: [{ bookableId: id }],
              from: start.add({ minutes: 30 * n }).toString(),
              to: start.add({ minutes: 30 * n + 30 }).toString(),
            })
            .catch((error: Refused) => error.code),
        ),
      );
      const refused = answers.filter((answer) => typeof answer === 'string');
      expect(refused.every((code) => ['quota-reached', 'already-booked'].includes(code))).toBe(true);
      return answers.filter((answer) => typeof answer !== 'string');
    };
    const had = await askAll();
    expect(had).toHaveLength(3);
    await Promise.all(had.slice(1).map(({ id }) => world.bookings.cancel(me, hub.id, id)));
    expect(await askAll()).toHaveLength(2);
    expect(await usage(db, me.personId)).toEqual([{ quota: 'active', period: '', used: 3 }]);
  });
});
