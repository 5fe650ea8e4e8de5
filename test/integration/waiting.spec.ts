import type { Actor } from '#libs/identity';
import { Temporal } from '#libs/kernel';
import { SYSTEM } from '#libs/platform';
import { bookingWorld, type BookingWorld } from '../support/booking-world.js';
import { openPostgres, type TestDatabase } from '../support/databases.js';
import { WaitingGround } from '../support/waiting-ground.js';

const NOW = '2026-11-23T08:00:00Z';

describe('The waiting list', () => {
  let db: TestDatabase;
  let world: BookingWorld;
  let ground: WaitingGround;

  beforeAll(async () => {
    db = await openPostgres('waiting');
    world = await bookingWorld(db, NOW);
  }, 120_000);
  afterAll(() => db.stop());
  beforeEach(async () => {
    ground = await WaitingGround.open(db, world, NOW, 2);
  });

  const stateOf = async (person: Actor): Promise<string> => (await ground.entryOf(person)).status;

  it('holds what is given back for the first in line, who books it without a secret', async () => {
    const [holder, first, second, rival] = await ground.persons(4);
    const booking = await world.bookings.book(holder!, ground.ask(0, 9, 11));
    expect(await ground.join(first!, 0, 9, 11)).toMatchObject({
      status: 'waiting',
      offer: null,
      ahead: 0,
      hub: { name: 'Central' },
    });
    expect(await ground.join(second!, 0, 9, 11)).toMatchObject({ ahead: 1 });
    expect(await ground.entryOf(first!)).toMatchObject({ ahead: 0 });
    await world.bookings.cancel(holder!, ground.hub.id, booking.id);

    const entry = await ground.entryOf(first!);
    expect(entry).toMatchObject({
      status: 'offered',
      offer: { expiresAt: '2026-11-23T08:15:00Z', bookable: { label: 'D1', spaceName: 'Hall' } },
    });
    expect(await ground.told('waiting')).toEqual([
      {
        hubId: ground.hub.id,
        entryId: entry.id,
        change: 'offered',
        holdId: entry.offer!.holdId,
        expiresAt: '2026-11-23T08:15:00Z',
      },
    ]);
    expect(await ground.code(world.bookings.book(rival!, ground.ask(0, 10, 11)))).toBe('bookable-taken');
    const stolen = { ...ground.ask(0, 9, 11), holdId: entry.offer!.holdId };
    expect(await ground.code(world.bookings.book(second!, stolen))).toBe('hold-not-found');
    await ground.accept(first!);
    expect([await stateOf(first!), await stateOf(second!)]).toEqual(['converted', 'waiting']);
  });

  it('goes on to the next when the offer runs out, or is declined, and then to anybody', async () => {
    const [holder, first, second, third, rival] = await ground.persons(5);
    const booking = await world.bookings.book(holder!, ground.ask(0, 9, 11));
    const entries = [];
    for (const person of [first!, second!, third!]) entries.push(await ground.join(person, 0, 9, 11));
    await world.bookings.cancel(holder!, ground.hub.id, booking.id);
    world.clock.advance({ minutes: 15 });
    await world.housekeeping.sweep();
    expect([await stateOf(first!), await stateOf(second!)]).toEqual(['expired', 'offered']);
    await ground.waiting.leave(second!, ground.hub.id, entries[1]!.id);
    await ground.waiting.leave(second!, ground.hub.id, entries[1]!.id);
    expect([await stateOf(second!), await stateOf(third!)]).toEqual(['left', 'offered']);
    await ground.waiting.leave(third!, ground.hub.id, entries[2]!.id);
    await world.bookings.book(rival!, ground.ask(0, 9, 11));
    expect((await ground.told('waiting')).map(({ entryId, change }) => [entryId, change])).toEqual([
      [entries[0]!.id, 'offered'],
      [entries[0]!.id, 'expired'],
      [entries[1]!.id, 'offered'],
      [entries[2]!.id, 'offered'],
    ]);
  });

  it('lets nobody overtake an offer that ran out and that no sweeper came by', async () => {
    const [holder, first, second, rival] = await ground.persons(4);
    const booking = await world.bookings.book(holder!, ground.ask(0, 9, 11));
    for (const person of [first!, second!]) await ground.join(person, 0, 9, 11);
    await world.bookings.cancel(holder!, ground.hub.id, booking.id);
    world.clock.advance({ minutes: 15 });
    expect(await ground.code(world.bookings.book(rival!, ground.ask(0, 9, 11)))).toBe('bookable-taken');
    expect([await stateOf(first!), await stateOf(second!)]).toEqual(['expired', 'offered']);
  });

  it('passes over who is engaged in that time; they keep their place, and are offered what is free once they are not', async () => {
    const [holder, first, second] = await ground.persons(3);
    const near = ground.hubs[1]!;
    const elsewhere = await world.bookings.book(first!, ground.ask(0, 10, 12, near));
    const bookings = [];
    for (const [n, person] of [holder!, ...(await ground.persons(1))].entries())
      bookings.push([person, await world.bookings.book(person, ground.ask(n, 9, 11))] as const);
    for (const person of [first!, second!]) await ground.join(person, null, 9, 11);
    await world.bookings.cancel(bookings[0]![0], ground.hub.id, bookings[0]![1].id);
    expect([await stateOf(first!), await stateOf(second!)]).toEqual(['waiting', 'offered']);
    await world.bookings.cancel(bookings[1]![0], ground.hub.id, bookings[1]![1].id);
    expect(await stateOf(first!)).toBe('waiting');
    await world.bookings.cancel(first!, near.id, elsewhere.id);
    await world.housekeeping.sweep();
    expect(await stateOf(first!)).toBe('offered');
  });

  it('gives the morning to one and the afternoon to another, and nothing to whom it does not suit', async () => {
    const [holder, other, whole, morning, room, monitor, afternoon] = await ground.persons(7);
    const booking = await world.bookings.book(holder!, ground.ask(0, 9, 13));
    await world.bookings.book(other!, ground.ask(0, 13, 15));
    await ground.join(whole!, 0, 12, 14);
    await ground.join(room!, null, 9, 11, { kind: 'room' });
    await world.bookings.book((await ground.persons(1))[0]!, ground.ask(1, 9, 13));
    await ground.join(monitor!, null, 9, 11, { needs: ['monitor'] });
    await ground.join(morning!, null, 9, 11);
    await ground.join(afternoon!, null, 11, 13);
    await world.bookings.cancel(holder!, ground.hub.id, booking.id);
    const states = await Promise.all([whole!, room!, monitor!, morning!, afternoon!].map(stateOf));
    expect(states).toEqual(['waiting', 'waiting', 'waiting', 'offered', 'offered']);
  });

  it('offers at once what is free, and keeps one place a person and time', async () => {
    const [me] = await ground.persons(1);
    expect(await ground.join(me!, null, 9, 11)).toMatchObject({ status: 'offered' });
    expect(await ground.code(ground.join(me!, 1, 10, 12))).toBe('already-waiting');
    expect(await ground.code(ground.join(me!, 1, 11, 12))).toBe('done');
    const other = (await ground.persons(1))[0]!;
    expect(await ground.code(ground.waiting.leave(other, ground.hub.id, (await ground.entryOf(me!)).id))).toBe(
      'waiting-entry-not-found',
    );
  });

  it('is served by what nobody came to, and by the rest of what somebody left early', async () => {
    const [absent, early, first, second] = await ground.persons(4);
    const missed = await world.bookings.book(absent!, ground.ask(0, 9, 12));
    const left = await world.bookings.book(early!, ground.ask(1, 9, 12));
    for (const person of [first!, second!]) await ground.join(person, null, 10, 12);
    world.clock.set(Temporal.Instant.from('2026-11-24T09:20:00Z'));
    await db.unitOfWork.run(SYSTEM, (tx) => world.ledger.release(tx, ground.hub.id, [missed.id]));
    expect([await stateOf(first!), await stateOf(second!)]).toEqual(['offered', 'waiting']);
    const booking = { hubId: ground.hub.id, bookingId: left.id, personId: early!.personId };
    await db.unitOfWork.run(early!.context, (tx) => world.ledger.leave(tx, booking, world.clock.now()));
    expect((await ground.entryOf(second!)).offer).toMatchObject({ bookable: { label: 'D2' } });
  });

  it('ends with the time that was waited for; an offer too', async () => {
    const [holder, first, second] = await ground.persons(3);
    const booking = await world.bookings.book(holder!, ground.ask(0, 9, 12));
    await ground.join(first!, 0, 10, 12);
    await ground.join(second!, 0, 9, 12);
    world.clock.set(world.clock.now().add({ hours: 25 }));
    await world.housekeeping.sweep();
    expect(await stateOf(second!)).toBe('expired');
    world.clock.advance({ minutes: 50 });
    await world.bookings.cancel(holder!, ground.hub.id, booking.id);
    expect((await ground.entryOf(first!)).offer).toMatchObject({ expiresAt: '2026-11-24T10:00:00Z' });
  });
});

/** These need real concurrency: PGlite has one session. */
describe('The waiting list in a race', () => {
  let db: TestDatabase;
  let world: BookingWorld;

  beforeAll(async () => {
    db = await openPostgres('waiting_race');
    world = await bookingWorld(db, NOW);
  }, 60_000);
  afterAll(() => db.stop());

  it('offers each of ten desks given back at once to the first ten of twenty, once, whoever tries to slip in', async () => {
    const ground = await WaitingGround.open(db, world, NOW, 10);
    const holders = await ground.persons(10);
    const waiters = await ground.persons(20);
    const rivals = await ground.persons(20);
    const bookings = await Promise.all(holders.map((person, n) => world.bookings.book(person, ground.ask(n, 9, 11))));
    for (const person of waiters) await ground.join(person, null, 9, 11);
    const slipped: string[] = [];
    await Promise.all([
      ...bookings.map(({ id }, n) => world.bookings.cancel(holders[n]!, ground.hub.id, id)),
      ...rivals.map(async (person, n) => {
        for (let tries = 0; tries < 3; tries++)
          slipped.push(await ground.code(world.bookings.book(person, ground.ask(n % 10, 9, 11))));
      }),
    ]);
    expect(new Set(slipped)).toEqual(new Set(['bookable-taken']));
    const entries = await Promise.all(waiters.map((person) => ground.entryOf(person)));
    expect(entries.map(({ status }) => status)).toEqual([
      ...Array.from({ length: 10 }, () => 'offered'),
      ...Array.from({ length: 10 }, () => 'waiting'),
    ]);
    expect(new Set(entries.slice(0, 10).map(({ offer }) => offer!.bookable.id)).size).toBe(10);
    expect((await ground.told('waiting')).length).toBe(10);
  });

  it('misses nobody who joins at the moment at which a desk is given back', async () => {
    for (let round = 0; round < 15; round++) {
      const ground = await WaitingGround.open(db, world, NOW, 1);
      const [holder, waiter] = await ground.persons(2);
      const booking = await world.bookings.book(holder!, ground.ask(0, 9, 11));
      await Promise.all([world.bookings.cancel(holder!, ground.hub.id, booking.id), ground.join(waiter!, 0, 9, 11)]);
      expect((await ground.entryOf(waiter!)).status).toBe('offered');
    }
  });

  it('either leaves the line or gets the offer, and leaves no desk held for nobody', async () => {
    for (let round = 0; round < 10; round++) {
      const ground = await WaitingGround.open(db, world, NOW, 1);
      const [holder, first, second] = await ground.persons(3);
      const booking = await world.bookings.book(holder!, ground.ask(0, 9, 11));
      const { id } = await ground.join(first!, 0, 9, 11);
      await ground.join(second!, 0, 9, 11);
      await Promise.all([
        world.bookings.cancel(holder!, ground.hub.id, booking.id),
        ground.waiting.leave(first!, ground.hub.id, id),
      ]);
      const states = await Promise.all([first!, second!].map(async (one) => (await ground.entryOf(one)).status));
      expect(states).toEqual(['left', 'offered']);
    }
  });
});
