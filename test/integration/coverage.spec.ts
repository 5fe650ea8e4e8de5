import { cellToLatLng, latLngToCell } from 'h3-js';
import { Temporal } from '#libs/kernel';
import { actorOf, bookingWorld, type BookingWorld } from '../support/booking-world.js';
import { databases, type TestDatabase } from '../support/databases.js';
import { onMainStreet, people, type SmallCity, smallCity } from '../support/small-city.js';

const SPAN = { from: '2026-11-24T09:00:00Z', to: '2026-11-24T11:00:00Z' };
const QUERY = { mode: 'walk', minutes: 10, ...SPAN } as const;
const planner = actorOf('019ab000-0000-7000-8000-000000000001', {
  role: 'planner',
  organisationId: null,
  hubId: null,
});

describe.each(databases)('Coverage on $name', ({ open }) => {
  let db: TestDatabase;
  let world: BookingWorld;
  let city: SmallCity;

  beforeAll(async () => {
    db = await open('coverage');
    world = await bookingWorld(db, '2026-11-23T08:00:00Z');
  }, 120_000);
  afterAll(() => db.stop());

  beforeEach(async () => {
    city = await smallCity(db, { West: { metres: 500, desks: 1 }, East: { metres: 3500, desks: 2 } });
    world.travel.useNetwork(city.metroId, city.network);
    world.directory.forget();
  });

  const cellAt = (metres: number): string => {
    const { lat, lon } = onMainStreet(metres);
    return latLngToCell(lat, lon, 9);
  };
  const settle = async (residents: Readonly<Record<number, number>>): Promise<void> => {
    for (const [metres, count] of Object.entries(residents))
      await db.source.query(`INSERT INTO resident_cell (metro_id, cell, residents) VALUES ($1, $2, $3)`, [
        city.metroId,
        cellAt(Number(metres)),
        count,
      ]);
  };
  const residentsOf = (hubs: readonly { name: string; residents: number | null }[]): Record<string, number | null> =>
    Object.fromEntries(hubs.map(({ name, residents }) => [name, residents]));

  it('counts residents for the hub with the nearest free seat, and those whom none reaches', async () => {
    await settle({ 500: 100.4, 1000: 50.6, 2200: 70, 3500: 200, 4900: 30 });
    const coverage = await world.coverage.coverage(planner, city.slug, QUERY);
    expect(coverage).toMatchObject({ residents: 451, covered: 351, metro: city.slug, minutes: 10, ...SPAN });
    expect(coverage.share).toBeCloseTo(351 / 451, 10);
    expect(coverage.shareOfAnyHub).toBe(coverage.share);
    expect(residentsOf(coverage.hubs)).toEqual({ West: 151, East: 200 });
    expect(coverage.hubs.map(({ free, desks }) => [free, desks])).toEqual([
      [2, 2],
      [1, 1],
    ]);
    const seconds = coverage.cells.map((cell) => cell.seconds!);
    expect(seconds).toEqual(seconds.toSorted((a, b) => a - b));
    expect(coverage.cells.reduce((sum, cell) => sum + cell.residents, 0)).toBe(451);
  });

  it('counts only seats that are free in the whole span', async () => {
    await settle({ 500: 100, 3500: 200 });
    const west = city.hubs.find(({ name }) => name === 'West')!;
    const person = actorOf((await people(db, 1))[0]!);
    await world.bookings.book(person, { hubId: west.id, items: [{ bookableId: west.desks[0]!.id }], ...SPAN });
    const coverage = await world.coverage.coverage(planner, city.slug, QUERY);
    expect(coverage).toMatchObject({ covered: 200, share: 200 / 300, shareOfAnyHub: 1 });
    const [nearest, farther] = coverage.cells;
    expect(nearest).toMatchObject({ cell: cellAt(3500), residents: 200 });
    expect(farther).toMatchObject({ cell: cellAt(500), residents: 100 });
    expect(farther!.seconds).toBeGreaterThan(600);
    const evening = { ...QUERY, from: '2026-11-24T11:00:00Z', to: '2026-11-24T12:00:00Z' };
    expect((await world.coverage.coverage(planner, city.slug, evening)).covered).toBe(300);
  });

  it('covers nobody while every hub is closed', async () => {
    await settle({ 500: 100, 3500: 200 });
    const night = { ...QUERY, from: '2026-11-24T22:00:00Z', to: '2026-11-24T23:00:00Z' };
    const coverage = await world.coverage.coverage(planner, city.slug, night);
    expect(coverage).toMatchObject({ covered: 0, share: 0, shareOfAnyHub: 1 });
    expect(coverage.cells.map(({ seconds }) => seconds)).toEqual([null, null]);
    expect(coverage.hubs.map(({ free }) => free)).toEqual([0, 0]);
  });

  it('publishes no cell of fewer than five residents, but counts them', async () => {
    await settle({ 500: 100, 800: 40, 1100: 3 });
    const coverage = await world.coverage.coverage(planner, city.slug, QUERY);
    expect(coverage).toMatchObject({ residents: 143, covered: 143 });
    expect(coverage.cells.map(({ cell }) => cell)).toEqual([cellAt(500)]);
    expect(residentsOf(coverage.hubs)).toEqual({ West: 143, East: 0 });
  });

  it('gives every resident the hub that a search from their home finds nearest', async () => {
    const metres = Array.from({ length: 24 }, (_, n) => 100 + 200 * n);
    await settle(Object.fromEntries([...new Map(metres.map((m) => [cellAt(m), m])).values()].map((m) => [m, 10])));
    const coverage = await world.coverage.coverage(planner, city.slug, { ...QUERY, minutes: 40 });
    const nearest = await Promise.all(
      coverage.cells.map(async ({ cell, seconds }) => {
        const [lat, lon] = cellToLatLng(cell);
        const found = await world.search.search({ metro: city.slug, lat, lon, mode: 'walk', minutes: 60, ...SPAN });
        expect(found.hubs[0]!.seconds).toBeCloseTo(seconds!, -0.5);
        return found.hubs[0]!.name;
      }),
    );
    const count = (name: string): number => 10 * nearest.filter((one) => one === name).length;
    expect(residentsOf(coverage.hubs)).toEqual({ West: count('West'), East: count('East') });
  });

  it('is for planners only', async () => {
    const manager = actorOf(planner.personId, {
      role: 'hub_manager',
      organisationId: city.organisationId,
      hubId: null,
    });
    await expect(world.coverage.coverage(manager, city.slug, QUERY)).rejects.toMatchObject({ code: 'not-allowed' });
    await expect(world.coverage.coverage(planner, 'atlantis', QUERY)).rejects.toMatchObject({
      code: 'metro-not-found',
    });
  });

  it('knows no share where no residents are known', async () => {
    world.clock.set(Temporal.Instant.from('2026-11-23T08:00:00Z'));
    const coverage = await world.coverage.coverage(planner, city.slug, QUERY);
    expect(coverage).toMatchObject({ residents: 0, covered: 0, share: null, shareOfAnyHub: null, cells: [] });
  });
});
