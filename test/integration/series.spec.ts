import { SeriesChanges, SeriesService, SeriesUpkeep, PlaceDirectory } from '#libs/booking';
import { type ChangeSeries, createSeriesSchema, type Occurrence, type Series } from '#libs/contracts';
import { Temporal } from '#libs/kernel';
import { actorOf, bookingWorld, type BookingWorld } from '../support/booking-world.js';
import { databases, type TestDatabase } from '../support/databases.js';
import { type CityHub, people, smallCity } from '../support/small-city.js';

const NOW = '2026-10-12T06:00:00Z';
type Rule = Readonly<Record<string, unknown>>;
type Me = ReturnType<typeof actorOf>;

describe.each(databases)('Series on $name', ({ open }) => {
  let db: TestDatabase;
  let world: BookingWorld;
  let hub: CityHub;
  let me: Me;
  let service: SeriesService;
  let changes: SeriesChanges;
  let upkeep: SeriesUpkeep;

  beforeAll(async () => {
    db = await open('series');
    world = await bookingWorld(db, NOW);
    service = world.module.get(SeriesService, { strict: false });
    changes = world.module.get(SeriesChanges, { strict: false });
    upkeep = world.module.get(SeriesUpkeep, { strict: false });
  }, 120_000);
  afterAll(() => db.stop());

  beforeEach(async () => {
    at(NOW);
    const city = await smallCity(db, { Central: { metres: 1000, desks: 3 } });
    hub = city.hubs[0]!;
    me = await someone();
    world.travel.useNetwork(city.metroId, city.network);
    world.directory.forget();
  });

  const someone = async (): Promise<Me> => actorOf((await people(db, 1))[0]!);
  const at = (now: string): void => world.clock.set(Temporal.Instant.from(now));
  /** Tuesdays from the twentieth of October, 9 to 11 in Rome, over the end of summer time */
  const asked = (rule: Rule = {}, items: readonly object[] = [{ bookableId: hub.desks[0]!.id }]) =>
    createSeriesSchema.parse({
      items,
      rule: {
        frequency: 'weekly',
        startDate: '2026-10-20',
        startTime: '09:00',
        endTime: '11:00',
        count: 3,
        ...rule,
      },
    });
  const create = (rule: Rule = {}, who = me, items?: readonly object[], key?: string): Promise<Series> =>
    service.create(who, hub.id, asked(rule, items), key);
  const keyOf = ({ id }: Series) => ({ hubId: hub.id, id });
  const show = (series: Series): Promise<Series> => service.show(me, keyOf(series));
  const change = (series: Series, wish: object): Promise<Series> =>
    changes.change(me, keyOf(series), wish as ChangeSeries);
  const rival = async (from: string, to: string, desk = 0): Promise<unknown> =>
    world.bookings.book(await someone(), { hubId: hub.id, items: [{ bookableId: hub.desks[desk]!.id }], from, to });
  const brief = ({ date, state, booking, reason }: Occurrence): unknown[] => [
    date,
    state,
    booking?.from ?? null,
    reason?.code ?? null,
  ];
  const held = async (): Promise<string[]> =>
    (
      await db.source.query<{ from: Date }[]>(
        `SELECT lower(during) AS "from" FROM claim WHERE hub_id = $1 AND status = 'confirmed' ORDER BY 1`,
        [hub.id],
      )
    ).map(({ from }) => from.toISOString());
  const codeOf = (work: Promise<unknown>): Promise<string> =>
    work.then(
      () => 'none',
      (error: { code: string }) => error.code,
    );

  it('books every day at the same time on the wall, over the end of summer time', async () => {
    const series = await create();
    expect(series.occurrences.map(brief)).toEqual([
      ['2026-10-20', 'booked', '2026-10-20T07:00:00Z', null],
      ['2026-10-27', 'booked', '2026-10-27T08:00:00Z', null],
      ['2026-11-03', 'booked', '2026-11-03T08:00:00Z', null],
    ]);
    expect(series).toMatchObject({
      hub: { id: hub.id, timeZone: 'Europe/Rome' },
      next: '2026-10-20T07:00:00Z',
      counts: { booked: 3, refused: 0, notYet: 0, cancelled: 0 },
    });
    const { items } = await world.bookings.myBookings(me, { scope: 'upcoming', limit: 20 });
    expect(items.map(({ seriesId, from }) => [seriesId, from])).toEqual(
      series.occurrences.map(({ from }) => [series.id, from]),
    );
    expect(items[0]).toEqual(await world.bookings.show(me, hub.id, items[0]!.id));
  });

  it('keeps a day that can not be had with the reason and what was free instead, and books the others', async () => {
    await rival('2026-10-27T09:00:00Z', '2026-10-27T12:00:00Z');
    await db.source.query(`DELETE FROM opening_window WHERE hub_id = $1 AND weekday = 7`, [hub.id]);
    world.module.get(PlaceDirectory, { strict: false }).forget();
    const mine = await world.bookings.book(me, {
      hubId: hub.id,
      items: [{ bookableId: hub.desks[2]!.id }],
      from: '2026-11-03T09:30:00Z',
      to: '2026-11-03T10:30:00Z',
    });
    const series = await create({ weekdays: [2, 7], count: 5 });
    expect(series.occurrences.map(brief)).toEqual([
      ['2026-10-20', 'booked', '2026-10-20T07:00:00Z', null],
      ['2026-10-25', 'refused', null, 'hub-closed'],
      ['2026-10-27', 'refused', null, 'bookable-taken'],
      ['2026-11-01', 'refused', null, 'hub-closed'],
      ['2026-11-03', 'refused', null, 'already-booked'],
    ]);
    expect(series.occurrences[2]!.alternatives).toMatchObject([
      { label: 'D2', from: '2026-10-27T08:00:00Z', seconds: 0 },
      { label: 'D3' },
    ]);
    expect(series.occurrences[4]!.reason!.details).toEqual({ booking: { id: mine.id, hubId: hub.id } });
    expect(series.occurrences[1]!.reason!.details).toHaveProperty('openings');
  });

  it('takes effect once for a key, also when the first request was cut off in the middle', async () => {
    const first = await create({}, me, undefined, 'once');
    expect(await create({}, me, undefined, 'once')).toEqual(first);
    expect(await codeOf(create({ count: 4 }, me, undefined, 'once'))).toBe('idempotency-key-reused');
    expect(await held()).toHaveLength(3);
    await service.end(me, keyOf(first), { scope: 'this', date: '2026-10-27' });
    await db.source.query(
      `UPDATE series_occurrence SET state = 'not_yet', booking_id = NULL WHERE series_id = $1 AND date = '2026-10-27'`,
      [first.id],
    );
    expect((await create({}, me, undefined, 'once')).counts).toMatchObject({ booked: 3 });
  });

  it('waits for what lies beyond the horizon, and books it on the day it comes within', async () => {
    const series = await create({ frequency: 'monthly', count: 3 });
    expect(series.occurrences.map(({ state }) => state)).toEqual(['booked', 'booked', 'not-yet']);
    await upkeep.run();
    expect((await show(series)).counts).toMatchObject({ booked: 2, notYet: 1 });
    at('2026-10-20T21:30:00Z');
    await upkeep.run();
    expect((await show(series)).counts).toMatchObject({ notYet: 1 });
    at('2026-10-20T22:30:00Z');
    expect(await upkeep.run()).toBeGreaterThan(0);
    expect((await show(series)).occurrences[2]).toMatchObject({ state: 'booked', from: '2026-12-20T08:00:00Z' });
    expect(await upkeep.run()).toBe(0);
  });

  it('refuses a rule by which no day at all could be booked', async () => {
    expect(await codeOf(create({ startTime: '09:10' }))).toBe('off-the-grid');
    expect(await codeOf(create({ startTime: '21:00', endTime: '22:00' }))).toBe('hub-closed');
    expect(await codeOf(create({ startDate: '2026-10-11' }))).toBe('in-the-past');
    expect(await codeOf(create({ count: null, until: '2028-12-01' }))).toBe('series-too-long');
    expect(await db.source.query(`SELECT FROM series WHERE person_id = $1`, [me.personId])).toEqual([]);
  });

  it('changes one day alone, or nothing of it', async () => {
    const series = await create();
    await rival('2026-10-27T13:00:00Z', '2026-10-27T15:00:00Z');
    const before = await show(series);
    const afternoon = { scope: 'this', date: '2026-10-27', startTime: '14:00', endTime: '16:00' };
    expect(await codeOf(change(series, afternoon))).toBe('bookable-taken');
    expect(await show(series)).toEqual(before);
    const changed = await change(series, { ...afternoon, items: [{ bookableId: hub.desks[1]!.id }] });
    expect(changed.occurrences.map(brief)).toEqual([
      ['2026-10-20', 'booked', '2026-10-20T07:00:00Z', null],
      ['2026-10-27', 'booked', '2026-10-27T13:00:00Z', null],
      ['2026-11-03', 'booked', '2026-11-03T08:00:00Z', null],
    ]);
    at('2026-10-13T06:00:00Z');
    await upkeep.run();
    expect(await show(series)).toEqual(changed);
    expect(await codeOf(change(series, { ...afternoon, date: '2026-10-28' }))).toBe('occurrence-not-found');
  });

  it('changes a day and all that follow as a new series, and gives no desk back for one that can not be had', async () => {
    const series = await create();
    await rival('2026-11-03T13:00:00Z', '2026-11-03T15:00:00Z');
    const following = await change(series, {
      scope: 'following',
      date: '2026-10-26',
      startTime: '14:00',
      endTime: '15:00',
    });
    expect(following.id).not.toBe(series.id);
    expect(following.rule).toMatchObject({ startDate: '2026-10-27', count: 2, startTime: '14:00' });
    expect(following.occurrences.map(brief)).toEqual([
      ['2026-10-27', 'booked', '2026-10-27T13:00:00Z', null],
      ['2026-11-03', 'booked', '2026-11-03T08:00:00Z', 'bookable-taken'],
    ]);
    const ended = await show(series);
    expect(ended.rule).toMatchObject({ until: '2026-10-26', count: null });
    expect(ended.occurrences.map(brief)).toEqual([['2026-10-20', 'booked', '2026-10-20T07:00:00Z', null]]);
    const { items } = await world.bookings.myBookings(me, { scope: 'upcoming', limit: 20 });
    expect(items.map(({ seriesId }) => seriesId)).toEqual([series.id, following.id, following.id]);
    expect((await service.mine(me, { limit: 20 })).items).toHaveLength(2);
  });

  it('changes all that has not begun', async () => {
    const series = await create();
    at('2026-10-20T07:30:00Z');
    const changed = await change(series, { scope: 'all', endTime: '12:00' });
    expect(changed.occurrences.map(({ booking }) => booking!.to)).toEqual([
      '2026-10-20T09:00:00Z',
      '2026-10-27T11:00:00Z',
      '2026-11-03T11:00:00Z',
    ]);
    expect(await codeOf(change(series, { scope: 'all', endTime: '08:00' }))).toBe('times-out-of-order');
  });

  it('gives up one day, or a day and all that follow, or all of it', async () => {
    const series = await create({ count: 4 });
    await service.end(me, keyOf(series), { scope: 'this', date: '2026-10-27' });
    expect(await held()).toEqual(['2026-10-20T07:00:00.000Z', '2026-11-03T08:00:00.000Z', '2026-11-10T08:00:00.000Z']);
    await service.end(me, keyOf(series), { scope: 'following', date: '2026-11-10' });
    expect(await held()).toHaveLength(2);
    expect((await show(series)).rule).toMatchObject({ until: '2026-11-09', count: null });
    await service.end(me, keyOf(series), { scope: 'all' });
    expect(await held()).toEqual([]);
    at('2026-10-14T06:00:00Z');
    await upkeep.run();
    expect((await show(series)).counts).toEqual({ booked: 0, refused: 0, notYet: 0, cancelled: 4 });
  });

  it('is its person’s alone', async () => {
    const series = await create();
    const other = await someone();
    const codes = [
      service.show(other, keyOf(series)),
      service.end(other, keyOf(series), { scope: 'all' }),
      changes.change(other, keyOf(series), { scope: 'all', startTime: '08:00' }),
    ].map(codeOf);
    expect(await Promise.all(codes)).toEqual(['series-not-found', 'series-not-found', 'series-not-found']);
    expect(await held()).toHaveLength(3);
  });

  it('asks again when the hub opens longer, and moves what the clock of the hub shifts', async () => {
    const series = await create({ weekdays: [2], startTime: '19:00', endTime: '20:00' });
    await db.source.query(`UPDATE opening_window SET closes_minute = 1170 WHERE hub_id = $1`, [hub.id]);
    world.module.get(PlaceDirectory, { strict: false }).forget();
    const late = await create({
      weekdays: [3],
      startTime: '19:00',
      endTime: '20:00',
      startDate: '2026-10-14',
      count: 1,
    }).catch((error: { code: string }) => error.code);
    expect(late).toBe('hub-closed');
    const kept = await create({
      weekdays: [4],
      startTime: '08:00',
      endTime: '09:00',
      startDate: '2026-10-15',
      count: 2,
    });
    await db.source.query(
      `UPDATE metro SET time_zone = 'Europe/Athens' WHERE id = (SELECT metro_id FROM hub WHERE id = $1)`,
      [hub.id],
    );
    at('2026-10-13T06:00:00Z');
    await upkeep.run();
    expect((await show(kept)).occurrences.map(brief)).toEqual([
      ['2026-10-15', 'booked', '2026-10-15T05:00:00Z', null],
      ['2026-10-22', 'booked', '2026-10-22T05:00:00Z', null],
    ]);
    // Closed by now at that time on the new clock: the desk stays as it was booked.
    expect((await show(series)).occurrences.map(brief)).toEqual([
      ['2026-10-20', 'booked', '2026-10-20T17:00:00Z', 'hub-closed'],
      ['2026-10-27', 'booked', '2026-10-27T18:00:00Z', 'hub-closed'],
      ['2026-11-03', 'booked', '2026-11-03T18:00:00Z', 'hub-closed'],
    ]);
  });

  it('books a day once when three workers come to it at the same moment', async () => {
    await create({ frequency: 'monthly', count: 3 });
    at('2026-10-21T23:30:00Z');
    await Promise.all([upkeep.run(), upkeep.run(), upkeep.run()]);
    const claims = await db.source.query<{ status: string }[]>(`SELECT status FROM claim WHERE hub_id = $1`, [hub.id]);
    expect(claims.map(({ status }) => status)).toEqual(['confirmed', 'confirmed', 'confirmed']);
  });

  it('lets two workers and a request settle one series at once, and books each day once', async () => {
    const series = await create({ frequency: 'monthly', count: 3 });
    at('2026-10-21T23:30:00Z');
    await Promise.all([upkeep.run(), upkeep.run(), change(series, { scope: 'all', endTime: '10:00' })]);
    expect(await held()).toEqual(['2026-10-20T07:00:00.000Z', '2026-11-20T08:00:00.000Z', '2026-12-20T08:00:00.000Z']);
  });
});
