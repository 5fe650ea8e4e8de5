import { HoldService } from '#libs/booking';
import { type CreateBooking, createHoldSchema, type Hold } from '#libs/contracts';
import type { Actor } from '#libs/identity';
import { newId, Temporal, TimeRange } from '#libs/kernel';
import { SYSTEM } from '#libs/platform';
import { actorOf, bookingWorld, type BookingWorld } from '../support/booking-world.js';
import { databases, openPostgres, type TestDatabase } from '../support/databases.js';
import { type CityHub, people, smallCity } from '../support/small-city.js';

const NOW = '2026-11-23T08:00:00Z';
const SPAN = { from: '2026-11-24T09:00:00Z', to: '2026-11-24T11:00:00Z' };

class Ground {
  private constructor(
    readonly db: TestDatabase,
    readonly world: BookingWorld,
    readonly hub: CityHub,
    readonly holds: HoldService,
  ) {}

  static async open(db: TestDatabase, world: BookingWorld): Promise<Ground> {
    world.clock.set(Temporal.Instant.from(NOW));
    const city = await smallCity(db, { Central: { metres: 1000, desks: 2 } });
    world.travel.useNetwork(city.metroId, city.network);
    world.directory.forget();
    return new Ground(db, world, city.hubs[0]!, world.module.get(HoldService, { strict: false }));
  }

  async someone(): Promise<Actor> {
    return actorOf((await people(this.db, 1))[0]!);
  }

  hold(actor: Actor | null, items: readonly object[] = [{ bookableId: this.hub.desks[0]!.id }]): Promise<Hold> {
    return this.holds.hold(actor, this.hub.id, createHoldSchema.parse({ items, ...SPAN }));
  }

  ask(hold?: Hold, secret: string | undefined = hold?.secret): CreateBooking {
    const ids = hold?.bookables.map(({ id }) => id) ?? [this.hub.desks[0]!.id];
    return {
      hubId: this.hub.id,
      items: ids.map((bookableId) => ({ bookableId })),
      ...SPAN,
      ...(hold === undefined ? {} : { holdId: hold.id }),
      ...(secret === undefined ? {} : { holdSecret: secret }),
    };
  }

  async code(work: Promise<unknown>): Promise<string> {
    return work.then(
      () => 'done',
      (error: { code: string }) => error.code,
    );
  }

  statuses(): Promise<readonly { kind: string; status: string; booking_id: string | null }[]> {
    return this.db.source.query(`SELECT kind, status, booking_id FROM claim WHERE hub_id = $1 ORDER BY id`, [
      this.hub.id,
    ]);
  }

  async free(): Promise<number> {
    const span = TimeRange.parse(SPAN.from, SPAN.to);
    return (await this.world.availability.ofHub(this.hub.id, span, null)).free.length;
  }
}

describe.each(databases)('A hold on $name', ({ open }) => {
  let db: TestDatabase;
  let world: BookingWorld;
  let ground: Ground;

  beforeAll(async () => {
    db = await open('holds');
    world = await bookingWorld(db, NOW);
  }, 120_000);
  afterAll(() => db.stop());
  beforeEach(async () => {
    ground = await Ground.open(db, world);
  });

  it('keeps a desk for somebody who is not signed in, until they come back and book it', async () => {
    const hold = await ground.hold(null);
    expect(hold).toMatchObject({ expiresAt: '2026-11-23T08:05:00Z', bookables: [{ label: 'D1', spaceName: 'Hall' }] });
    expect(await ground.free()).toBe(1);
    expect(await ground.code(world.bookings.book(await ground.someone(), ground.ask()))).toBe('bookable-taken');
    const me = await ground.someone();
    const booking = await world.bookings.book(me, ground.ask(hold));
    expect(booking).toMatchObject({ status: 'confirmed', bookables: [{ label: 'D1', status: 'confirmed' }] });
    expect(await world.bookings.show(me, ground.hub.id, booking.id)).toEqual(booking);
    expect(await ground.statuses()).toEqual([{ kind: 'booking', status: 'confirmed', booking_id: booking.id }]);
  });

  it('is nobody else’s: a wrong secret, and another person, find nothing', async () => {
    const [me, other] = [await ground.someone(), await ground.someone()];
    const hold = await ground.hold(me);
    expect(await ground.code(world.bookings.book(other, ground.ask(hold, 'another')))).toBe('hold-not-found');
    expect(await ground.code(world.bookings.book(other, { ...ground.ask(), holdId: hold.id }))).toBe('hold-not-found');
    expect(await ground.code(ground.holds.giveBack(other, ground.hub.id, hold.id))).toBe('hold-not-found');
    expect(await ground.code(ground.holds.giveBack(null, ground.hub.id, hold.id, 'another'))).toBe('hold-not-found');
    expect(await ground.code(ground.holds.giveBack(null, newId(), hold.id, hold.secret))).toBe('hold-not-found');
    expect(await ground.code(world.bookings.book(me, { ...ground.ask(), holdId: hold.id }))).toBe('done');
  });

  it('that has run out stands in nobody’s way, although no sweeper came by', async () => {
    const hold = await ground.hold(null);
    world.clock.advance({ minutes: 5 });
    expect(await ground.free()).toBe(2);
    expect(await ground.code(world.bookings.book(await ground.someone(), ground.ask(hold)))).toBe('hold-ended');
    expect(await ground.code(world.bookings.book(await ground.someone(), ground.ask()))).toBe('done');
    expect((await ground.statuses()).map(({ status }) => status)).toEqual(['expired', 'confirmed']);
  });

  it('that has run out stands in no wish’s way and in no other hold’s', async () => {
    await ground.hold(null, [{ kind: 'desk', count: 2 }]);
    world.clock.advance({ minutes: 5 });
    const wish = { kind: 'desk' as const, count: 1, needs: [], likes: [], beside: [] };
    expect(await ground.code(world.bookings.book(await ground.someone(), { ...ground.ask(), items: [wish] }))).toBe(
      'done',
    );
    expect(await ground.code(ground.hold(null, [{ kind: 'desk' }]))).toBe('done');
  });

  it('is booked as it is: other desks, another time and a second booking are refused', async () => {
    const hold = await ground.hold(null);
    const me = await ground.someone();
    const ask = ground.ask(hold);
    const book = (body: CreateBooking): Promise<string> => ground.code(world.bookings.book(me, body));
    expect(await book({ ...ask, items: [{ bookableId: ground.hub.desks[1]!.id }] })).toBe('hold-differs');
    expect(await book({ ...ask, to: '2026-11-24T12:00:00Z' })).toBe('hold-differs');
    expect(await book(ask)).toBe('done');
    expect(await ground.code(world.bookings.book(await ground.someone(), ask))).toBe('hold-ended');
  });

  it('is given back by whoever has its secret, once', async () => {
    const hold = await ground.hold(null);
    for (const _ of [1, 2]) await ground.holds.giveBack(null, ground.hub.id, hold.id, hold.secret);
    expect(await ground.free()).toBe(2);
    expect((await ground.statuses()).map(({ status }) => status)).toEqual(['cancelled']);
  });

  it('is answered again when its booking is sent again with its key', async () => {
    const hold = await ground.hold(null);
    const me = await ground.someone();
    const first = await world.bookings.book(me, ground.ask(hold), 'key');
    expect(await world.bookings.book(me, ground.ask(hold), 'key')).toEqual(first);
    expect(await ground.code(world.bookings.book(me, ground.ask(), 'key'))).toBe('idempotency-key-reused');
  });

  it('takes no more than three', () => {
    const items = [{ kind: 'desk', count: 3 }, { kind: 'room' }];
    expect(createHoldSchema.safeParse({ items, ...SPAN }).success).toBe(false);
  });
});

describe('Holds in a race', () => {
  let db: TestDatabase;
  let world: BookingWorld;
  let ground: Ground;

  beforeAll(async () => {
    db = await openPostgres('holds_race');
    world = await bookingWorld(db, NOW);
  }, 60_000);
  afterAll(() => db.stop());
  beforeEach(async () => {
    ground = await Ground.open(db, world);
  });

  it('make one booking of twenty that show the same hold, and let no rival in', async () => {
    for (let round = 0; round < 5; round++) {
      ground = await Ground.open(db, world);
      const hold = await ground.hold(null);
      const persons = await Promise.all(Array.from({ length: 20 }, () => ground.someone()));
      const codes = await Promise.all(
        persons.map((person, n) =>
          ground.code(world.bookings.book(person, n % 2 === 0 ? ground.ask(hold) : ground.ask())),
        ),
      );
      expect(codes.filter((code) => code === 'done')).toHaveLength(1);
      expect(codes.indexOf('done') % 2).toBe(0);
    }
  });

  it('are either booked or expired when both are tried at the very moment', async () => {
    for (let round = 0; round < 10; round++) {
      ground = await Ground.open(db, world);
      const hold = await ground.hold(null);
      const me = await ground.someone();
      const booking = ground.code(world.bookings.book(me, ground.ask(hold)));
      world.clock.advance({ minutes: 5 });
      const [code] = await Promise.all([booking, world.housekeeping.sweep()]);
      const [claim] = await ground.statuses();
      expect([code, claim!.status]).toEqual(code === 'done' ? ['done', 'confirmed'] : ['hold-ended', 'expired']);
    }
  });

  it('are never expired once they are booked, whatever a sweeper read before', async () => {
    const hold = await ground.hold(null);
    world.clock.advance({ minutes: 4 });
    const [claim] = await db.source.query<{ id: string }[]>(`SELECT id FROM claim WHERE hub_id = $1`, [ground.hub.id]);
    await world.bookings.book(await ground.someone(), ground.ask(hold));
    world.clock.advance({ minutes: 2 });
    await db.unitOfWork.run(SYSTEM, (tx) => world.ledger.end(tx, ground.hub.id, [claim!.id], 'expired'));
    expect((await ground.statuses()).map(({ status }) => status)).toEqual(['confirmed']);
  });
});
