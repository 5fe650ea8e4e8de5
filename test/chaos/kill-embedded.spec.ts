import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Hub, MetroList, SearchResult } from '#libs/contracts';
import { BookingClient, nextWorkingDay } from '../support/booking-client.js';
import { Child } from '../support/child.js';
import { freePort } from '../support/free-port.js';
import { balance } from '../support/ledger.js';
import { embeddedDatabase } from '../support/pglite.js';
import { SeededRandom } from '#libs/kernel';
import { SensorClient } from '../support/sensor-client.js';
import { signIn } from '../support/sign-in.js';

const KILLS = 10;
const UP = 'dist/apps/quindici/src/main.js';
const seed = Number(process.env.QUINDICI_SEED ?? Date.now() % 1_000_000);

/** One process on embedded parts, killed as by a power cut while people book and sensors report. */
describe(`Quindici on embedded parts, killed ${KILLS} times (QUINDICI_SEED=${seed})`, () => {
  const data = mkdtempSync(join(tmpdir(), 'quindici-chaos-'));
  let environment: Record<string, string>;
  let url: string;
  let sensors: SensorClient | undefined;
  let up: Child;

  const start = async (): Promise<void> => {
    up = Child.start(UP, ['up', '--no-sensors'], environment);
    await up.line(/is ready at (http\S+)/, 240_000);
  };
  const get = async <T>(path: string): Promise<T> => (await fetch(url + path)).json() as Promise<T>;

  beforeAll(async () => {
    const [port, mqtt] = [await freePort(), await freePort()];
    url = `http://localhost:${port}`;
    environment = { DATA_DIR: data, PORT: String(port), MQTT_EMBEDDED_PORT: String(mqtt), RATE_LIMIT: 'off' };
    await start();
  }, 300_000);

  afterAll(async () => {
    sensors?.abandon();
    await up?.stop();
    rmSync(data, { recursive: true, force: true });
  });

  it('loses nothing that it acknowledged, and does nothing twice', async () => {
    const random = new SeededRandom(seed);
    const hub = await someHub();
    const listing = Child.start(UP, ['device', 'list', '--metro', hub.metro, '--hub', hub.id], environment);
    const listed = await listing.json<{
      gateway: { id: string; secret: string };
      devices: { id: string; kind: string }[];
    }>();
    const sensor = { hubId: hub.id, deviceId: listed.devices.find(({ kind }) => kind === 'desk_pir')!.id };
    const cookie = await signIn(url, 'worker');
    const booking = new BookingClient(url, cookie, { hubId: hub.id, bookableId: hub.bookables[0]!.id });
    const sensing = await SensorClient.open(
      `mqtt://localhost:${environment.MQTT_EMBEDDED_PORT}`,
      { username: listed.gateway.id, password: listed.gateway.secret },
      sensor,
      seed,
    );
    booking.start();
    sensors = sensing;
    sensing.start();
    for (let kill = 0; kill < KILLS; kill++) {
      await sleep(random.between(500, 3000));
      await up.kill();
      await start();
    }
    await sleep(1000);
    await booking.stop();
    await sensing.stop();
    await up.stop();

    const database = await embeddedDatabase(join(data, 'database'));
    const result = await balance(database.url, booking.acknowledged, sensor, sensing.acknowledged);
    await database.stop();
    console.log(
      `seed ${seed}: ${KILLS} kills, ${booking.acknowledged.length} bookings and ${sensing.acknowledged.size} readings acknowledged`,
    );
    expect(booking.refused).toEqual([]);
    expect(booking.acknowledged.length).toBeGreaterThan(KILLS);
    expect(sensing.acknowledged.size).toBeGreaterThan(KILLS);
    expect(result).toEqual({ lostBookings: [], overlaps: 0, lostReadings: [], doubledReadings: 0 });
  }, 600_000);

  /** One that is open on working days from 10 to 17. */
  async function someHub(): Promise<Hub> {
    const { items } = await get<MetroList>('/api/v1/metros');
    const { lat, lon } = items[0]!.center;
    const { from, to } = nextWorkingDay();
    const found = await get<SearchResult>(`/api/v1/search?lat=${lat}&lon=${lon}&minutes=60&from=${from}&to=${to}`);
    return get<Hub>(`/api/v1/hubs/${found.hubs.find(({ free }) => free > 0)!.id}`);
  }
});
