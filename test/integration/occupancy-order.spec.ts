import type { Temporal } from '#libs/kernel';
import { FixedClock } from '#libs/kernel';
import { SYSTEM } from '#libs/platform';
import type { IncomingMessage } from '#libs/telemetry';
import { databases, openPostgres, type TestDatabase } from '../support/databases.js';
import { seeded } from '../support/seeded.js';
import { equip, occupancyOn, pipelineOn, reading, type Sensors } from '../support/sensors.js';
import { smallHub } from '../support/small-hub.js';

const clock = FixedClock.at('2026-11-23T16:00:00Z');
const BEGIN = clock.now().subtract({ hours: 7 });
const seed = Number(process.env.TEST_SEED ?? Date.now() % 1e6);

type Random = () => number;
const below = (random: Random, n: number): number => Math.floor(random() * n);

function shuffled<T>(items: readonly T[], random: Random): T[] {
  return items
    .map((item) => ({ item, key: random() }))
    .toSorted((a, b) => a.key - b.key)
    .map(({ item }) => item);
}

/** Two and a half hours of a hub: desks that are used and left, a sensor that falls silent, doors whose totals wrap and restart. */
function day(sensors: Sensors, random: Random): IncomingMessage[] {
  const at = (minutes: number): string => BEGIN.add({ seconds: Math.round(minutes * 60) }).toString();
  const desks = sensors.desks.flatMap((id) => {
    const messages: IncomingMessage[] = [];
    let used = false;
    for (let minute = 0, seq = 0; minute < 150; minute += used ? 1 : 5) {
      if (random() < 0.05) used = !used;
      if (random() < 0.02) minute += 20;
      // Whole minutes, so that now and then two messages carry the same instant.
      messages.push(
        reading(sensors.hubId, id, { seq: seq++, at: at(minute), motion: used && random() < 0.7 }, clock.now()),
      );
      if (random() < 0.05)
        messages.push(reading(sensors.hubId, id, { seq: seq++, at: at(minute), motion: random() < 0.5 }, clock.now()));
    }
    return messages;
  });
  const doors = sensors.doors.flatMap((id) => {
    let [boot, ins, outs] = [1, 2 ** 32 - 5, 7];
    return Array.from({ length: 40 }, (_, seq) => {
      if (random() < 0.03) [boot, ins, outs] = [boot + 1, 0, 0];
      ins = (ins + below(random, 3)) % 2 ** 32;
      outs += below(random, 3);
      return reading(sensors.hubId, id, { boot, seq, at: at(seq * 5), in: ins, out: outs }, clock.now());
    });
  });
  return [...desks, ...doors];
}

const deviceTime = (message: IncomingMessage): string => (JSON.parse(message.payload.toString()) as { at: string }).at;

/** What is known at the end, under the numbers of the desks and not their ids. */
async function outcome(db: TestDatabase, sensors: Sensors): Promise<unknown> {
  const desks = await db.source.query(
    `SELECT bookable.label, presence.state, confidence, since, evidence_at, due_at, presence.machine
       FROM presence JOIN bookable ON bookable.id = presence.bookable_id WHERE presence.hub_id = $1 ORDER BY label`,
    [sensors.hubId],
  );
  const [count] = (await db.source.query(
    `SELECT people, flow -> 'inside' AS inside, evidence_at FROM head_count WHERE hub_id = $1`,
    [sensors.hubId],
  )) as unknown[];
  const [stored] = (await db.source.query(`SELECT count(*)::integer AS readings FROM reading WHERE hub_id = $1`, [
    sensors.hubId,
  ])) as unknown[];
  return { desks, count, stored };
}

async function equipped(db: TestDatabase): Promise<Sensors> {
  return equip(db, await smallHub(db, 4), 2);
}

/** Each message once, oldest first, one after the other. */
async function ordered(db: TestDatabase): Promise<unknown> {
  const sensors = await equipped(db);
  const pipeline = pipelineOn(db.unitOfWork, clock, undefined, { batchSize: 50 });
  const messages = day(sensors, seeded(seed)).toSorted((a, b) => (deviceTime(a) < deviceTime(b) ? -1 : 1));
  await Promise.all(messages.map((message) => pipeline.submit(message)));
  await pipeline.close();
  return outcome(db, sensors);
}

describe.each(databases)('Presence and head count on $name', ({ open }) => {
  let db: TestDatabase;
  let expected: unknown;

  beforeAll(async () => {
    db = await open('occupancy_order');
    expected = await ordered(db);
    console.log(`seed ${seed}`);
  }, 120_000);
  afterAll(() => db.stop());

  it('are what an ordered replay gives, when messages come shuffled, twice and in small batches', async () => {
    const random = seeded(seed + 1);
    const sensors = await equipped(db);
    const messages = day(sensors, seeded(seed));
    const twice = shuffled([...messages, ...messages.filter(() => random() < 0.3)], random);
    const pipeline = pipelineOn(db.unitOfWork, clock, undefined, { batchSize: 20 });
    await Promise.all(twice.map((message) => pipeline.submit(message)));
    await pipeline.close();
    expect(await outcome(db, sensors)).toEqual(expected);
  }, 60_000);
});

describe('Presence and head count', () => {
  let db: TestDatabase;
  beforeAll(async () => {
    db = await openPostgres('occupancy_race');
  });
  afterAll(() => db.stop());

  it('are the same when three pipelines share the messages, each shuffled, some told to two, while the worker ticks', async () => {
    const expected = await ordered(db);
    const random = seeded(seed + 2);
    const sensors = await equipped(db);
    const shares: IncomingMessage[][] = [[], [], []];
    for (const message of day(sensors, seeded(seed))) {
      shares[below(random, 3)]!.push(message);
      if (random() < 0.3) shares[below(random, 3)]!.push(message);
    }
    const state = { busy: true };
    const ticking = (async () => {
      while (state.busy) await occupancyOn(db.unitOfWork, clock).tick();
    })();
    await Promise.all(
      shares.map(async (share) => {
        const pipeline = pipelineOn(db.unitOfWork, clock, undefined, { batchSize: 5 });
        await Promise.all(shuffled(share, random).map((message) => pipeline.submit(message)));
        await pipeline.close();
      }),
    );
    state.busy = false;
    await ticking;
    expect(await outcome(db, sensors)).toEqual(expected);
  }, 60_000);

  it('are told by the outbox only when they change', async () => {
    const sensors = await equipped(db);
    const pipeline = pipelineOn(db.unitOfWork, clock);
    const now = clock.now();
    const tell = (seq: number, at: Temporal.Instant): Promise<void> =>
      pipeline.submit(reading(sensors.hubId, sensors.desks[0]!, { seq, at: at.toString(), motion: true }, now));
    for (const seq of [0, 1, 2, 3, 4, 5]) await tell(seq, now.subtract({ minutes: 6 - seq }));
    const events = await db.unitOfWork.run(SYSTEM, (tx) =>
      tx.query<{ topic: string; presence: string | null; head_count: number | null }>(
        `SELECT topic, payload ->> 'presence' AS presence, (payload ->> 'headCount')::integer AS head_count
           FROM outbox WHERE hub_id = $1 ORDER BY txid, id`,
        [sensors.hubId],
      ),
    );
    expect(events.map(({ topic, presence }) => `${topic} ${presence}`)).toEqual([
      'presence vacant',
      'presence occupied',
    ]);
    await pipeline.close();
  });
});
