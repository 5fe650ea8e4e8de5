import { AssistedBookingService, ConsentService, ConsentsModule } from '#libs/booking';
import { type CreateBooking, type CreateConsent, createConsentSchema, type MadeConsent } from '#libs/contracts';
import type { Actor } from '#libs/identity';
import { Temporal } from '#libs/kernel';
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

describe('Booking for somebody else', () => {
  let db: TestDatabase;
  let world: BookingWorld;
  let city: SmallCity;
  let hub: CityHub;
  let consents: ConsentService;
  let assisted: AssistedBookingService;
  let [ada, bob, eve]: Actor[] = [];

  beforeAll(async () => {
    db = await openPostgres('consents');
    world = await bookingWorld(db, NOW, ConsentsModule);
    consents = world.module.get(ConsentService, { strict: false });
    assisted = world.module.get(AssistedBookingService, { strict: false });
    city = await smallCity(db, { Central: { metres: 1000, desks: 4 }, Near: { metres: 1200, desks: 1 } });
    hub = city.hubs[0]!;
    world.travel.useNetwork(city.metroId, city.network);
    await writeRules(db, hub.id, { maxActive: 2 });
  }, 60_000);
  afterAll(() => db.stop());
  beforeEach(async () => {
    world.clock.set(Temporal.Instant.from(NOW));
    await db.source.query(`UPDATE claim SET status = 'cancelled'`);
    [ada, bob, eve] = (await people(db, 3)).map((id) => actorOf(id));
  });

  const staff = async (hubId = hub.id): Promise<Actor> =>
    actorOf((await people(db, 1))[0]!, { role: 'service_operator', organisationId: city.organisationId, hubId });
  const give = (by: Actor, request: Partial<CreateConsent> = {}): Promise<MadeConsent> =>
    consents.give(by, createConsentSchema.parse({ label: 'My sister', ...request }));
  const agreed = async (to: Actor, request: Partial<CreateConsent> = {}): Promise<string> =>
    (await consents.accept(to, (await give(ada!, request)).token)).id;
  const ask = (desk = 0, from = '09:00', to = '11:00', where = hub): CreateBooking => ({
    hubId: where.id,
    items: [{ bookableId: where.desks[desk]!.id }],
    from: `2026-11-24T${from}:00Z`,
    to: `2026-11-24T${to}:00Z`,
  });
  const book = (by: Actor, request = ask(), key?: string): Promise<{ readonly id: string }> =>
    assisted.book(by, ada!.personId, { ...request, onBehalfOf: ada!.personId }, key);
  const used = async (who: Actor): Promise<number[]> =>
    (
      await db.source.query<{ used: number }[]>(`SELECT used FROM quota_usage WHERE person_id = $1`, [who.personId])
    ).map((row) => row.used);

  it('is done by who was given the link, and the booking is the person’s, by their quota', async () => {
    expect(await code(book(bob!))).toBe('no-consent');
    const { token, link } = await give(ada!);
    expect(link).toBe(`https://hubs.example.org/delega#${token}`);
    expect(await code(consents.accept(ada!, token))).toBe('consent-not-valid');
    const held = await consents.accept(bob!, token);
    expect(held).toMatchObject({ direction: 'held', personId: ada!.personId, personName: 'Somebody', state: 'active' });
    expect(await code(consents.accept(eve!, token))).toBe('consent-not-valid');
    const { id } = await book(bob!, ask(), 'key');
    expect((await book(bob!, ask(), 'key')).id).toBe(id);
    expect(await world.bookings.show(ada!, hub.id, id)).toMatchObject({
      status: 'confirmed',
      bookedBy: { atDesk: false, label: 'My sister' },
    });
    expect(await code(world.bookings.show(bob!, hub.id, id))).toBe('booking-not-found');
    expect([await used(ada!), await used(bob!)]).toEqual([[1], []]);
    expect(await code(book(bob!, ask(1)))).toBe('already-booked');
    expect(await code(book(eve!, ask(1)))).toBe('no-consent');
    const [told] = await db.source.query<{ by: string }[]>(
      `SELECT payload ->> 'by' AS by FROM outbox WHERE topic = 'booking' AND payload ->> 'bookingId' = $1`,
      [id],
    );
    expect(told!.by).toBe('agent');
    const audited = await db.source.query(
      `SELECT action, actor_id = $2 AS by_bob FROM audit_entry WHERE subject_id = $1 ORDER BY txid, id`,
      [ada!.personId, bob!.personId],
    );
    expect(audited).toEqual([
      { action: 'consent.accepted', by_bob: true },
      { action: 'booking.made-for-another', by_bob: true },
    ]);
  });

  it('ends with the consent: revoked, given up, over, or for another hub', async () => {
    const revoked = await agreed(bob!);
    await consents.end(ada!, revoked);
    await consents.end(ada!, revoked);
    expect(await code(book(bob!))).toBe('no-consent');
    const givenUp = await agreed(bob!);
    expect(await code(consents.end(eve!, givenUp))).toBe('consent-not-found');
    await consents.end(bob!, givenUp);
    expect(await code(book(bob!))).toBe('no-consent');
    await agreed(bob!, { hubId: city.hubs[1]!.id });
    expect(await code(book(bob!))).toBe('no-consent');
    await book(bob!, ask(0, '14:00', '15:00', city.hubs[1]));
    await agreed(bob!, { days: 1 });
    world.clock.set(Temporal.Instant.from('2026-11-24T08:00:00Z'));
    expect(await code(book(bob!))).toBe('no-consent');
    const lines = await db.source.query<{ what: string }[]>(
      `SELECT what FROM consent_log WHERE person_id = $1 ORDER BY id`,
      [ada!.personId],
    );
    expect(lines.map(({ what }) => what).join(' ')).toBe(
      'offered accepted revoked offered accepted given-up offered accepted booked offered accepted',
    );
  });

  it('is done at the desk by whoever works there, once the person has told the code', async () => {
    const [here, colleague, elsewhere] = [await staff(), await staff(), await staff(city.hubs[1]!.id)];
    const { token, link } = await give(ada!, { atDesk: true, hubId: hub.id, days: 1 });
    expect([link, /^[0-9A-Z]{10}$/.test(token)]).toEqual([null, true]);
    for (const stranger of [bob!, elsewhere])
      expect(await code(consents.accept(stranger, token))).toBe('consent-not-valid');
    world.clock.set(Temporal.Instant.from('2026-11-23T08:15:00Z'));
    expect(await code(consents.accept(here, token))).toBe('consent-not-valid');
    const fresh = await give(ada!, { atDesk: true, hubId: hub.id, days: 1 });
    await consents.accept(here, fresh.token.toLowerCase());
    const { id } = await book(colleague);
    expect(await world.bookings.show(ada!, hub.id, id)).toMatchObject({ bookedBy: { atDesk: true } });
    expect(await code(book(elsewhere, ask(1, '14:00', '15:00')))).toBe('no-consent');
    expect(await code(book(bob!, ask(1, '14:00', '15:00')))).toBe('no-consent');
  });

  it('is over for everything that was not booked before the consent was revoked', async () => {
    for (let round = 0; round < 8; round++) {
      const id = await agreed(bob!);
      const asked = ask(
        round % 4,
        `${String(8 + round)}:00`.padStart(5, '0'),
        `${String(8 + round)}:30`.padStart(5, '0'),
      );
      const [booked] = await Promise.all([code(book(bob!, asked)), consents.end(ada!, id)]);
      expect(['done', 'no-consent', 'quota-reached']).toContain(booked);
      expect(await code(book(bob!, ask(3, '18:00', '18:30')))).toBe('no-consent');
      await db.source.query(`UPDATE quota_usage SET used = 0 WHERE person_id = $1`, [ada!.personId]);
    }
    const late = await db.source.query(
      `SELECT 1 FROM consent_log AS booked JOIN consent_log AS ended USING (consent_id)
        WHERE booked.what = 'booked' AND ended.what = 'revoked' AND ended.id < booked.id AND booked.person_id = $1`,
      [ada!.personId],
    );
    expect(late).toEqual([]);
  });

  it('is the database’s to guard: no booking says that it was agreed to when it was not, and the log only grows', async () => {
    const { id } = await world.bookings.book(ada!, ask());
    const consent = await agreed(bob!);
    const claimed = (by: Actor): Promise<unknown> =>
      db.source.query(`UPDATE booking SET booked_by = $2, consent_id = $3 WHERE id = $1`, [id, by.personId, consent]);
    await expect(claimed(eve!)).rejects.toMatchObject({ driverError: { constraint: 'booking_by_consent' } });
    await expect(claimed(bob!)).resolves.toBeDefined();
    const forged = db.unitOfWork.run(bob!.context, (tx) =>
      tx.query(`UPDATE consent SET ends_at = ends_at + interval '1 year' RETURNING id`),
    );
    expect(await forged).toEqual([]);
    for (const actor of [ada!, bob!])
      await expect(
        db.unitOfWork.run(actor.context, (tx) => tx.query(`UPDATE consent_log SET what = 'offered'`)),
      ).rejects.toMatchObject({ driverError: { code: '42501' } });
    const seen = await db.unitOfWork.run(eve!.context, (tx) =>
      tx.query(`SELECT id FROM consent UNION SELECT id FROM consent_log`),
    );
    expect(seen).toEqual([]);
  });

  it('keeps a year of what ended, and of the log', async () => {
    await consents.end(ada!, await agreed(bob!));
    const removed = (): Promise<number> =>
      db.unitOfWork.run({ ...ada!.context, system: true }, (tx) =>
        world.housekeeping.removers.consents(tx, world.clock.now().subtract({ hours: 365 * 24 })),
      );
    expect(await removed()).toBe(0);
    world.clock.advance({ hours: 366 * 24 });
    expect(await removed()).toBeGreaterThanOrEqual(4);
    expect(await db.source.query(`SELECT 1 FROM consent_log WHERE person_id = $1`, [ada!.personId])).toEqual([]);
  });
});
