import { AppealService, CheckInService, KioskService, NoShowService, StayService } from '#libs/booking';
import type { Booking, PolicyRules } from '#libs/contracts';
import { Actor } from '#libs/identity';
import { Temporal } from '#libs/kernel';
import { SYSTEM } from '#libs/platform';
import { actorOf, bookingWorld, type BookingWorld } from '../support/booking-world.js';
import { databases, openPostgres, type TestDatabase } from '../support/databases.js';
import { writeRules } from '../support/policies.js';
import { type CityHub, people, smallCity } from '../support/small-city.js';

const EARLY = '2026-11-24T08:00:00Z';
const STRICT = { noShowAfterMinutes: 20, strikes: { withinDays: 30, most: 2, banDays: 7 } };
const at = (time: string): string => `2026-11-24T${time}:00Z`;

interface Row {
  readonly status: string;
  readonly from: Date;
  readonly to: Date;
}

interface Ground {
  readonly db: TestDatabase;
  readonly world: BookingWorld;
  readonly hub: CityHub;
  readonly organisationId: string;
  readonly checkIns: CheckInService;
  readonly stays: StayService;
  readonly appeals: AppealService;
  readonly noShows: NoShowService;
  readonly kiosk: KioskService;
}

async function groundOn(db: TestDatabase, world: BookingWorld, rules: PolicyRules = STRICT): Promise<Ground> {
  const city = await smallCity(db, { Central: { metres: 1000, desks: 2 } });
  await writeRules(db, city.hubs[0]!.id, rules);
  const get = <T>(type: new (...args: never[]) => T): T => world.module.get(type, { strict: false });
  return {
    db,
    world,
    hub: city.hubs[0]!,
    organisationId: city.organisationId,
    checkIns: get(CheckInService),
    stays: get(StayService),
    appeals: get(AppealService),
    noShows: get(NoShowService),
    kiosk: get(KioskService),
  };
}

const someone = async (db: TestDatabase): Promise<Actor> => actorOf((await people(db, 1))[0]!);
const setTime = ({ world }: Ground, time: string): void => world.clock.set(Temporal.Instant.from(at(time)));

async function book(ground: Ground, who: Actor, desk = 0, [from, to] = ['09:00', '11:00']): Promise<Booking> {
  const items = [{ bookableId: ground.hub.desks[desk]!.id }];
  return ground.world.bookings.book(who, { hubId: ground.hub.id, items, from: at(from), to: at(to) });
}

const claimsOf = async ({ db }: Ground, { id }: Booking): Promise<readonly Row[]> =>
  db.source.query(
    `SELECT status, lower(during) AS "from", upper(during) AS "to" FROM claim WHERE booking_id = $1 ORDER BY id`,
    [id],
  );
const codeOf = (work: Promise<unknown>): Promise<unknown> =>
  work.then(
    () => 'none',
    (error: { code?: string }) => error.code ?? error,
  );

describe.each(databases)('Coming, staying and leaving on $name', ({ open }) => {
  let db: TestDatabase;
  let world: BookingWorld;
  let ground: Ground;
  let me: Actor;

  beforeAll(async () => {
    db = await open('check_in');
    world = await bookingWorld(db, EARLY);
  }, 120_000);
  afterAll(() => db.stop());
  beforeEach(async () => {
    // What other tests left behind is nobody's no-show here.
    await db.source.query(`UPDATE claim SET status = 'cancelled' WHERE status IN ('confirmed', 'checked_in')`);
    world.clock.set(Temporal.Instant.from(EARLY));
    ground = await groundOn(db, world);
    me = await someone(db);
  });

  const show = (booking: Booking): Promise<Booking> => world.bookings.show(me, ground.hub.id, booking.id);
  const app = (booking: Booking, who = me): Promise<Booking> =>
    ground.checkIns.checkIn(who, ground.hub.id, booking.id, { method: 'app' });

  it('says from when, until when and by which code a booking is checked in', async () => {
    const booking = await book(ground, me);
    expect(booking).toMatchObject({
      checkIn: { from: at('08:45'), until: at('09:20'), code: expect.stringMatching(/^\w{3}-\w{3}$/) as string },
      onMyWayUntil: at('09:20'),
      appealUntil: null,
    });
    expect(await show(booking)).toEqual(booking);
  });

  it('checks in from a quarter before the start, once', async () => {
    const booking = await book(ground, me);
    setTime(ground, '08:44');
    expect(await codeOf(app(booking))).toBe('check-in-too-early');
    setTime(ground, '08:45');
    expect(await app(booking)).toMatchObject({ status: 'checked_in', checkIn: null });
    const told = async (): Promise<number> => (await db.source.query(`SELECT FROM outbox`)).length;
    const before = await told();
    expect(await app(booking)).toMatchObject({ status: 'checked_in' });
    expect(await told()).toBe(before);
    setTime(ground, '11:00');
    expect(await ground.noShows.sweep()).toBe(0);
  });

  it('knows nothing of the booking of somebody else', async () => {
    const booking = await book(ground, await someone(db));
    const { id: hubId } = ground.hub;
    setTime(ground, '09:30');
    const attempts = [
      app(booking),
      ground.checkIns.onMyWay(me, hubId, booking.id),
      ground.stays.release(me, hubId, booking.id),
      ground.stays.extend(me, hubId, booking.id, Temporal.Instant.from(at('12:00'))),
      ground.appeals.appeal(me, hubId, booking.id, 'I was there'),
    ];
    expect(await Promise.all(attempts.map(codeOf))).toEqual(attempts.map(() => 'booking-not-found'));
    expect(await claimsOf(ground, booking)).toMatchObject([{ status: 'confirmed' }]);
  });

  it('takes the code of a desk of the booking, and of no other desk', async () => {
    const booking = await book(ground, me);
    setTime(ground, '08:50');
    const keeper = managerOf(ground);
    const [mine, other] = await Promise.all(
      ground.hub.desks.map(({ id }) => ground.kiosk.codeOfDesk(keeper, ground.hub.id, id)),
    );
    const scan = (code: string): Promise<Booking> =>
      ground.checkIns.checkIn(me, ground.hub.id, booking.id, { method: 'qr', code });
    expect(await codeOf(scan(other!.code))).toBe('wrong-desk-code');
    expect(await codeOf(scan(`${mine!.code}A`))).toBe('wrong-desk-code');
    expect(await scan(mine!.code)).toMatchObject({ status: 'checked_in' });
    expect(mine!.expiresAt).toBeNull();
  });

  it('checks in at the kiosk by the short code, however it is typed, and tells no name', async () => {
    const booking = await book(ground, me);
    const { code } = booking.checkIn!;
    const keeper = managerOf(ground);
    const type = (typed: string): ReturnType<KioskService['checkIn']> =>
      ground.kiosk.checkIn(keeper, ground.hub.id, typed);
    setTime(ground, '08:30');
    expect(await codeOf(type(code))).toBe('check-in-too-early');
    setTime(ground, '08:50');
    expect(await codeOf(type(code.startsWith('A') ? 'BBB-BBB' : 'AAA-AAA'))).toBe('check-in-code-unknown');
    const welcome = await type(code.toLowerCase().replace('-', ' '));
    expect(welcome).toEqual({
      bookables: [{ kind: 'desk', label: 'D1', spaceName: 'Hall' }],
      from: at('09:00'),
      to: at('11:00'),
    });
    expect(await claimsOf(ground, booking)).toMatchObject([{ status: 'checked_in' }]);
    expect(await codeOf(ground.kiosk.checkIn(await someone(db), ground.hub.id, code))).toBe('not-allowed');
  });

  it('ends now, frees the rest and keeps what was', async () => {
    const booking = await book(ground, me);
    expect(await codeOf(ground.stays.release(me, ground.hub.id, booking.id))).toBe('booking-not-begun');
    setTime(ground, '09:05');
    await app(booking);
    setTime(ground, '10:00');
    expect(await ground.stays.release(me, ground.hub.id, booking.id)).toMatchObject({
      status: 'completed',
      from: at('09:00'),
      to: at('10:00'),
    });
    await book(ground, await someone(db), 0, ['10:00', '11:00']);
    await book(ground, me, 1, ['10:00', '11:00']);
    expect(await codeOf(ground.stays.release(me, ground.hub.id, booking.id))).toBe('booking-over');
  });

  it('lasts longer, as long as the rules, the hours and what follows allow', async () => {
    const booking = await book(ground, me);
    await book(ground, await someone(db), 0, ['12:00', '13:00']);
    setTime(ground, '10:30');
    const extend = (time: string): Promise<Booking> =>
      ground.stays.extend(me, ground.hub.id, booking.id, Temporal.Instant.from(at(time)));
    expect(await codeOf(extend('11:00'))).toBe('extension-not-later');
    expect(await codeOf(extend('11:10'))).toBe('off-the-grid');
    expect(await codeOf(extend('20:00'))).toBe('hub-closed');
    expect(await codeOf(extend('23:00'))).toBe('too-long');
    const before = await claimsOf(ground, booking);
    await expect(extend('12:15')).rejects.toMatchObject({ code: 'extension-taken', details: { until: at('12:00') } });
    expect(await claimsOf(ground, booking)).toEqual(before);
    expect(await extend('12:00')).toMatchObject({ to: at('12:00'), status: 'confirmed' });
    await expect(extend('12:15')).rejects.toMatchObject({ code: 'extension-taken', details: { until: null } });
  });

  it('lasts no longer than until its person is elsewhere', async () => {
    const booking = await book(ground, me);
    await book(ground, me, 1, ['11:30', '12:00']);
    setTime(ground, '10:30');
    const extended = ground.stays.extend(me, ground.hub.id, booking.id, Temporal.Instant.from(at('12:00')));
    await expect(extended).rejects.toMatchObject({ code: 'extension-taken', details: { until: at('11:30') } });
  });

  it('is released when nobody came, later for who said so once, and leaves a strike', async () => {
    const other = await someone(db);
    const [mine, theirs] = [await book(ground, me), await book(ground, other, 1)];
    setTime(ground, '09:10');
    const { onMyWay } = { onMyWay: () => ground.checkIns.onMyWay(me, ground.hub.id, mine.id) };
    expect(await onMyWay()).toMatchObject({ checkIn: { until: at('09:35') }, onMyWayUntil: null });
    setTime(ground, '09:15');
    expect(await onMyWay()).toMatchObject({ onMyWayAt: at('09:10') });
    expect(await ground.noShows.sweep()).toBe(0);
    setTime(ground, '09:20');
    expect(await ground.noShows.sweep()).toBe(1);
    expect(await claimsOf(ground, theirs)).toMatchObject([{ status: 'released' }]);
    expect(await claimsOf(ground, mine)).toMatchObject([{ status: 'confirmed' }]);
    setTime(ground, '09:35');
    expect(await ground.noShows.sweep()).toBe(1);
    expect(await ground.noShows.sweep()).toBe(0);
    expect(await codeOf(app(mine))).toBe('booking-over');
    expect(await codeOf(onMyWay())).toBe('not-on-the-way');
    expect(await show(mine)).toMatchObject({ status: 'released', noShowAt: at('09:35') });
    expect((await ground.appeals.myStrikes(me)).items).toMatchObject([{ bookingId: mine.id, at: at('09:35') }]);
    await book(ground, await someone(db), 0, ['09:30', '11:00']);
  });

  it('is never released where the rules say so, and then nobody needs to be on the way', async () => {
    ground = await groundOn(db, world, {});
    const booking = await book(ground, me);
    setTime(ground, '10:59');
    expect(await ground.noShows.sweep()).toBe(0);
    expect(await codeOf(ground.checkIns.onMyWay(me, ground.hub.id, booking.id))).toBe('not-on-the-way');
  });

  it('is not released where a sensor saw somebody at one desk of it', async () => {
    const items = ground.hub.desks.map(({ id }) => ({ bookableId: id }));
    const span = { from: at('09:00'), to: at('11:00') };
    const booking = await world.bookings.book(me, { hubId: ground.hub.id, items, ...span });
    setTime(ground, '09:05');
    const seen = { hubId: ground.hub.id, bookableId: ground.hub.desks[1]!.id, at: world.clock.now() };
    await db.unitOfWork.run(SYSTEM, (tx) => world.ledger.checkIn(tx, [seen]));
    setTime(ground, '09:40');
    expect(await ground.noShows.sweep()).toBe(0);
    const states = (await claimsOf(ground, booking)).map(({ status }) => status);
    expect(states.toSorted()).toEqual(['checked_in', 'confirmed']);
  });

  async function missed(who: Actor, day: number): Promise<Booking> {
    const now = Temporal.Instant.from(EARLY).add({ hours: 24 * day });
    world.clock.set(now);
    const items = [{ bookableId: ground.hub.desks[0]!.id }];
    const span = { from: now.add({ hours: 1 }).toString(), to: now.add({ hours: 3 }).toString() };
    const booking = await world.bookings.book(who, { hubId: ground.hub.id, items, ...span });
    world.clock.advance({ minutes: 81 });
    expect(await ground.noShows.sweep()).toBe(1);
    return booking;
  }

  it('keeps from booking for a week who did not come twice in a month', async () => {
    await missed(me, 0);
    await missed(me, 1);
    await expect(missed(me, 2)).rejects.toMatchObject({
      code: 'too-many-no-shows',
      details: { until: '2026-12-02T09:21:00Z' },
    });
    await missed(await someone(db), 3);
    await missed(me, 9);
  });

  it('is restored on appeal while it is free, and the strike is lifted once', async () => {
    const booking = await missed(me, 0);
    const appeal = (which: Booking): ReturnType<AppealService['appeal']> =>
      ground.appeals.appeal(me, ground.hub.id, which.id, 'I sat at the wrong sensor');
    const answer = await appeal(booking);
    expect(answer).toMatchObject({ restored: true, outcome: 'accepted' });
    expect(await appeal(booking)).toEqual(answer);
    expect(await show(booking)).toMatchObject({ status: 'checked_in', appealUntil: null });
    expect((await ground.appeals.myStrikes(me)).items).toMatchObject([{ liftedAt: at('09:21') }]);
    expect(await codeOf(book(ground, await someone(db), 0, ['10:00', '11:00']))).toBe('bookable-taken');

    const second = await missed(me, 1);
    expect(await appeal(second)).toMatchObject({ restored: true, outcome: 'waiting' });
    const keeper = managerOf(ground);
    const waiting = await ground.appeals.waiting(keeper, ground.hub.id);
    expect(waiting.items).toMatchObject([{ bookingId: second.id, reason: 'I sat at the wrong sensor' }]);
    const decide = (): Promise<unknown> =>
      ground.appeals.decide(keeper, ground.hub.id, second.id, { outcome: 'accepted' });
    await decide();
    expect(await codeOf(decide())).toBe('appeal-not-found');
    expect((await ground.appeals.myStrikes(me)).items.every(({ liftedAt }) => liftedAt !== null)).toBe(true);
    const told = await db.source.query(
      `SELECT action FROM audit_entry WHERE subject_id = $1 AND action LIKE 'appeal%' ORDER BY id`,
      [me.personId],
    );
    expect(told).toEqual([{ action: 'appeal.made' }, { action: 'appeal.made' }, { action: 'appeal.accepted' }]);
  });

  it('stays released when somebody else has the desk by then', async () => {
    const booking = await missed(me, 0);
    const theirs = await book(ground, await someone(db), 0, ['09:30', '10:00']);
    expect(await ground.appeals.appeal(me, ground.hub.id, booking.id, 'I was there')).toMatchObject({
      restored: false,
      outcome: 'accepted',
    });
    expect(await claimsOf(ground, booking)).toMatchObject([{ status: 'released' }]);
    expect(await claimsOf(ground, theirs)).toMatchObject([{ status: 'confirmed' }]);
  });

  it('takes no appeal against what was not released, nor a day later', async () => {
    const booking = await book(ground, me);
    const appeal = (which: Booking): Promise<unknown> =>
      codeOf(ground.appeals.appeal(me, ground.hub.id, which.id, 'I was there'));
    expect(await appeal(booking)).toBe('nothing-to-appeal');
    await world.bookings.cancel(me, ground.hub.id, booking.id);
    const old = await missed(me, 0);
    world.clock.advance({ hours: 24 });
    expect(await appeal(old)).toBe('nothing-to-appeal');
  });

  it('shows strikes and appeals to their own person alone', async () => {
    const booking = await missed(me, 0);
    await ground.appeals.appeal(me, ground.hub.id, booking.id, 'I was there');
    const other = await someone(db);
    for (const table of ['strike', 'appeal']) {
      const seenBy = (actor: Actor): Promise<object[]> =>
        db.unitOfWork.run(actor.context, (tx) => tx.query(`SELECT * FROM ${table}`));
      expect([await seenBy(me), await seenBy(other), await seenBy(managerOf(ground))]).toMatchObject([[{}], [], []]);
      const forge = db.unitOfWork.run(me.context, (tx) => tx.query(`DELETE FROM ${table} RETURNING 1`));
      expect(await forge).toEqual([]);
    }
  });
});

describe('Check-in and release at the same moment', () => {
  let db: TestDatabase;
  let ground: Ground;

  beforeAll(async () => {
    db = await openPostgres('check_in_race');
    ground = await groundOn(db, await bookingWorld(db, EARLY));
  }, 120_000);
  afterAll(() => db.stop());

  it('has one winner', async () => {
    const winners: string[] = [];
    for (let round = 0; round < 20; round++) {
      ground.world.clock.set(Temporal.Instant.from(EARLY));
      const me = await someone(db);
      const booking = await book(ground, me);
      setTime(ground, '09:25');
      const checkIn = (): Promise<unknown> =>
        codeOf(ground.checkIns.checkIn(me, ground.hub.id, booking.id, { method: 'app' }));
      const sweeps = (): Promise<number>[] => [ground.noShows.sweep(), ground.noShows.sweep()];
      const [answer, ...released] =
        round % 2 === 0
          ? await Promise.all([checkIn(), ...sweeps()])
          : await Promise.all(sweeps()).then(async (counts) => [await checkIn(), ...counts]);
      const [claim] = await claimsOf(ground, booking);
      const strikes = (await ground.appeals.myStrikes(me)).items.length;
      const kept = { answer: 'none', status: 'checked_in', strikes: 0, released: 0 };
      const lost = { answer: 'booking-over', status: 'released', strikes: 1, released: 1 };
      const sum = (released as number[]).reduce((total, n) => total + n, 0);
      expect([kept, lost]).toContainEqual({ answer, status: claim!.status, strikes, released: sum });
      winners.push(claim!.status);
      if (claim!.status === 'checked_in') await ground.stays.release(me, ground.hub.id, booking.id);
    }
    expect(winners).toContain('released');
  });

  it('waits for who is checking in, and does not release what they keep', async () => {
    ground.world.clock.set(Temporal.Instant.from(EARLY));
    const me = await someone(db);
    const booking = await book(ground, me);
    setTime(ground, '09:25');
    await db.unitOfWork.run(me.context, async (tx) => {
      await ground.world.ledger.checkInBooking(tx, {
        hubId: ground.hub.id,
        bookingId: booking.id,
        personId: me.personId,
      });
      expect(await ground.noShows.sweep()).toBe(0);
    });
    expect(await claimsOf(ground, booking)).toMatchObject([{ status: 'checked_in' }]);
  });
});

const managerOf = ({ organisationId }: Ground): Actor =>
  new Actor('00000000-0000-7000-8000-000000000001', 'Manager', [{ role: 'hub_manager', organisationId, hubId: null }]);
