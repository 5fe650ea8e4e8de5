import { Temporal } from '#libs/kernel';
import { actorOf, bookingWorld, type BookingWorld } from '../support/booking-world.js';
import { databases, type TestDatabase } from '../support/databases.js';
import { onMainStreet, people, type SmallCity, smallCity } from '../support/small-city.js';
import type { SearchQuery } from '#libs/contracts';

/** Within five seconds: the streets are laid out on a sphere, and measured on the ellipsoid. */
const walk = (seconds: number): number => expect.closeTo(seconds, -1) as number;
const NOW = '2026-11-23T08:00:00Z';
const SPAN = { from: '2026-11-24T09:00:00Z', to: '2026-11-24T11:00:00Z' };

describe.each(databases)('Search on $name', ({ open }) => {
  let db: TestDatabase;
  let world: BookingWorld;
  let city: SmallCity;

  beforeAll(async () => {
    db = await open('search');
    world = await bookingWorld(db, NOW);
  }, 120_000);
  afterAll(() => db.stop());

  beforeEach(async () => {
    world.clock.set(Temporal.Instant.from(NOW));
    city = await smallCity(db, {
      East: { metres: 1600, desks: 2 },
      Central: { metres: 1000, desks: 3 },
      Full: { metres: 900, desks: 1 },
      Farther: { metres: 2800, desks: 1 },
      Farthest: { metres: 4900, desks: 1 },
    });
    world.travel.useNetwork(city.metroId, city.network);
    world.directory.forget();
  });

  const query = (metres: number, more: Partial<SearchQuery> = {}): SearchQuery => ({
    metro: city.slug,
    ...onMainStreet(metres),
    mode: 'walk',
    minutes: 15,
    ...SPAN,
    ...more,
  });
  const book = async (name: string, desk: number): Promise<void> => {
    const hub = city.hubs.find((one) => one.name === name)!;
    const person = actorOf((await people(db, 1))[0]!);
    await world.bookings.book(person, { hubId: hub.id, items: [{ bookableId: hub.desks[desk]!.id }], ...SPAN });
  };

  it('lists the hubs within the minutes by walking time, with the desks that are free in the whole span', async () => {
    await book('Full', 0);
    await book('Central', 1);
    const found = await world.search.search(query(800));
    // 15 minutes at 5.1 km/h are 1275 m.
    expect(found.hubs.map(({ name, seconds, free, desks }) => ({ name, seconds, free, desks }))).toEqual([
      { name: 'Full', seconds: walk(71), free: 0, desks: 1 },
      { name: 'Central', seconds: walk(141), free: 2, desks: 3 },
      { name: 'East', seconds: walk(565), free: 2, desks: 2 },
    ]);
    expect(found.hubs.map(({ bestDesk }) => bestDesk?.label ?? null)).toEqual([
      null,
      expect.stringMatching(/^D[13]$/),
      expect.stringMatching(/^D[12]$/),
    ]);
    expect(found.nearestBeyond).toBe(null);
    expect(found).toMatchObject({ metro: city.slug, timeZone: 'Europe/Rome', minutes: 15, ...SPAN });
    expect(found.origin.snapMetres).toBeLessThan(1);
  });

  it('counts a desk as taken that is held for a part of the span, and as free around it', async () => {
    await book('Full', 0);
    const free = async (from: string, to: string): Promise<number> => {
      const span = { from: `2026-11-24T${from}:00Z`, to: `2026-11-24T${to}:00Z` };
      return (await world.search.search(query(900, span))).hubs[0]!.free;
    };
    expect(await free('10:45', '12:00')).toBe(0);
    expect(await free('11:00', '12:00')).toBe(1);
    expect(await free('08:00', '09:00')).toBe(1);
  });

  it('offers the nearest free desk beyond the minutes when there is none within', async () => {
    await book('Farther', 0);
    const found = await world.search.search(query(2900, { minutes: 5 }));
    expect(found.hubs).toMatchObject([{ name: 'Farther', free: 0 }]);
    expect(found.nearestBeyond).toMatchObject({ name: 'East', free: 2, seconds: walk(918) });
  });

  it('lists a closed hub in its place, with nothing free', async () => {
    await db.source.query(`DELETE FROM opening_window WHERE hub_id = $1`, [city.hubs[0]!.id]);
    world.directory.forget();
    const found = await world.search.search(query(1500));
    expect(found.hubs[0]).toMatchObject({ name: 'East', open: false, free: 0, desks: 2, bestDesk: null });
    expect(found.hubs[1]).toMatchObject({ name: 'Central', open: true, free: 3 });
  });

  it('finds the metro under the origin', async () => {
    const found = await world.search.search(query(1000, { metro: undefined }));
    expect(found.hubs.length).toBeGreaterThan(0);
  });

  it('refuses an origin off the map and a metro that does not exist', async () => {
    const codes = await Promise.all(
      [query(0, { lat: 45.5 }), query(0, { lat: 45.5, metro: undefined }), query(0, { metro: 'atlantis' })].map(
        (asked) => world.search.search(asked).catch((error: { code: string }) => error.code),
      ),
    );
    expect(codes).toEqual(['off-the-map', 'off-the-map', 'metro-not-found']);
  });

  it('sees a new hub after it is told of it', async () => {
    const { hubs } = await world.search.search(query(1000));
    await db.source.query(`UPDATE hub SET name = 'Renamed' WHERE id = $1`, [hubs[0]!.id]);
    expect((await world.search.search(query(1000))).hubs[0]!.name).toBe('Central');
    world.clock.advance({ seconds: 10 });
    expect((await world.search.search(query(1000))).hubs[0]!.name).toBe('Renamed');
  });

  it('draws isochrones that hold what is within reach and nothing beyond', async () => {
    const { origin, features } = await world.search.isochrones({
      metro: city.slug,
      ...onMainStreet(2500),
      mode: 'walk',
      minutes: [5, 10],
    });
    expect(origin).toEqual(onMainStreet(2500));
    expect(features.map(({ properties }) => properties.minutes)).toEqual([10, 5]);
    const longitudes = features.map(({ geometry }) => geometry.coordinates.flat(2).map(([lon]) => lon!));
    // 425 m and 850 m each way on a straight street.
    expect(Math.max(...longitudes[1]!)).toBeCloseTo(onMainStreet(2925).lon, 3);
    expect(Math.max(...longitudes[0]!)).toBeCloseTo(onMainStreet(3350).lon, 3);
  });
});
