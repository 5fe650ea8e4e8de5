import { topics } from '#libs/contracts';
import { FixedClock, newId, Temporal } from '#libs/kernel';
import { type ActorContext, SYSTEM, type Tx, UnitOfWork } from '#libs/platform';
import { IngestBacklogFull, IngestClosed, IngestPipeline } from '#libs/telemetry';
import { databases, type TestDatabase } from '../support/databases.js';
import { equip, message, pipelineOn, reading, type Sensors } from '../support/sensors.js';
import { smallHub } from '../support/small-hub.js';

const clock = FixedClock.at('2026-11-23T10:00:00Z');
const now = clock.now();
const noHook = (): Promise<void> => Promise.resolve();

/** Breaks transactions the way a database does that goes away: before the work, or after the commit when nobody heard of it. */
class Faults extends UnitOfWork {
  before: unknown[] = [];
  after: unknown[] = [];
  runs = 0;

  constructor(private readonly real: UnitOfWork) {
    super();
  }

  async run<T>(actor: ActorContext, work: (tx: Tx) => Promise<T>): Promise<T> {
    this.runs++;
    const [early, late] = [this.before.shift(), this.after.shift()];
    if (early !== undefined) throw early;
    const result = await this.real.run(actor, work);
    if (late !== undefined) throw late;
    return result;
  }
}

const sqlError = (code: string): Error => Object.assign(new Error(`SQLSTATE ${code}`), { code });

describe.each(databases)('IngestPipeline on $name', ({ open }) => {
  let db: TestDatabase;
  let sensors: Sensors;
  let faults: Faults;
  let pipeline: IngestPipeline;
  let seq = 0;

  const next = (deviceId: string, values: object = { motion: true }): ReturnType<typeof reading> =>
    reading(sensors.hubId, deviceId, { seq: seq++, at: now.toString(), ...values });
  const query = <Row extends object>(sql: string, ...parameters: unknown[]): Promise<Row[]> =>
    db.unitOfWork.run(SYSTEM, (tx) => tx.query<Row>(sql, parameters));
  const stored = async (): Promise<number> =>
    (await query<{ n: number }>(`SELECT count(*)::integer AS n FROM reading WHERE hub_id = $1`, sensors.hubId))[0]!.n;
  const reasons = async (part: string): Promise<string[]> => {
    const rows = await query<{ reason: string }>(`SELECT reason FROM dead_letter WHERE topic LIKE $1`, `%${part}%`);
    return rows.map((row) => row.reason);
  };

  beforeAll(async () => {
    db = await open('ingest_pipeline');
  }, 120_000);
  beforeEach(async () => {
    sensors = await equip(db, await smallHub(db));
    faults = new Faults(db.unitOfWork);
    pipeline = pipelineOn(faults, clock, noHook, { capacity: 2000 });
  });
  afterEach(() => pipeline.close());
  afterAll(() => db.stop());

  it('has stored a reading once it says so, with what the device told of itself', async () => {
    await pipeline.submit(next(sensors.desks[0]!, { motion: true, battery: 77, rssi: -61 }));
    expect(await stored()).toBe(1);
    const [device] = await query(
      `SELECT status, battery, rssi, last_seen_at FROM device WHERE id = $1`,
      sensors.desks[0]!,
    );
    expect(device).toEqual({ status: 'online', battery: 77, rssi: -61, last_seen_at: new Date(now.epochMilliseconds) });
  });

  it('counts what is sent twice once, in one batch, in two, and to two pipelines at once', async () => {
    const twice = next(sensors.desks[0]!);
    const other = pipelineOn(db.unitOfWork, clock, noHook);
    await Promise.all([pipeline.submit(twice), pipeline.submit(twice), other.submit(twice)]);
    await pipeline.submit(twice);
    expect(await stored()).toBe(1);
    await other.close();
  });

  it('writes many messages in few transactions, and answers in the order of submission', async () => {
    const answered: number[] = [];
    const batch = Array.from({ length: 600 }, () => next(sensors.desks[1]!));
    await Promise.all(batch.map((m, n) => pipeline.submit(m).then(() => answered.push(n))));
    expect(await stored()).toBe(600);
    expect(answered).toEqual(batch.map((_, n) => n));
    expect(faults.runs).toBeLessThanOrEqual(2);
  });

  it('keeps messages while the database is away, and tries until it is back', async () => {
    faults.before = [sqlError('57P01'), sqlError('08006'), sqlError('53300'), new Error('connect ECONNREFUSED')];
    await pipeline.submit(next(sensors.desks[0]!));
    expect(faults.runs).toBe(5);
    expect(await stored()).toBe(1);
  });

  it('doubles nothing when the commit went through and its answer was lost', async () => {
    faults.after = [new Error('Connection terminated unexpectedly')];
    await pipeline.submit(next(sensors.desks[0]!));
    expect(faults.runs).toBe(2);
    expect(await stored()).toBe(1);
  });

  it('sets apart the one message that the database refuses, and takes in its neighbours', async () => {
    await pipeline.close();
    const poisonous = next(sensors.desks[2]!);
    pipeline = pipelineOn(db.unitOfWork, clock, (_tx, readings) => {
      if (readings.some((r) => r.deviceId === sensors.desks[2]!)) throw sqlError('22003');
      return Promise.resolve();
    });
    const good = Array.from({ length: 20 }, () => next(sensors.desks[0]!));
    await Promise.all([...good.slice(0, 10), poisonous, ...good.slice(10)].map((m) => pipeline.submit(m)));
    expect(await stored()).toBe(20);
    expect(await reasons(sensors.desks[2]!)).toEqual(['database: SQLSTATE 22003']);
  });

  it.each([
    ['an unknown device', () => next(newId()), 'device: not known'],
    [
      'a device of another hub',
      () => reading(newId(), sensors.desks[0]!, { seq: 1, at: now.toString(), motion: true }),
      'device: not of this hub',
    ],
    ['a desk that counts people', () => next(sensors.desks[0]!, { in: 1, out: 1 }), 'payload: a desk_pir tells motion'],
    [
      'a door that tells half',
      () => next(sensors.doors[0]!, { in: 1 }),
      'payload: a door_counter tells in_total and out_total',
    ],
    ['no JSON', () => message(topics.readings(sensors.hubId, sensors.desks[0]!), '{', now), 'payload: not JSON'],
    [
      'the status of nobody',
      () => message(topics.status(sensors.hubId, newId()), 'online', now),
      'device: not known in this hub',
    ],
  ])('keeps %s as a dead letter with the reason', async (_, make, reason) => {
    const bad = make();
    await pipeline.submit(bad);
    expect(await stored()).toBe(0);
    expect(await reasons(bad.topic)).toEqual([reason]);
  });

  it('keeps even a topic that PostgreSQL can not store as text', async () => {
    await pipeline.submit(message(`bad\0topic ${sensors.hubId}`, Buffer.from([0, 255]).toString('latin1'), now));
    expect(await reasons(sensors.hubId)).toHaveLength(1);
  });

  it('makes no event of what the broker had kept', async () => {
    await pipeline.submit({ ...next(sensors.desks[0]!), retained: true });
    expect(await stored()).toBe(0);
  });

  it('follows the status and the last will of devices and gateways, the last word counting', async () => {
    const tell = (id: string, status: string): Promise<void> =>
      pipeline.submit(message(topics.status(sensors.hubId, id), status, now));
    await Promise.all([
      tell(sensors.desks[0]!, 'online'),
      tell(sensors.desks[0]!, 'offline'),
      tell(sensors.gateway, 'offline'),
      tell(sensors.gateway, 'online'),
    ]);
    expect(await query(`SELECT status FROM device WHERE id = $1`, sensors.desks[0]!)).toEqual([{ status: 'offline' }]);
    expect(await query(`SELECT status FROM gateway WHERE id = $1`, sensors.gateway)).toEqual([{ status: 'online' }]);
  });

  it('learns of a device that was equipped after its first message', async () => {
    const hub = await smallHub(db, 1);
    const at = now.toString();
    await pipeline.submit(reading(hub.hubId, newId(), { seq: 1, at, motion: true }));
    const late = await equip(db, hub);
    await pipeline.submit(reading(hub.hubId, late.desks[0]!, { seq: 1, at, motion: true }));
    expect(await query(`SELECT FROM reading WHERE device_id = $1`, late.desks[0]!)).toHaveLength(1);
  });

  it('sets apart what comes from a device that was removed a moment ago', async () => {
    await pipeline.submit(next(sensors.desks[0]!));
    await query(`DELETE FROM device WHERE id = $1`, sensors.desks[0]!);
    await pipeline.submit(next(sensors.desks[0]!));
    expect(await reasons(sensors.desks[0]!)).toEqual([expect.stringContaining('database:')]);
    await pipeline.submit(next(sensors.desks[0]!));
    expect(await reasons(sensors.desks[0]!)).toContain('device: not known');
  });

  it('turns messages away when too many wait, and when it is closing', async () => {
    const small = pipelineOn(faults, clock, noHook, { capacity: 2, firstRetry: 60_000, longestRetry: 60_000 });
    faults.before = [sqlError('08006')];
    const waiting = [small.submit(next(sensors.desks[0]!)), small.submit(next(sensors.desks[0]!))];
    const outcomes = Promise.allSettled(waiting);
    await expect(small.submit(next(sensors.desks[0]!))).rejects.toThrow(IngestBacklogFull);
    await small.close();
    expect((await outcomes).map((o) => o.status === 'rejected' && o.reason instanceof IngestClosed)).toEqual([
      true,
      true,
    ]);
    await expect(small.submit(next(sensors.desks[0]!))).rejects.toThrow(IngestClosed);
    expect(await stored()).toBe(0);
  });

  it('files a reading under the time of receipt when the clock of the device is years off', async () => {
    const at = '9999-12-31T23:59:59Z';
    await pipeline.submit(reading(sensors.hubId, sensors.desks[0]!, { seq: 1, at, motion: true }, now));
    const [row] = await query(`SELECT at, received_at FROM reading WHERE hub_id = $1`, sensors.hubId);
    expect(row).toEqual({ at: new Date(now.epochMilliseconds), received_at: new Date(now.epochMilliseconds) });
  });

  it('takes a reading of last week for what it is', async () => {
    const at = now.subtract({ hours: 6 * 24 });
    await pipeline.submit(reading(sensors.hubId, sensors.desks[0]!, { seq: 9, at: at.toString(), motion: true }, now));
    const [row] = await query<{ at: Date }>(`SELECT at FROM reading WHERE hub_id = $1`, sensors.hubId);
    expect(Temporal.Instant.fromEpochMilliseconds(row!.at.getTime()).equals(at)).toBe(true);
  });
});
