import { AppealService, NoShowService, StayService } from '#libs/booking';
import type { Booking, PolicyRules } from '#libs/contracts';
import type { Actor } from '#libs/identity';
import { Temporal } from '#libs/kernel';
import { actorOf, bookingWorld, type BookingWorld } from '../support/booking-world.js';
import { openPostgres, type TestDatabase } from '../support/databases.js';
import { writeRules } from '../support/policies.js';
import { type CityHub, people, smallCity } from '../support/small-city.js';

const at = (time: string): string => `2026-11-24T${time}:00Z`;
const code = async (work: Promise<unknown>): Promise<string> =>
  work.then(
    () => 'done',
    (error: { code: string }) => error.code,
  );

describe('Quotas of what grows and of what comes back', () => {
  let db: TestDatabase;
  let world: BookingWorld;
  let hub: CityHub;
  let ada: Actor;

  beforeAll(async () => {
    db = await openPostgres('quotas');
    world = await bookingWorld(db, at('08:00'));
  }, 60_000);
  afterAll(() => db.stop());

  const begin = async (rules: PolicyRules): Promise<void> => {
    world.clock.set(Temporal.Instant.from(at('08:00')));
    hub = (await smallCity(db, { Central: { metres: 1000, desks: 2 } })).hubs[0]!;
    await writeRules(db, hub.id, rules);
    ada = actorOf((await people(db, 1))[0]!);
  };
  const book = (from: string, to: string, desk = 0): Promise<Booking> =>
    world.bookings.book(ada, {
      hubId: hub.id,
      items: [{ bookableId: hub.desks[desk]!.id }],
      from: at(from),
      to: at(to),
    });
  const used = async (): Promise<string[]> =>
    (
      await db.source.query<{ text: string }[]>(
        `SELECT quota || ' ' || used AS text FROM quota_usage WHERE person_id = $1 ORDER BY quota`,
        [ada.personId],
      )
    ).map(({ text }) => text);

  it('count the minutes by which a booking is extended, whoever asks at the same moment', async () => {
    await begin({ maxMinutesPerWeek: 240, maxMinutes: 600 });
    const [first, second] = [await book('09:00', '10:00'), await book('13:00', '14:00')];
    const stays = world.module.get(StayService, { strict: false });
    const extend = (booking: Booking, to: string): Promise<string> =>
      code(stays.extend(ada, hub.id, booking.id, Temporal.Instant.from(at(to))));
    const answers = await Promise.all([extend(first, '12:00'), extend(second, '16:00')]);
    expect(answers.toSorted()).toEqual(['done', 'quota-reached']);
    expect(await used()).toEqual(['week_minutes 240']);
    for (const { id } of [first, second]) await world.bookings.cancel(ada, hub.id, id);
    expect(await used()).toEqual(['week_minutes 0']);
  });

  it('count again what an appeal brings back, and bring back nothing beyond them', async () => {
    await begin({ maxActive: 1, maxPerWeek: 3, noShowAfterMinutes: 20 });
    const appeals = world.module.get(AppealService, { strict: false });
    const missed = async (booking: Booking, now: string): Promise<void> => {
      world.clock.set(Temporal.Instant.from(at(now)));
      await world.module.get(NoShowService, { strict: false }).sweep();
      expect((await world.bookings.show(ada, hub.id, booking.id)).status).toBe('released');
    };
    const first = await book('09:00', '12:00');
    await missed(first, '09:20');
    expect(await used()).toEqual(['active 0', 'week 1']);
    expect(await appeals.appeal(ada, hub.id, first.id, 'I was there')).toMatchObject({ restored: true });
    expect(await used()).toEqual(['active 1', 'week 1']);
    expect(await code(book('14:00', '15:00', 1))).toBe('quota-reached');
    await world.module.get(StayService, { strict: false }).release(ada, hub.id, first.id);
    expect(await used()).toEqual(['active 0', 'week 1']);
    const second = await book('14:00', '17:00');
    await missed(second, '14:20');
    await book('17:00', '18:00', 1);
    expect(await appeals.appeal(ada, hub.id, second.id, 'I was there too')).toMatchObject({ restored: false });
    expect(await used()).toEqual(['active 1', 'week 3']);
  });
});
