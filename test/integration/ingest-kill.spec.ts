import { setTimeout as delay } from 'node:timers/promises';
import { newId } from '#libs/kernel';
import { dataSource, migrate } from '#libs/database';
import { Child } from '../support/child.js';
import { connectTo, type TestDatabase } from '../support/databases.js';
import { DeviceLine } from '../support/device-line.js';
import { freePort } from '../support/free-port.js';
import { startMosquitto, type TestBroker, withMosquitto } from '../support/mosquitto.js';
import { seeded } from '../support/seeded.js';
import { equip, SECRET, type Sensors } from '../support/sensors.js';
import { smallHub } from '../support/small-hub.js';
import { ThrowawayPostgres, withThrowawayPostgres } from '../support/throwaway-postgres.js';

const MAIN = 'dist/apps/ingest/src/main.js';
const COUNT = 4000;
const PER_SECOND = 500;
const seed = Number(process.env.TEST_SEED ?? Date.now() % 1e6);

/** The real process, the real server: both are killed while a device sends. */
withThrowawayPostgres()(`The ingest process and PostgreSQL, killed under load (TEST_SEED=${seed})`, () => {
  let postgres: ThrowawayPostgres;
  let sensors: Sensors;

  const counted = async (): Promise<{ all: number; distinct: number }> => {
    const db = await connectTo(postgres.url);
    const rows = (await db.source.query(
      `SELECT count(*)::integer AS all, count(DISTINCT message_key)::integer AS distinct FROM reading WHERE device_id = $1`,
      [sensors.desks[0]!],
    )) as { all: number; distinct: number }[];
    await db.stop();
    return rows[0]!;
  };
  const equipped = async (): Promise<Sensors> => {
    const db: TestDatabase = await connectTo(postgres.url);
    const result = await equip(db, await smallHub(db));
    await db.stop();
    return result;
  };

  beforeAll(async () => {
    postgres = await ThrowawayPostgres.create();
    const source = await dataSource(postgres.url).initialize();
    await migrate(source);
    await source.destroy();
  }, 60_000);
  beforeEach(async () => {
    sensors = await equipped();
  });
  afterAll(() => postgres.remove());

  /** Kills the process twice and the database once while the device sends. @returns the process that lived last */
  async function havoc(start: () => Promise<Child>): Promise<Child> {
    const random = seeded(seed);
    let ingest = await start();
    await delay(500 + 1500 * random());
    await ingest.kill();
    ingest = await start();
    await delay(500 + 1500 * random());
    postgres.kill();
    await delay(500 + 1000 * random());
    await ingest.kill();
    postgres.start();
    return start();
  }

  withMosquitto()('with a Mosquitto', () => {
    let broker: TestBroker;
    beforeAll(async () => {
      broker = await startMosquitto();
    });
    afterAll(() => broker.stop());

    it('lose no message that the broker took, and double none', async () => {
      const environment = { DATABASE_URL: postgres.url, MQTT_URL: broker.url, MQTT_CLIENT_ID: newId() };
      const start = async (): Promise<Child> => {
        const child = Child.start(MAIN, [], environment);
        await child.line(/subscribed/i, 30_000);
        return child;
      };
      const first = await start();
      await first.kill();
      const line = await DeviceLine.open(broker.url, sensors.hubId, sensors.desks[0]!);
      const sending = line.stream(COUNT, PER_SECOND);
      const ingest = await havoc(start);
      await sending;
      await untilCounted(counted, COUNT);
      expect(await counted()).toEqual({ all: COUNT, distinct: COUNT });
      await line.close();
      await ingest.stop();
    }, 120_000);
  });

  it('lose no message that the broker in the process acknowledged, and double none', async () => {
    const port = await freePort();
    const environment = { DATABASE_URL: postgres.url, MQTT_EMBEDDED_PORT: String(port) };
    const start = async (): Promise<Child> => {
      const child = Child.start(MAIN, [], environment);
      await child.line(/may speak/, 30_000);
      return child;
    };
    const first = await start();
    const credential = { username: sensors.desks[0]!, password: SECRET };
    const line = await DeviceLine.open(`mqtt://127.0.0.1:${port}`, sensors.hubId, sensors.desks[0]!, credential);
    const sending = line.stream(COUNT, PER_SECOND);
    await first.kill();
    const ingest = await havoc(start);
    await sending;
    expect(line.acknowledged.size).toBe(COUNT);
    expect(await counted()).toEqual({ all: COUNT, distinct: COUNT });
    await line.close();
    await ingest.stop();
  }, 120_000);
});

async function untilCounted(counted: () => Promise<{ all: number }>, wanted: number): Promise<void> {
  for (const end = Date.now() + 30_000; (await counted()).all < wanted && Date.now() < end; await delay(200));
}
