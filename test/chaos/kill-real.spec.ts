import { setTimeout as sleep } from 'node:timers/promises';
import { SeededRandom } from '#libs/kernel';
import { BookingClient } from '../support/booking-client.js';
import { Child } from '../support/child.js';
import { openPostgres, type TestDatabase } from '../support/databases.js';
import { freePort } from '../support/free-port.js';
import { balance } from '../support/ledger.js';
import { startMosquitto, type TestBroker } from '../support/mosquitto.js';
import { SensorClient } from '../support/sensor-client.js';
import { equip } from '../support/sensors.js';
import { signIn } from '../support/sign-in.js';
import { smallHub } from '../support/small-hub.js';

const KILLS = 10;
const PROCESSES = ['api', 'ingest', 'worker'] as const;
type ProcessName = (typeof PROCESSES)[number];
const READY: Record<ProcessName, RegExp> = { api: /Listening on/, ingest: /Following the broker/, worker: /./ };
const seed = Number(process.env.QUINDICI_SEED ?? Date.now() % 1_000_000);

/** API, ingest and worker as in production, on PostgreSQL and Mosquitto; one of the three is killed at a time. */
describe(`Quindici on real servers, killed ${KILLS} times (QUINDICI_SEED=${seed})`, () => {
  let database: TestDatabase;
  let broker: TestBroker;
  let environment: Record<string, string>;
  let url: string;
  let sensors: SensorClient | undefined;
  const running = new Map<ProcessName, Child>();

  const start = async (name: ProcessName): Promise<void> => {
    const child = Child.start(`dist/apps/${name}/src/main.js`, [], environment);
    running.set(name, child);
    await child.line(READY[name], 60_000);
  };

  beforeAll(async () => {
    database = await openPostgres('chaos');
    broker = await startMosquitto();
    const port = await freePort();
    url = `http://localhost:${port}`;
    environment = {
      DATABASE_URL: database.url,
      MQTT_URL: broker.url,
      MQTT_CLIENT_ID: `quindici-chaos-${seed}`,
      PORT: String(port),
      AUTH_DEMO: '1',
      RATE_LIMIT: 'off',
    };
    for (const name of PROCESSES) await start(name);
  }, 120_000);

  afterAll(async () => {
    sensors?.abandon();
    await Promise.all([...running.values()].map((child) => child.stop()));
    await broker?.stop();
    await database?.stop();
  }, 60_000);

  it('loses nothing that it acknowledged, and does nothing twice', async () => {
    const random = new SeededRandom(seed);
    const hub = await smallHub(database);
    const { hubId, desks } = await equip(database, hub);
    const sensor = { hubId, deviceId: desks[0]! };
    const booking = new BookingClient(url, await signIn(url, 'worker'), { hubId, bookableId: hub.desks[0]!.id });
    const sensing = await SensorClient.open(broker.url, {}, sensor, seed);
    booking.start();
    sensors = sensing;
    sensing.start();
    for (let kill = 0; kill < KILLS; kill++) {
      await sleep(random.between(300, 2000));
      const victim = random.pick(PROCESSES);
      await running.get(victim)!.kill();
      await start(victim);
    }
    await sleep(1000);
    await booking.stop();
    await sensing.stop();

    const result = await settled(() => balance(database.url, booking.acknowledged, sensor, sensing.acknowledged));
    console.log(
      `seed ${seed}: ${KILLS} kills, ${booking.acknowledged.length} bookings and ${sensing.acknowledged.size} readings acknowledged`,
    );
    expect(booking.refused).toEqual([]);
    expect(booking.acknowledged.length).toBeGreaterThan(KILLS);
    expect(sensing.acknowledged.size).toBeGreaterThan(KILLS);
    expect(result).toEqual({ lostBookings: [], overlaps: 0, lostReadings: [], doubledReadings: 0 });
  }, 300_000);
});

/** Mosquitto acknowledges before we have the message: what it holds for us may take a moment to come. */
async function settled<T extends { readonly lostReadings: readonly string[] }>(ask: () => Promise<T>): Promise<T> {
  for (let tries = 0; tries < 50; tries++) {
    const result = await ask();
    if (result.lostReadings.length === 0) return result;
    await sleep(200);
  }
  return ask();
}
