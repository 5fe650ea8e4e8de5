import { type LiveHub, liveHubSchema } from '#libs/contracts';
import { FixedClock, newId } from '#libs/kernel';
import { UnitOfWork } from '#libs/platform';
import type { IngestPipeline } from '#libs/telemetry';
import { startApi, signIn, type TestApi } from '../support/api.js';
import { openPostgres, type TestDatabase } from '../support/databases.js';
import { equip, occupancyOn, pipelineOn, reading, type Sensors } from '../support/sensors.js';
import { people } from '../support/small-city.js';
import { type SmallHub, smallHub } from '../support/small-hub.js';

/** A Monday, eleven in the morning in Rome; the hub is open from 8 to 20. */
const START = '2026-11-23T10:00:00Z';

describe('GET /api/v1/hubs/{hubId}/live', () => {
  let db: TestDatabase;
  let api: TestApi;
  let clock: FixedClock;
  let hub: SmallHub;
  let sensors: Sensors;
  let pipeline: IngestPipeline;
  let personId: string;
  let administrator: string;
  let seq = 0;

  beforeAll(async () => {
    db = await openPostgres('live');
    clock = FixedClock.at(START);
    api = await startApi({ databaseUrl: db.url, clock });
    administrator = await signIn(api.url, 'administrator');
    [personId = ''] = await people(db, 1);
  }, 120_000);
  beforeEach(async () => {
    clock.set(FixedClock.at(START).now());
    hub = await smallHub(db, 5);
    sensors = await equip(db, hub);
    pipeline = pipelineOn(api.app.get(UnitOfWork), clock);
  });
  afterEach(() => pipeline.close());
  afterAll(async () => {
    await api.stop();
    await db.stop();
  });

  const get = (cookie?: string, hubId = hub.hubId): Promise<Response> =>
    fetch(`${api.url}/api/v1/hubs/${hubId}/live`, cookie === undefined ? {} : { headers: { cookie } });
  const live = async (cookie = administrator): Promise<LiveHub> => {
    const response = await get(cookie);
    expect(response.status).toBe(200);
    return liveHubSchema.strict().parse(await response.json());
  };
  const hear = (desk: number, motion: boolean): Promise<void> =>
    pipeline.submit(reading(hub.hubId, sensors.desks[desk]!, { seq: seq++, at: clock.now().toString(), motion }));
  const pass = (ins: number, outs: number): Promise<void> =>
    pipeline.submit(
      reading(hub.hubId, sensors.doors[0]!, { seq: seq++, at: clock.now().toString(), in: ins, out: outs }),
    );
  /** Somebody sits at the desks of `moving`; the sensors of `quiet` say that they live. */
  async function minutes(n: number, moving: readonly number[], quiet: readonly number[] = []): Promise<void> {
    for (let minute = 0; minute < n; minute++) {
      clock.advance({ minutes: 1 });
      for (const desk of moving) await hear(desk, true);
      for (const desk of quiet) await hear(desk, false);
    }
  }
  async function book(desk: number, from: string, to: string): Promise<void> {
    const bookingId = newId();
    await db.source.query(`INSERT INTO booking (hub_id, id, person_id, created_at) VALUES ($1, $2, $3, $4)`, [
      hub.hubId,
      bookingId,
      personId,
      from,
    ]);
    await db.source.query(
      `INSERT INTO claim (hub_id, id, bookable_id, booking_id, kind, status, during, blocked)
       VALUES ($1, $2, $3, $4, 'booking', 'confirmed', tstzrange($5, $6), tstzrange($5, $6))`,
      [hub.hubId, newId(), hub.desks[desk]!.id, bookingId, from, to],
    );
  }
  const verdicts = ({ desks }: LiveHub): string[] => desks.map((desk) => desk.verdict);

  it('knows nothing of a hub whose sensors have not spoken', async () => {
    const now = await live();
    expect(verdicts(now)).toEqual(['unknown', 'unknown', 'unknown', 'unknown', 'unknown']);
    expect(now).toMatchObject({ open: true, headCount: null, capacity: 5, devices: { total: 6, silent: 6 } });
  });

  it('sets bookings against sensors: in use, ghost, squat, free and unknown', async () => {
    await book(0, START, '2026-11-23T12:00:00Z');
    await book(1, START, '2026-11-23T12:00:00Z');
    await minutes(3, [0, 2], [1, 3]);
    expect(verdicts(await live())).toEqual(['in_use', 'booked', 'squat', 'free', 'unknown']);
    // The sensor of the second desk spoke a minute after the booking began: fifteen minutes from then.
    await minutes(13, [0, 2], [1, 3]);
    const now = await live();
    expect(verdicts(now)).toEqual(['in_use', 'ghost', 'squat', 'free', 'unknown']);
    expect(now.totals).toEqual({ desks: 5, free: 1, booked: 2, occupied: 2, ghosts: 1, squats: 1, unknown: 1 });
    expect(now.devices).toEqual({ total: 6, silent: 2 });
  });

  it('checks a booking in when somebody sits at its desk, and no other', async () => {
    await book(0, START, '2026-11-23T12:00:00Z');
    await book(1, '2026-11-23T14:00:00Z', '2026-11-23T15:00:00Z');
    await minutes(2, [0, 1]);
    const [first] = (await live()).desks;
    expect(first).toMatchObject({ presence: 'occupied', claim: { status: 'checked_in' }, verdict: 'in_use' });
    const events = (await db.source.query(
      `SELECT payload ->> 'status' AS status FROM outbox WHERE topic = 'claim' AND hub_id = $1`,
      [hub.hubId],
    )) as unknown[];
    expect(events).toEqual([{ status: 'checked_in' }]);
  });

  it('says unknown as soon as a sensor is silent, and the worker then writes it down', async () => {
    await minutes(2, [0]);
    clock.advance({ minutes: 13 });
    const [desk] = (await live()).desks;
    expect(desk).toMatchObject({ presence: 'unknown', confidence: 0, verdict: 'unknown' });
    expect(await occupancyOn(api.app.get(UnitOfWork), clock).tick()).toBeGreaterThan(0);
    const [row] = (await db.source.query(`SELECT state FROM presence WHERE hub_id = $1`, [hub.hubId])) as unknown[];
    expect(row).toEqual({ state: 'unknown' });
  });

  it('counts people at the door, and never fewer than sit at desks', async () => {
    await pass(100, 100);
    clock.advance({ minutes: 1 });
    await pass(104, 101);
    expect((await live()).headCount).toBe(3);
    await minutes(3, [0, 1, 2, 3]);
    expect((await live()).headCount).toBe(4);
  });

  it('empties the hub an hour after it has closed, and counts on from there', async () => {
    const occupancy = occupancyOn(api.app.get(UnitOfWork), clock);
    await pass(0, 0);
    clock.set(FixedClock.at('2026-11-23T18:00:00Z').now());
    await pass(10, 4);
    clock.set(FixedClock.at('2026-11-23T19:59:00Z').now());
    const evening = await signIn(api.url, 'administrator');
    await occupancy.resetClosedHubs();
    expect((await live(evening)).headCount).toBe(6);
    clock.set(FixedClock.at('2026-11-23T20:01:00Z').now());
    await occupancy.resetClosedHubs();
    expect(await live(evening)).toMatchObject({ headCount: 0, open: false });
    clock.advance({ minutes: 20 });
    await pass(12, 4);
    expect((await live(evening)).headCount).toBe(2);
  });

  it('is for those who manage the hub', async () => {
    expect((await get()).status).toBe(401);
    expect((await get(await signIn(api.url, 'worker'))).status).toBe(403);
    expect((await get(await signIn(api.url, 'planner'))).status).toBe(403);
    expect((await get(administrator, newId())).status).toBe(404);
    expect((await get(administrator, 'nonsense')).status).toBe(400);
  });
});
