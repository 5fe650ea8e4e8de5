import { createBookingSchema } from '#libs/contracts';
import { newId, Temporal } from '#libs/kernel';
import { actorOf, bookingWorld, type BookingWorld } from '../support/booking-world.js';
import { databases, openPostgres, type TestDatabase } from '../support/databases.js';
import { type CityHub, people, smallCity } from '../support/small-city.js';

const NOW = '2026-11-23T08:00:00Z';
const SPAN = { from: '2026-11-24T09:00:00Z', to: '2026-11-24T11:00:00Z' };
type Asked = Parameters<typeof createBookingSchema.parse>[0];

interface Ground {
  readonly db: TestDatabase;
  readonly world: BookingWorld;
  readonly hub: CityHub;
  /** a childcare place and a locker */
  readonly extras: readonly string[];
}

async function openGround(db: TestDatabase, world: BookingWorld, desks: number): Promise<Ground> {
  const city = await smallCity(db, { Central: { metres: 1000, desks } });
  const hub = city.hubs[0]!;
  const extras = [newId(), newId()];
  await db.source.query(
    `INSERT INTO bookable (hub_id, id, space_id, kind, label, position)
     SELECT $1, extra.id, space.id, extra.kind, extra.kind, ST_MakePoint(1, 5)
       FROM space, unnest($2::uuid[], ARRAY['childcare_place', 'locker']) AS extra (id, kind) WHERE space.hub_id = $1`,
    [hub.id, extras],
  );
  world.travel.useNetwork(city.metroId, city.network);
  world.directory.forget();
  return { db, world, hub, extras };
}

const someone = async (db: TestDatabase): Promise<ReturnType<typeof actorOf>> => actorOf((await people(db, 1))[0]!);

const request = (hub: CityHub, items: readonly object[]): Asked => ({ hubId: hub.id, items, ...SPAN });

async function refusalOf(work: Promise<unknown>): Promise<{ code: string; details: Record<string, unknown> }> {
  return work.then(
    () => ({ code: 'none', details: {} }),
    (error: { code: string; details: Record<string, unknown> }) => error,
  );
}

const claimsOf = async ({ db, hub }: Ground): Promise<readonly { bookable_id: string; status: string }[]> =>
  db.source.query(`SELECT bookable_id, status FROM claim WHERE hub_id = $1`, [hub.id]);

describe.each(databases)('A bundle on $name', ({ open }) => {
  let ground: Ground;
  let db: TestDatabase;
  let world: BookingWorld;

  beforeAll(async () => {
    db = await open('bundles');
    world = await bookingWorld(db, NOW);
  }, 120_000);
  afterAll(() => db.stop());
  beforeEach(async () => {
    world.clock.set(Temporal.Instant.from(NOW));
    ground = await openGround(db, world, 3);
  });

  const book = async (items: readonly object[], who = someone(db)) =>
    world.bookings.book(await who, createBookingSchema.parse(request(ground.hub, items)));

  it('holds a desk, a childcare place and a locker as one booking, which is given back as one', async () => {
    const me = await someone(db);
    const [childcare, locker] = ground.extras;
    const items = [{ bookableId: ground.hub.desks[1]!.id }, { bookableId: childcare }, { kind: 'locker' }];
    const booking = await book(items, Promise.resolve(me));
    expect(booking.bookables).toMatchObject([
      { id: childcare, kind: 'childcare_place' },
      { label: 'D2', kind: 'desk' },
      { id: locker, kind: 'locker' },
    ]);
    expect(await world.bookings.show(me, ground.hub.id, booking.id)).toEqual(booking);
    await world.bookings.cancel(me, ground.hub.id, booking.id);
    expect((await claimsOf(ground)).map(({ status }) => status)).toEqual(['cancelled', 'cancelled', 'cancelled']);
  });

  it('books nothing of it where one part is taken, and says which', async () => {
    await book([{ bookableId: ground.extras[0]! }]);
    const before = await claimsOf(ground);
    const { code, details } = await refusalOf(
      book([{ bookableId: ground.hub.desks[0]!.id }, { bookableId: ground.extras[0]! }]),
    );
    expect(code).toBe('bookable-taken');
    expect(details).toHaveProperty('alternatives');
    expect(await claimsOf(ground)).toEqual(before);
  });

  it('gives a team its desks, and nothing where too few are free', async () => {
    await book([{ bookableId: ground.hub.desks[0]!.id }]);
    const before = await claimsOf(ground);
    expect(await refusalOf(book([{ kind: 'desk', count: 3 }]))).toMatchObject({
      code: 'nothing-as-wished',
      details: { kind: 'desk', wanted: 3, free: 2 },
    });
    expect(await claimsOf(ground)).toEqual(before);
    const team = await book([{ kind: 'desk', count: 2 }]);
    expect(team.bookables.map(({ label }) => label)).toEqual(['D2', 'D3']);
  });

  it('answers the same key with the desk that was chosen the first time', async () => {
    const me = await someone(db);
    const asked = createBookingSchema.parse(request(ground.hub, [{ kind: 'desk' }]));
    const first = await world.bookings.book(me, asked, 'any');
    expect(await world.bookings.book(me, asked, 'any')).toEqual(first);
    expect(await claimsOf(ground)).toHaveLength(1);
  });

  it.each<[string, readonly object[]]>([
    ['nothing', []],
    [
      'one desk twice',
      [{ bookableId: '019ab000-0000-7000-8000-000000000001' }, { bookableId: '019AB000-0000-7000-8000-000000000001' }],
    ],
    ['a hundred desks', [{ kind: 'desk', count: 100 }]],
    ['fifty-one desks in two wishes', [{ kind: 'desk', count: 50 }, { kind: 'desk' }]],
    ['a kind that does not exist', [{ kind: 'throne' }]],
    ['half a desk', [{ kind: 'desk', count: 0.5 }]],
  ])('does not understand %s', (_, items) => {
    expect(createBookingSchema.safeParse(request(ground.hub, items)).success).toBe(false);
  });
});

describe('Any desk, in a race', () => {
  let db: TestDatabase;
  let world: BookingWorld;
  let ground: Ground;

  beforeAll(async () => {
    db = await openPostgres('any_desk');
    world = await bookingWorld(db, NOW);
  }, 60_000);
  afterAll(() => db.stop());
  beforeEach(async () => {
    ground = await openGround(db, world, 20);
  });

  const tryAll = async (askers: number, items: readonly object[]): Promise<readonly string[]> => {
    const persons = (await people(db, askers)).map((id) => actorOf(id));
    const asked = createBookingSchema.parse(request(ground.hub, items));
    return Promise.all(
      persons.map((person) =>
        world.bookings.book(person, asked).then(
          () => 'booked',
          (error: { code: string }) => error.code,
        ),
      ),
    );
  };

  it('gives twenty people who ask at once the twenty desks there are', async () => {
    expect(await tryAll(20, [{ kind: 'desk' }])).toEqual(Array.from({ length: 20 }, () => 'booked'));
    expect(new Set((await claimsOf(ground)).map((claim) => claim.bookable_id)).size).toBe(20);
  });

  it('refuses only those for whom none is left', async () => {
    const answers = await tryAll(30, [{ kind: 'desk' }]);
    expect(answers.filter((answer) => answer === 'booked')).toHaveLength(20);
    expect(new Set(answers)).toEqual(new Set(['booked', 'nothing-as-wished']));
  });

  it('gives whole teams their desks, as many teams as there is room for', async () => {
    const answers = await tryAll(6, [{ kind: 'desk', count: 6 }]);
    expect(answers.filter((answer) => answer === 'booked')).toHaveLength(3);
    expect(await claimsOf(ground)).toHaveLength(18);
  });
});
