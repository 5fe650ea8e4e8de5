import { GuestService, GuestsModule, StayService } from '#libs/booking';
import { type Booking, createBookingSchema } from '#libs/contracts';
import type { Actor } from '#libs/identity';
import { Temporal } from '#libs/kernel';
import { SYSTEM } from '#libs/platform';
import { actorOf, bookingWorld, type BookingWorld } from '../support/booking-world.js';
import { openPostgres, type TestDatabase } from '../support/databases.js';
import { type CityHub, people, smallCity } from '../support/small-city.js';

const at = (time: string): string => `2026-11-24T${time}:00Z`;
const code = async (work: Promise<unknown>): Promise<string> =>
  work.then(
    () => 'done',
    (error: { code: string }) => error.code,
  );

describe('Guests of a booking', () => {
  let db: TestDatabase;
  let world: BookingWorld;
  let guests: GuestService;
  let hub: CityHub;
  let [ada, bob, eve]: Actor[] = [];
  let team: Booking;

  beforeAll(async () => {
    db = await openPostgres('guests');
    world = await bookingWorld(db, at('07:00'), GuestsModule);
    guests = world.module.get(GuestService, { strict: false });
  }, 60_000);
  afterAll(() => db.stop());
  beforeEach(async () => {
    world.clock.set(Temporal.Instant.from(at('07:00')));
    hub = (await smallCity(db, { Central: { metres: 1000, desks: 4 } })).hubs[0]!;
    [ada, bob, eve] = (await people(db, 3)).map((id) => actorOf(id));
    team = await book(ada!, 3, '09:00', '12:00');
  });

  const book = (who: Actor, count: number, from: string, to: string): Promise<Booking> =>
    world.bookings.book(
      who,
      createBookingSchema.parse({ hubId: hub.id, items: [{ kind: 'desk', count }], from: at(from), to: at(to) }),
    );
  const invite = (name = 'Roberto', by = ada!): ReturnType<GuestService['invite']> =>
    guests.invite(by, hub.id, team.id, { name });
  const seatOf = async (who: Actor): Promise<unknown> => {
    const { items } = await guests.mine(who);
    return items.map(({ from, to, active }) => [from, to, active]);
  };

  it('take one seat of it by a link, once, and are engaged in that time', async () => {
    const { token, link, id } = await invite();
    expect(link).toBe(`https://hubs.example.org/ospite#${token}`);
    expect(await code(guests.accept(ada!, token))).toBe('guest-invitation-not-valid');
    expect(await guests.accept(bob!, token)).toMatchObject({
      id,
      hostName: 'Somebody',
      from: at('09:00'),
      active: true,
    });
    expect(await code(guests.accept(eve!, token))).toBe('guest-invitation-not-valid');
    expect(await code(book(bob!, 1, '11:00', '13:00'))).toBe('already-booked');
    await book(eve!, 1, '11:00', '13:00');
    const second = await invite('Eva');
    expect(await code(guests.accept(eve!, second.token))).toBe('already-booked');
    expect(await code(guests.accept(bob!, second.token))).toBe('already-booked');
    expect(await code(invite('Carla'))).toBe('no-seat-left');
    expect((await guests.ofBooking(ada!, hub.id, team.id)).items.map(({ name, accepted }) => [name, accepted])).toEqual(
      [
        ['Roberto', true],
        ['Eva', false],
      ],
    );
    for (const other of [bob!, eve!]) {
      expect(await code(guests.ofBooking(other, hub.id, team.id))).toBe('booking-not-found');
      expect(await code(invite('Zoe', other))).toBe('booking-not-found');
    }
  });

  it('are free again when they leave, when they are withdrawn, and when the booking goes', async () => {
    const seat = await guests.accept(bob!, (await invite()).token);
    expect(await code(guests.leave(eve!, seat.id))).toBe('guest-not-found');
    await guests.leave(bob!, seat.id);
    const again = await guests.accept(bob!, (await invite()).token);
    expect(await code(guests.withdraw(eve!, hub.id, team.id, again.id))).toBe('booking-not-found');
    await guests.withdraw(ada!, hub.id, team.id, again.id);
    expect(await seatOf(bob!)).toEqual([]);
    const { token } = await invite();
    await guests.accept(bob!, token);
    const unused = await invite('Eva');
    await world.bookings.cancel(ada!, hub.id, team.id);
    expect(await seatOf(bob!)).toEqual([[at('09:00'), at('12:00'), false]]);
    await book(bob!, 1, '09:00', '12:00');
    expect(await code(guests.accept(eve!, unused.token))).toBe('guest-invitation-not-valid');
  });

  it('agreed to a time: they are there for no more of it, and not at another one', async () => {
    await guests.accept(bob!, (await invite()).token);
    world.clock.set(Temporal.Instant.from(at('09:30')));
    const stays = world.module.get(StayService, { strict: false });
    await stays.extend(ada!, hub.id, team.id, Temporal.Instant.from(at('12:30')));
    expect(await seatOf(bob!)).toEqual([[at('09:00'), at('12:00'), true]]);
    await book(bob!, 1, '12:00', '13:00');
    world.clock.set(Temporal.Instant.from(at('10:00')));
    await stays.release(ada!, hub.id, team.id);
    expect(await seatOf(bob!)).toEqual([[at('09:00'), at('10:00'), false]]);
  });

  it('are seated once, whoever comes at the same moment, and in one place at a time', async () => {
    const { token } = await invite();
    const answers = await Promise.all([bob!, eve!].map((who) => code(guests.accept(who, token))));
    expect(answers.toSorted()).toEqual(['done', 'guest-invitation-not-valid']);
    const seated = answers[0] === 'done' ? eve! : bob!;
    const second = await invite('Eva');
    const both = await Promise.all([
      code(guests.accept(seated, second.token)),
      code(book(seated, 1, '09:00', '10:00')),
    ]);
    expect(both.toSorted()).toEqual(['already-booked', 'done']);
    const invitations = await Promise.all([invite('A'), invite('B')].map(code));
    expect(invitations).toEqual(['no-seat-left', 'no-seat-left']);
  });

  it('are forgotten the day after, names and all', async () => {
    await guests.accept(bob!, (await invite()).token);
    await invite('Eva');
    const purge = (before: string): Promise<number> =>
      db.unitOfWork.run(SYSTEM, (tx) => world.housekeeping.removers.guests(tx, Temporal.Instant.from(before)));
    expect(await purge(at('08:59'))).toBe(0);
    expect(await purge(at('12:01'))).toBeGreaterThanOrEqual(2);
    expect(await seatOf(bob!)).toEqual([]);
  });

  it('are given a seat by nobody but themselves, and seen by who invited and by themselves alone', async () => {
    await invite();
    const forged = db.unitOfWork.run(ada!.context, (tx) =>
      tx.query(`UPDATE guest_seat SET person_id = $1 RETURNING id`, [bob!.personId]),
    );
    expect(await forged).toEqual([]);
    const seen = (by: Actor): Promise<object[]> =>
      db.unitOfWork.run(by.context, (tx) => tx.query(`SELECT 1 FROM guest_seat`));
    expect([(await seen(ada!)).length, (await seen(bob!)).length]).toEqual([1, 0]);
  });
});
