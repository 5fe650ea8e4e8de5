import type { CreateBooking } from '#libs/contracts';
import { DomainError, Temporal } from '#libs/kernel';
import { type OutboxEvent, OutboxRepository, SYSTEM } from '#libs/platform';
import { type Answered, faultsIn } from '../support/booking-ledger.js';
import { actorOf, bookingWorld, type BookingWorld } from '../support/booking-world.js';
import { openPostgres, type TestDatabase } from '../support/databases.js';
import { seeded } from '../support/seeded.js';
import { type CityHub, people, smallCity } from '../support/small-city.js';

const NOW = '2026-11-23T06:00:00Z';
const OPENS = Temporal.Instant.from('2026-11-24T07:00:00Z');
const EXPECTED: readonly string[] = ['bookable-taken', 'already-booked', 'already-ended'];
const seed = Number(process.env.QUINDICI_SEED ?? Date.now() % 2 ** 31);

/** These need real concurrency: PGlite has one session. */
describe(`Booking in a race (seed ${seed})`, () => {
  let db: TestDatabase;
  let world: BookingWorld;
  let hub: CityHub;
  let start: string;
  const outbox = new OutboxRepository();

  beforeAll(async () => {
    db = await openPostgres('booking_race');
    world = await bookingWorld(db, NOW);
  }, 60_000);
  afterAll(() => db.stop());

  beforeEach(async () => {
    const city = await smallCity(db, { Central: { metres: 1000, desks: 4 } });
    hub = city.hubs[0]!;
    world.travel.useNetwork(city.metroId, city.network);
    world.directory.forget();
    start = await db.unitOfWork.run(SYSTEM, (tx) => outbox.head(tx));
  });

  const told = async (): Promise<readonly OutboxEvent[]> => {
    const events = await db.unitOfWork.run(SYSTEM, (tx) => outbox.after(tx, start, 10_000));
    return events.filter(({ topic, hubId }) => topic === 'claim' && hubId === hub.id);
  };
  const ask = (desk: number, quarter: number, quarters: number): CreateBooking => ({
    hubId: hub.id,
    items: [{ bookableId: hub.desks[desk]!.id }],
    from: OPENS.add({ minutes: 15 * quarter }).toString(),
    to: OPENS.add({ minutes: 15 * (quarter + quarters) }).toString(),
  });
  const tolerant = async <T>(work: Promise<T>, expected = EXPECTED): Promise<T | null> => {
    try {
      return await work;
    } catch (error) {
      if (error instanceof DomainError && expected.includes(error.code)) return null;
      throw error;
    }
  };

  it('gives a slot to one of twenty who ask at once', async () => {
    const persons = (await people(db, 20)).map((id) => actorOf(id));
    for (let slot = 0; slot < 5; slot++) {
      const answers = await Promise.all(
        persons.map((person) => tolerant(world.bookings.book(person, ask(slot % 4, slot, 1)), ['bookable-taken'])),
      );
      expect(answers.filter((answer) => answer !== null)).toHaveLength(1);
    }
  });

  it('gives a person one of twenty desks asked for at once', async () => {
    const person = actorOf((await people(db, 1))[0]!);
    const answers = await Promise.all(
      Array.from({ length: 20 }, (_, n) =>
        tolerant(world.bookings.book(person, ask(n % 4, Math.floor(n / 4), 8)), ['already-booked']),
      ),
    );
    expect(answers.filter((answer) => answer !== null)).toHaveLength(1);
  });

  it('takes effect once when twenty requests carry one key', async () => {
    const person = actorOf((await people(db, 1))[0]!);
    const answers = await Promise.all(
      Array.from({ length: 20 }, () => world.bookings.book(person, ask(0, 0, 4), 'one')),
    );
    expect(new Set(answers.map(({ id }) => id)).size).toBe(1);
    expect(await told()).toHaveLength(1);
  });

  it('ends each claim once when several workers sweep together', async () => {
    const persons = (await people(db, 40)).map((id) => actorOf(id));
    const tomorrow = Temporal.Instant.from('2026-11-25T00:00:00Z');
    world.clock.set(tomorrow);
    await world.housekeeping.sweep();
    world.clock.set(Temporal.Instant.from(NOW));
    for (const [n, person] of persons.entries()) await world.bookings.book(person, ask(n % 4, Math.floor(n / 4), 1));
    world.clock.set(tomorrow);
    const ended = await Promise.all([1, 2, 3, 4].map(() => world.housekeeping.sweep()));
    world.clock.set(Temporal.Instant.from(NOW));
    expect(ended.reduce((sum, n) => sum + n, 0)).toBe(40);
    expect((await told()).filter(({ payload }) => payload.status === 'completed')).toHaveLength(40);
  });

  /** Every client books at random and gives back at random, for as many steps as asked. */
  async function randomClients(clients: number, steps: number): Promise<readonly Answered[]> {
    const persons = (await people(db, clients)).map((id) => actorOf(id));
    const answered: Answered[] = [];
    await Promise.all(
      persons.map(async (person, n) => {
        const random = seeded(seed + n);
        const below = (limit: number): number => Math.floor(random() * limit);
        const mine: Answered[] = [];
        for (let step = 0; step < steps; step++) {
          const live = mine.filter(({ cancelled }) => !cancelled);
          if (live.length > 0 && random() < 0.4) {
            const given = live[below(live.length)]!;
            await world.bookings.cancel(person, hub.id, given.id);
            given.cancelled = true;
          } else {
            const desk = below(4);
            const request = ask(desk, below(16), 1 + below(6));
            const booking = await tolerant(
              world.bookings.book(person, request, random() < 0.5 ? `${n}-${step}` : undefined),
            );
            if (booking === null) continue;
            const { id, from, to } = booking;
            const one = {
              id,
              personId: person.personId,
              bookableIds: [hub.desks[desk]!.id],
              from,
              to,
              cancelled: false,
            };
            mine.push(one);
            answered.push(one);
          }
        }
      }),
    );
    return answered;
  }

  it('holds every invariant through random bookings and cancellings', async () => {
    const answered = await randomClients(12, 40);
    expect(answered.length).toBeGreaterThan(50);
    expect(await faultsIn(db, hub.id, answered, await told())).toEqual([]);
  }, 120_000);

  describe('in a database of its own without the constraints', () => {
    let guarded: readonly [TestDatabase, BookingWorld];

    beforeAll(async () => {
      guarded = [db, world];
      db = await openPostgres('booking_unguarded');
      world = await bookingWorld(db, NOW);
    }, 60_000);
    afterAll(async () => {
      await db.stop();
      [db, world] = guarded;
    });

    it('is caught double booking, so the check above can fail', async () => {
      await db.source.query(`ALTER TABLE claim DROP CONSTRAINT claim_no_overlap`);
      const answered = await randomClients(12, 10);
      const faults = await faultsIn(db, hub.id, answered, await told());
      expect(faults.filter((fault) => fault.startsWith('overlap'))).not.toEqual([]);
    }, 60_000);

    it('is caught engaging one person twice, and losing what was answered', async () => {
      await db.source.query(`ALTER TABLE engagement DROP CONSTRAINT engagement_no_overlap`);
      const answered = await randomClients(4, 20);
      await db.source.query(`DELETE FROM booking WHERE id = $1`, [answered[0]!.id]);
      const faults = await faultsIn(db, hub.id, answered, await told());
      expect(faults.filter((fault) => fault.startsWith('one person twice'))).not.toEqual([]);
      expect(faults).toContain(`lost: ${answered[0]!.id}`);
    }, 60_000);
  });
});
