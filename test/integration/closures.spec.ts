import { WaitingListService } from '#libs/booking';
import {
  type Booking,
  closeHubSchema,
  type Closure,
  createBookingSchema,
  joinWaitingListSchema,
} from '#libs/contracts';
import { newId, Temporal } from '#libs/kernel';
import { actorOf, bookingWorld, type BookingWorld } from '../support/booking-world.js';
import { databases, openPostgres, type TestDatabase } from '../support/databases.js';
import { type CityHub, people, type SmallCity, smallCity } from '../support/small-city.js';
import { listen } from '../support/told.js';
import { inHub } from '../support/staff.js';

const NOW = '2026-11-23T08:00:00Z';
const SPAN = { from: '2026-11-24T09:00:00Z', to: '2026-11-24T11:00:00Z' };
const DAY = { from: '2026-11-24T08:00:00Z', to: '2026-11-24T12:00:00Z' };
type Somebody = ReturnType<typeof actorOf>;

let db: TestDatabase;
let world: BookingWorld;
let city: SmallCity;
let hub: CityHub;
let annexe: string;
let manager: Somebody;

/** Six desks, two of them (the last) in an annexe; another hub with one desk five minutes away. */
async function ground(): Promise<void> {
  world.clock.set(Temporal.Instant.from(NOW));
  city = await smallCity(db, { Central: { metres: 1000, desks: 6 }, Near: { metres: 1400, desks: 1 } });
  hub = city.hubs[0]!;
  annexe = newId();
  await db.source.query(
    `INSERT INTO space (hub_id, id, name, kind, level, outline) VALUES ($1, $2, 'Annexe', 'room', 1, ST_MakeEnvelope(0, 20, 50, 30))`,
    [hub.id, annexe],
  );
  await db.source.query(`UPDATE bookable SET space_id = $2 WHERE hub_id = $1 AND id = ANY ($3::uuid[])`, [
    hub.id,
    annexe,
    hub.desks.slice(4).map(({ id }) => id),
  ]);
  world.travel.useNetwork(city.metroId, city.network);
  world.directory.forget();
  manager = actorOf((await people(db, 1))[0]!, inHub('hub_manager', city.organisationId, hub.id));
}

const someone = async (): Promise<Somebody> => actorOf((await people(db, 1))[0]!);
const desk = (n: number): string => hub.desks[n]!.id;
const bookAt = (who: Somebody, hubId: string, bookableId: string, span = SPAN): Promise<Booking> =>
  world.bookings.book(who, createBookingSchema.parse({ hubId, items: [{ bookableId }], ...span }));
const book = (who: Somebody, n: number, span = SPAN): Promise<Booking> => bookAt(who, hub.id, desk(n), span);
const close = (more: object = {}, key?: string): Promise<Closure> =>
  world.closures.close(
    manager,
    hub.id,
    closeHubSchema.parse({ spaceId: annexe, ...DAY, reason: 'Water in the annexe', affected: 'move', ...more }),
    key,
  );
const codeOf = (work: Promise<unknown>): Promise<string> =>
  work.then(
    () => 'done',
    (error: Error & { code?: string }) => error.code ?? error.message,
  );
const query = <Row>(sql: string, ...parameters: unknown[]): Promise<Row[]> => db.source.query(sql, parameters);
const active = (): Promise<{ kind: string; bookable_id: string; booking_id: string | null }[]> =>
  query(
    `SELECT kind, bookable_id, booking_id FROM claim WHERE hub_id = $1 AND status IN ('held', 'confirmed', 'checked_in') ORDER BY id`,
    hub.id,
  );
const blocks = async (): Promise<string[]> =>
  (await active()).filter(({ kind }) => kind === 'block').map(({ bookable_id }) => bookable_id);
/** What the hub's claims say, for a look before and after. */
const bookingsAt = async (): Promise<unknown> => (await active()).filter(({ kind }) => kind === 'booking');
const labelOf = async (who: Somebody, booking: Booking, hubId = hub.id): Promise<string> => {
  const { bookables, status } = await world.bookings.show(who, hubId, booking.id);
  return `${bookables[0]!.label} ${status}`;
};

describe.each(databases)('A closure on $name', ({ open }) => {
  beforeAll(async () => {
    db = await open('closures');
    world = await bookingWorld(db, NOW);
  }, 120_000);
  afterAll(() => db.stop());
  beforeEach(ground);

  it('offers what it closes to nobody who waits for it, and leaves them in line', async () => {
    const waiting = world.module.get(WaitingListService, { strict: false });
    const [ada, bruno] = [await someone(), await someone()];
    await book(ada, 4);
    await waiting.join(bruno, hub.id, joinWaitingListSchema.parse({ item: { bookableId: desk(4) }, ...SPAN }));
    const closure = await close({ affected: 'cancel' });
    expect(closure.effects.map(({ change }) => change)).toEqual(['cancelled']);
    expect((await waiting.mine(bruno)).items).toMatchObject([{ status: 'waiting' }]);
    expect((await active()).map(({ kind }) => kind)).toEqual(['block', 'block']);
  });

  it('puts whom it takes an offer from back in line', async () => {
    const waiting = world.module.get(WaitingListService, { strict: false });
    const bruno = await someone();
    await waiting.join(bruno, hub.id, joinWaitingListSchema.parse({ item: { bookableId: desk(4) }, ...SPAN }));
    expect((await waiting.mine(bruno)).items).toMatchObject([{ status: 'offered' }]);
    await close({ affected: 'cancel' });
    expect((await waiting.mine(bruno)).items).toMatchObject([{ status: 'waiting' }]);
    expect((await active()).map(({ kind }) => kind)).toEqual(['block', 'block']);
  });

  it('is previewed with the bookings that it would hit and where they could go, and changes nothing', async () => {
    const [ada, bruno] = [await someone(), await someone()];
    const [first, second] = [await book(ada, 4), await book(bruno, 5)];
    for (const n of [0, 1, 2]) await book(await someone(), n);
    const before = await active();
    const preview = await world.closures.preview(manager, hub.id, { spaceId: annexe, ...DAY });
    expect(
      preview.items.map(({ bookingId, label, place }) => [bookingId, label, place?.hubName, place?.label]),
    ).toEqual([
      [first.id, 'D5', 'Central', 'D4'],
      [second.id, 'D6', 'Near', 'D1'],
    ]);
    expect(preview.items[1]!.place!.seconds).toBeGreaterThan(0);
    expect(JSON.stringify(preview)).not.toContain(ada.personId);
    expect(await active()).toEqual(before);
  });

  it('blocks its space, and moves each booking to the nearest place as good or cancels it', async () => {
    const [ada, bruno, carla] = [await someone(), await someone(), await someone()];
    const [first, second] = [await book(ada, 4), await book(bruno, 5)];
    const third = await book(carla, 5, { from: SPAN.to, to: '2026-11-24T13:00:00Z' });
    for (const n of [0, 1, 2]) await book(await someone(), n);
    for (const n of [0, 1, 2, 3]) await book(await someone(), n, { from: SPAN.to, to: '2026-11-24T13:00:00Z' });
    await bookAt(await someone(), city.hubs[1]!.id, city.hubs[1]!.desks[0]!.id, { from: SPAN.to, to: DAY.to });
    const closure = await close();
    expect(closure.effects.map(({ bookingId, change }) => [bookingId, change]).toSorted()).toEqual(
      [
        [first.id, 'moved'],
        [second.id, 'superseded'],
        [third.id, 'cancelled'],
      ].toSorted(),
    );
    expect(await labelOf(ada, first)).toBe('D4 confirmed');
    expect(await labelOf(bruno, second)).toBe('D6 cancelled');
    expect(await labelOf(carla, third)).toBe('D6 cancelled');
    const [successor] = (await world.bookings.myBookings(bruno, { scope: 'upcoming', limit: 10 })).items;
    expect(successor).toMatchObject({ hub: { name: 'Near' }, bookables: [{ label: 'D1' }], ...SPAN });
    expect(await query(`SELECT supersedes_hub_id, supersedes_id FROM booking WHERE id = $1`, successor!.id)).toEqual([
      { supersedes_hub_id: hub.id, supersedes_id: second.id },
    ]);
    expect((await blocks()).toSorted()).toEqual([desk(4), desk(5)].toSorted());
    expect(await codeOf(book(await someone(), 4))).toBe('bookable-taken');
  });

  it('tells whose bookings it changed, and the audit, in ids', async () => {
    const ada = await someone();
    const booking = await book(ada, 4);
    const heard = await listen(db, hub.id);
    const { id: closureId } = await close({ affected: 'cancel' });
    const told = await heard();
    expect(told.filter(({ topic }) => topic === 'booking').map(({ payload }) => payload)).toEqual([
      { hubId: hub.id, bookingId: booking.id, change: 'cancelled', by: 'manager', closureId },
    ]);
    expect(JSON.stringify(told)).not.toContain(ada.personId);
    const audited = await query(
      `SELECT action, actor_id, subject_id FROM audit_entry WHERE hub_id = $1 ORDER BY action`,
      hub.id,
    );
    expect(audited).toEqual([
      { action: 'booking.cancelled', actor_id: manager.personId, subject_id: ada.personId },
      { action: 'closure.made', actor_id: manager.personId, subject_id: null },
    ]);
  });

  it('leaves the blocks that are there, and ends holds', async () => {
    await close({ from: '2026-11-24T09:00:00Z', to: '2026-11-24T10:00:00Z', spaceId: annexe });
    await query(
      `INSERT INTO claim (hub_id, id, bookable_id, kind, status, during, blocked, expires_at)
       VALUES ($1, $2, $3, 'hold', 'held', tstzrange($4, $5), tstzrange($4, $5), '2026-11-23T08:05:00Z')`,
      hub.id,
      newId(),
      desk(4),
      '2026-11-24T10:00:00Z',
      '2026-11-24T11:00:00Z',
    );
    const closure = await close({ spaceId: null });
    const walls = await query<{ n: number }>(
      `SELECT count(*)::int AS n FROM closure_block WHERE closure_id = $1`,
      closure.id,
    );
    expect(walls).toEqual([{ n: 4 + 2 * 2 }]);
    expect((await active()).filter(({ kind }) => kind === 'hold')).toEqual([]);
    for (const n of [0, 4, 5]) expect(await codeOf(book(await someone(), n))).toBe('bookable-taken');
  });

  it('moves a part of a bundle within the hub, and cancels the whole where there is no room', async () => {
    const [ada, bruno] = [await someone(), await someone()];
    const asked = (names: readonly number[]) =>
      createBookingSchema.parse({ hubId: hub.id, items: names.map((n) => ({ bookableId: desk(n) })), ...SPAN });
    const first = await world.bookings.book(ada, asked([0, 4]));
    const second = await world.bookings.book(bruno, asked([1, 5]));
    await book(await someone(), 2);
    const { effects } = await close();
    expect(effects.map(({ bookingId, change }) => [bookingId, change])).toEqual([
      [first.id, 'moved'],
      [second.id, 'cancelled'],
      [second.id, 'cancelled'],
    ]);
    const shown = await world.bookings.show(ada, hub.id, first.id);
    expect(shown.bookables.map(({ label }) => label)).toEqual(['D1', 'D4']);
  });

  it('is undone within ten minutes as if it had never been', async () => {
    const [ada, bruno] = [await someone(), await someone()];
    await book(ada, 4);
    await book(bruno, 5);
    for (const n of [0, 1, 2]) await book(await someone(), n);
    const before = await bookingsAt();
    const { id, undoUntil } = await close();
    expect(await bookingsAt()).not.toEqual(before);
    world.clock.set(Temporal.Instant.from(undoUntil));
    const undone = await world.undo.lift(manager, hub.id, id, 'undo');
    expect(undone).toMatchObject({ undone: true, endedAt: undoUntil });
    expect(undone.effects.map((effect) => effect.undone)).toEqual(['restored', 'restored']);
    expect(await bookingsAt()).toEqual(before);
    expect(await blocks()).toEqual([]);
    expect(await world.undo.lift(manager, hub.id, id, 'undo')).toEqual(undone);
    expect(await codeOf(book(bruno, 0, { from: SPAN.to, to: DAY.to }))).toBe('done');
    expect(await codeOf(book(bruno, 3))).toBe('already-booked');
  });

  it('says what it can not put back', async () => {
    const [ada, bruno, carla, dario] = [await someone(), await someone(), await someone(), await someone()];
    const [first, second] = [await book(ada, 4), await book(bruno, 5)];
    const { id } = await close({ affected: 'cancel' });
    await book(bruno, 0);
    const late = { from: SPAN.to, to: '2026-11-24T12:00:00Z' };
    const undone = await world.undo.lift(manager, hub.id, id, 'undo');
    expect(undone.effects.map(({ bookingId, undone: outcome }) => [bookingId, outcome])).toEqual([
      [first.id, 'restored'],
      [second.id, 'person-engaged'],
    ]);

    const third = await book(carla, 5, late);
    const again = await close();
    await world.bookings.cancel(carla, hub.id, third.id);
    await book(dario, 1, late);
    const { effects } = await world.undo.lift(manager, hub.id, again.id, 'undo');
    expect(effects.find(({ bookingId }) => bookingId === third.id)!.undone).toBe('changed-since');
  });

  it('can after ten minutes only be ended, which touches no booking', async () => {
    const ada = await someone();
    const booking = await book(ada, 4);
    const { id, undoUntil } = await close();
    world.clock.set(Temporal.Instant.from(undoUntil).add({ seconds: 1 }));
    expect(await codeOf(world.undo.lift(manager, hub.id, id, 'undo'))).toBe('closure-undo-too-late');
    expect(await blocks()).toHaveLength(2);
    const ended = await world.undo.lift(manager, hub.id, id, 'end');
    expect(ended).toMatchObject({ undone: false, effects: [{ change: 'moved', undone: null }] });
    expect(await blocks()).toEqual([]);
    expect(await labelOf(ada, booking)).toMatch(/^D[1-4] confirmed$/);
    expect(await codeOf(world.undo.lift(manager, hub.id, id, 'undo'))).toBe('closure-ended');
  });

  it('is made once when it is asked for twice with one key, and is listed', async () => {
    const first = await close({}, 'water');
    expect(await close({}, 'water')).toEqual(first);
    expect(await codeOf(close({ reason: 'Paint' }, 'water'))).toBe('idempotency-key-reused');
    const later = await close({ from: DAY.to, to: '2026-11-24T16:00:00Z' });
    const list = (cursor?: string) =>
      world.closures.list(manager, hub.id, {
        from: NOW,
        to: '2026-12-01T00:00:00Z',
        limit: 1,
        ...(cursor === undefined ? {} : { cursor }),
      });
    const page = await list();
    expect(page.items).toMatchObject([{ id: first.id, reason: 'Water in the annexe', moved: 0, cancelled: 0 }]);
    expect((await list(page.next!)).items.map(({ id }) => id)).toEqual([later.id]);
  });

  it('is for who manages the hub', async () => {
    const { id } = await close();
    const stranger = actorOf((await someone()).personId, inHub('hub_manager', newId(), newId()));
    const request = closeHubSchema.parse({ spaceId: null, ...DAY, reason: 'No', affected: 'cancel' });
    expect(
      await Promise.all([
        codeOf(world.closures.close(stranger, hub.id, request)),
        codeOf(world.closures.preview(stranger, hub.id, { spaceId: null, ...DAY })),
        codeOf(world.closures.show(stranger, hub.id, id)),
        codeOf(world.undo.lift(stranger, hub.id, id, 'end')),
        codeOf(world.agenda.ofHub(stranger, hub.id, DAY)),
      ]),
    ).toEqual(['not-allowed', 'not-allowed', 'not-allowed', 'not-allowed', 'not-allowed']);
    expect(await codeOf(close({ spaceId: newId() }))).toBe('space-not-found');
    expect(await codeOf(close({ from: '2026-11-22T08:00:00Z', to: NOW }))).toBe('closure-in-the-past');
  });

  it('is seen on the agenda, with the bookings and without their persons', async () => {
    const ada = await someone();
    const booking = await book(ada, 0);
    await close();
    const agenda = await world.agenda.ofHub(manager, hub.id, DAY);
    expect(
      agenda.bookables.map(({ label, spaceName, claims }) => [label, spaceName, claims.map(({ kind }) => kind)]),
    ).toEqual([
      ['D1', 'Hall', ['booking']],
      ['D2', 'Hall', []],
      ['D3', 'Hall', []],
      ['D4', 'Hall', []],
      ['D5', 'Annexe', ['block']],
      ['D6', 'Annexe', ['block']],
    ]);
    expect(agenda.bookables[0]!.claims[0]).toMatchObject({ bookingId: booking.id, status: 'confirmed', ...SPAN });
    expect(JSON.stringify(agenda)).not.toContain(ada.personId);
  });
});

describe('Closures in a race', () => {
  beforeAll(async () => {
    db = await openPostgres('closures_race');
    world = await bookingWorld(db, NOW);
  }, 60_000);
  afterAll(() => db.stop());
  beforeEach(ground);

  const overlapping = async (): Promise<number> =>
    (
      await query<{ n: number }>(
        `SELECT count(*)::int AS n FROM claim
          WHERE hub_id = $1 AND bookable_id = ANY ($2::uuid[]) AND kind = 'booking' AND status = 'confirmed' AND during && tstzrange($3, $4)`,
        hub.id,
        [desk(4), desk(5)],
        DAY.from,
        DAY.to,
      )
    )[0]!.n;

  it.each(['move', 'cancel'])('leaves nobody booked in it (%s), whoever booked at that moment', async (affected) => {
    const persons = (await people(db, 20)).map((id) => actorOf(id));
    const quarter = (n: number): string =>
      Temporal.Instant.from(DAY.from)
        .add({ minutes: 15 * n })
        .toString();
    const booking = persons.map((person, n) =>
      n % 4 === 3
        ? codeOf(
            world.bookings.book(
              person,
              createBookingSchema.parse({
                hubId: hub.id,
                items: [{ kind: 'desk', spaceId: annexe }],
                from: quarter(n >> 1),
                to: quarter((n >> 1) + 1),
              }),
            ),
          )
        : codeOf(book(person, 4 + (n % 2), { from: quarter(n >> 1), to: quarter((n >> 1) + 1) })),
    );
    const answers = await Promise.all([...booking.slice(0, 10), codeOf(close({ affected })), ...booking.slice(10)]);
    const known = new Set(['done', 'bookable-taken', 'nothing-as-wished']);
    expect(answers.filter((answer) => !known.has(answer))).toEqual([]);
    expect(answers[10]).toBe('done');
    expect(await overlapping()).toBe(0);
    expect((await blocks()).length).toBe(2);
  });

  it('does not strand two closures of one hub that move bookings into each other, nor an undo', async () => {
    for (const n of [0, 1, 4, 5]) await book(await someone(), n);
    const hall = (await query<{ id: string }>(`SELECT id FROM space WHERE hub_id = $1 AND name = 'Hall'`, hub.id))[0]!
      .id;
    const answers = await Promise.all([
      codeOf(close()),
      codeOf(close({ spaceId: hall })),
      codeOf(book(await someone(), 2)),
      codeOf(book(await someone(), 5)),
    ]);
    expect(answers.slice(0, 2)).toEqual(['done', 'done']);
    expect(await overlapping()).toBe(0);
    const closures = await query<{ id: string }>(`SELECT id FROM closure WHERE hub_id = $1`, hub.id);
    const undone = await Promise.all(closures.map(({ id }) => codeOf(world.undo.lift(manager, hub.id, id, 'undo'))));
    expect(undone).toEqual(['done', 'done']);
    expect(await blocks()).toEqual([]);
  });

  it('reads an agenda of many claims by an index', async () => {
    await query(
      `INSERT INTO claim (hub_id, id, bookable_id, kind, status, during, blocked)
       SELECT $1, gen_random_uuid(), desk.id, 'block', 'confirmed', span.during, span.during
         FROM unnest($2::uuid[]) AS desk (id), generate_series(0, 2999) AS n,
              LATERAL (SELECT tstzrange('2027-01-01'::timestamptz + n * interval '1 hour', '2027-01-01'::timestamptz + (n + 1) * interval '1 hour')) AS span (during)`,
      hub.id,
      hub.desks.map(({ id }) => id),
    );
    await query(`ANALYZE claim`);
    const plan = await query<{ 'QUERY PLAN': string }>(
      `EXPLAIN SELECT claim.id FROM claim
        WHERE claim.hub_id = '${hub.id}' AND claim.blocked && '[2027-01-04T00:00:00Z,2027-01-11T00:00:00Z)'::tstzrange
          AND claim.during && '[2027-01-04T00:00:00Z,2027-01-11T00:00:00Z)'::tstzrange AND claim.status IN ('held', 'confirmed', 'checked_in')
        ORDER BY claim.bookable_id, lower(claim.during)`,
    );
    const text = plan.map((row) => row['QUERY PLAN']).join('\n');
    expect(text).toContain('claim_no_overlap');
    expect(text).not.toContain('Seq Scan');
  });
});
