import { ApprovalService, ApprovalsModule, CheckInService, HoldService, StayService } from '#libs/booking';
import type { Booking, CreateBooking } from '#libs/contracts';
import type { Actor } from '#libs/identity';
import { Temporal, TimeRange } from '#libs/kernel';
import { actorOf, bookingWorld, type BookingWorld } from '../support/booking-world.js';
import { openPostgres, type TestDatabase } from '../support/databases.js';
import { writeRules } from '../support/policies.js';
import { type CityHub, people, type SmallCity, smallCity } from '../support/small-city.js';

const NOW = '2026-11-23T08:00:00Z';
const code = async (work: Promise<unknown>): Promise<string> =>
  work.then(
    () => 'done',
    (error: { code: string }) => error.code,
  );

describe('Approval by a manager', () => {
  let db: TestDatabase;
  let world: BookingWorld;
  let city: SmallCity;
  let hub: CityHub;
  let approvals: ApprovalService;
  let manager: Actor;
  let ada: Actor;

  beforeAll(async () => {
    db = await openPostgres('approvals');
    world = await bookingWorld(db, NOW, ApprovalsModule);
    approvals = world.module.get(ApprovalService, { strict: false });
  }, 60_000);
  afterAll(() => db.stop());
  beforeEach(async () => {
    world.clock.set(Temporal.Instant.from(NOW));
    city = await smallCity(db, { Central: { metres: 1000, desks: 2 } });
    hub = city.hubs[0]!;
    world.travel.useNetwork(city.metroId, city.network);
    world.directory.forget();
    const [first, second] = await people(db, 2);
    ada = actorOf(first!);
    manager = actorOf(second!, { role: 'hub_manager', organisationId: city.organisationId, hubId: hub.id });
    await writeRules(db, hub.id, { approvalMinutes: 120, maxActive: 1, cancelUntilMinutes: 60 });
  });

  const someone = async (): Promise<Actor> => actorOf((await people(db, 1))[0]!);
  const ask = (desk = 0, from = '09:00', to = '11:00'): CreateBooking => ({
    hubId: hub.id,
    items: [{ bookableId: hub.desks[desk]!.id }],
    from: `2026-11-24T${from}:00Z`,
    to: `2026-11-24T${to}:00Z`,
  });
  const decide = (booking: Booking, decision: 'approved' | 'refused', by = manager): Promise<unknown> =>
    approvals.decide(by, hub.id, booking.id, { decision, reason: 'Because' });
  const used = async (who: Actor): Promise<number[]> =>
    (
      await db.source.query<{ used: number }[]>(`SELECT used FROM quota_usage WHERE person_id = $1`, [who.personId])
    ).map((row) => row.used);
  const told = async (booking: Booking): Promise<string[]> =>
    (
      await db.source.query<{ text: string }[]>(
        `SELECT (payload ->> 'change') || ' ' || (payload ->> 'by') AS text FROM outbox
          WHERE topic = 'booking' AND payload ->> 'bookingId' = $1 ORDER BY txid, id`,
        [booking.id],
      )
    ).map(({ text }) => text);

  it('holds what is asked for, and confirms it once a manager says so', async () => {
    const asked = await world.bookings.book(ada, ask());
    const until = '2026-11-23T10:00:00Z';
    expect(asked).toMatchObject({ status: 'held', approval: { until, decision: null, reason: null } });
    expect(await code(world.bookings.book(await someone(), ask()))).toBe('bookable-taken');
    expect(await used(ada)).toEqual([1]);
    const { items } = await approvals.waiting(manager, hub.id);
    expect(items).toMatchObject([{ bookingId: asked.id, personName: 'Somebody', until, decision: null }]);
    expect(await code(decide(asked, 'approved', ada))).toBe('not-allowed');
    await decide(asked, 'approved');
    await decide(asked, 'approved');
    expect(await code(decide(asked, 'refused'))).toBe('approval-ended');
    expect(await world.bookings.show(ada, hub.id, asked.id)).toMatchObject({
      status: 'confirmed',
      approval: { decision: 'approved', reason: 'Because' },
    });
    expect(await told(asked)).toEqual(['requested person', 'confirmed manager']);
    world.clock.set(Temporal.Instant.from('2026-11-23T10:30:00Z'));
    await world.housekeeping.sweep();
    expect((await world.bookings.show(ada, hub.id, asked.id)).status).toBe('confirmed');
    const audited = await db.source.query(
      `SELECT action, viewed, subject_id = $2 AS of_ada FROM audit_entry WHERE hub_id = $1 ORDER BY txid, id`,
      [hub.id, ada.personId],
    );
    expect(audited).toEqual([
      { action: 'approvals.viewed', viewed: true, of_ada: null },
      { action: 'booking.approved', viewed: false, of_ada: true },
    ]);
  });

  it('gives back what is refused: the place, the time and the quota, and says why', async () => {
    const asked = await world.bookings.book(ada, ask());
    expect(await code(world.bookings.book(ada, ask(1, '12:00', '13:00')))).toBe('quota-reached');
    await decide(asked, 'refused');
    expect(await used(ada)).toEqual([0]);
    expect(await world.bookings.show(ada, hub.id, asked.id)).toMatchObject({
      status: 'cancelled',
      approval: { decision: 'refused', reason: 'Because' },
    });
    expect(await told(asked)).toEqual(['requested person', 'refused manager']);
    expect((await approvals.waiting(manager, hub.id)).items).toEqual([]);
    await world.bookings.book(ada, ask());
  });

  it('lapses when nobody answers, and stands in nobody’s way from then on, swept or not', async () => {
    const asked = await world.bookings.book(ada, ask());
    world.clock.set(Temporal.Instant.from('2026-11-23T10:00:00Z'));
    expect(await code(decide(asked, 'approved'))).toBe('approval-ended');
    const free = await world.availability.ofHub(hub.id, TimeRange.of(at('09:00'), at('11:00')), null);
    expect(free.free).toContain(hub.desks[0]!.id);
    // Neither its own person, nor anybody else.
    const second = await world.bookings.book(ada, ask(1));
    expect(await told(asked)).toEqual(['requested person', 'expired system']);
    await world.bookings.book(await someone(), ask());
    world.clock.set(Temporal.Instant.from('2026-11-23T13:00:00Z'));
    await world.housekeeping.sweep();
    expect((await world.bookings.show(ada, hub.id, second.id)).status).toBe('expired');
    expect(await used(ada)).toEqual([0]);
  });

  it('is waited for before check-in, and is not slipped around by a move, an extension or a late start', async () => {
    const asked = await world.bookings.book(ada, ask());
    const checkIns = world.module.get(CheckInService, { strict: false });
    expect(await code(checkIns.checkIn(ada, hub.id, asked.id, { method: 'app' }))).toBe('awaits-approval');
    expect(await code(world.moves.move(ada, hub.id, asked.id, { bookableId: hub.desks[1]!.id }))).toBe(
      'needs-approval',
    );
    await decide(asked, 'approved');
    expect(await code(world.moves.move(ada, hub.id, asked.id, { to: '2026-11-24T12:00:00Z' }))).toBe('needs-approval');
    const stays = world.module.get(StayService, { strict: false });
    expect(await code(stays.extend(ada, hub.id, asked.id, at('12:00')))).toBe('needs-approval');
    await world.moves.move(manager, hub.id, asked.id, { bookableId: hub.desks[1]!.id });
    expect((await world.bookings.show(ada, hub.id, asked.id)).bookables).toMatchObject([{ label: 'D2' }]);
    world.clock.set(at('09:05'));
    expect(await code(world.bookings.book(await someone(), ask()))).toBe('no-time-to-approve');
  });

  it('may be withdrawn however late it is, and holds what was on hold', async () => {
    world.clock.set(Temporal.Instant.from('2026-11-24T08:30:00Z'));
    const asked = await world.bookings.book(ada, ask());
    expect(asked.approval?.until).toBe('2026-11-24T09:00:00Z');
    await world.bookings.cancel(ada, hub.id, asked.id);
    expect(await code(decide(asked, 'approved'))).toBe('approval-ended');
    const { id: holdId } = await world.module.get(HoldService, { strict: false }).hold(ada, hub.id, ask());
    const converted = await world.bookings.book(ada, { ...ask(), holdId });
    expect(converted.status).toBe('held');
    await decide(converted, 'approved');
    expect(await code(world.bookings.cancel(ada, hub.id, converted.id))).toBe('too-late-to-cancel');
  });

  it('is answered once by those who answer and sweep at one moment', async () => {
    for (let n = 0; n < 5; n++) {
      world.clock.set(Temporal.Instant.from(NOW));
      const asked = await world.bookings.book(ada, ask());
      const answers = await Promise.all([
        code(decide(asked, 'approved')),
        code(decide(asked, 'refused')),
        code(world.bookings.cancel(ada, hub.id, asked.id)),
      ]);
      const { status } = await world.bookings.show(ada, hub.id, asked.id);
      expect(answers.slice(0, 2).filter((answer) => answer === 'done').length).toBeLessThanOrEqual(1);
      expect(['confirmed', 'cancelled']).toContain(status);
      if (status === 'confirmed') await world.bookings.cancel(ada, hub.id, asked.id);
      expect(await used(ada)).toEqual([0]);
    }
  });

  it('is the database’s to guard: no claim is confirmed that nobody approved, and nobody answers themselves', async () => {
    const asked = await world.bookings.book(ada, ask());
    const confirm = db.unitOfWork.run(ada.context, (tx) =>
      tx.query(`UPDATE claim SET status = 'confirmed' WHERE booking_id = $1`, [asked.id]),
    );
    await expect(confirm).rejects.toMatchObject({ driverError: { constraint: 'claim_confirmed_once_approved' } });
    const answered = await db.unitOfWork.run(ada.context, (tx) =>
      tx.query(`UPDATE approval SET decision = 'approved', decided_at = asked_at RETURNING 1`),
    );
    expect(answered).toEqual([]);
    const late = db.source.query(
      `UPDATE approval SET decision = 'approved', decided_at = due_at WHERE booking_id = $1`,
      [asked.id],
    );
    await expect(late).rejects.toMatchObject({ driverError: { constraint: 'approval_decided_in_time' } });
  });

  const at = (time: string): Temporal.Instant => Temporal.Instant.from(`2026-11-24T${time}:00Z`);
});
