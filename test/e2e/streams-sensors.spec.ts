import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { FirmwareSim } from '#firmware-sim';
import { EmbeddedBroker } from '#apps/ingest';
import { SystemClock } from '#libs/kernel';
import { readEnvironment, SYSTEM, UnitOfWork } from '#libs/platform';
import {
  CredentialRepository,
  DeviceAccess,
  DeviceProvisioning,
  DeviceRepository,
  DeviceSecrets,
} from '#libs/telemetry';
import { startApi, signIn, type TestApi } from '../support/api.js';
import { openPostgres, type TestDatabase } from '../support/databases.js';
import { EventStream } from '../support/event-stream.js';
import { pipelineOn } from '../support/sensors.js';
import { type SmallHub, smallHub } from '../support/small-hub.js';

describe('Simulated sensors on the stream of a hub', () => {
  let db: TestDatabase;
  let api: TestApi;
  let hub: SmallHub;
  const folder = mkdtempSync(join(tmpdir(), 'quindici-sim-'));
  const clock = new SystemClock();

  beforeAll(async () => {
    db = await openPostgres('streams_sensors');
    api = await startApi({ databaseUrl: db.url });
    hub = await smallHub(db, 12);
  }, 120_000);
  afterAll(async () => {
    await api.stop();
    await db.stop();
    rmSync(folder, { recursive: true });
  });

  it('bring a manager the people who come in and sit down, over a real broker', async () => {
    const unitOfWork = api.app.get(UnitOfWork);
    const credentials = new CredentialRepository();
    const provisioning = new DeviceProvisioning(
      new DeviceSecrets(readEnvironment({ DATA_DIR: folder })),
      new DeviceRepository(),
      credentials,
    );
    await unitOfWork.run(SYSTEM, (tx) => provisioning.equip(tx, [hub]));
    const [equipped] = await unitOfWork.run(SYSTEM, (tx) => provisioning.equipped(tx));

    const pipeline = pipelineOn(unitOfWork, clock);
    const broker = await EmbeddedBroker.listen(
      new DeviceAccess(unitOfWork, credentials),
      pipeline,
      clock,
      0,
      '127.0.0.1',
    );
    const cookie = await signIn(api.url, 'administrator');
    const stream = await EventStream.open(`${api.url}/api/v1/streams/hubs?ids=${hub.hubId}`, { cookie });
    await stream.until(({ lastEventId }) => lastEventId !== '');

    const mqttUrl = `mqtt://127.0.0.1:${broker.port}`;
    const sim = new FirmwareSim({ mqttUrl, hubs: [equipped!], seed: 15, speed: 30, rhythm: 'busy' });
    const happened = (name: string, test: (data: Record<string, unknown>) => boolean): boolean =>
      stream.events.some(({ event, data }) => event === name && test(data));
    await stream.until(() => happened('headCount', ({ headCount }) => Number(headCount) > 0), 45_000);
    await stream.until(() => happened('presence', ({ presence }) => presence === 'vacant'), 45_000);
    expect(sim.statistics.acknowledged).toBeGreaterThan(0);

    await sim.stop();
    const status = await unitOfWork.run(SYSTEM, (tx) =>
      tx.query<{ status: string }>(`SELECT status FROM gateway WHERE id = $1`, [equipped!.gateway.id]),
    );
    expect(status).toEqual([{ status: 'offline' }]);
    stream.close();
    await pipeline.close();
    await broker.close();
  }, 100_000);
});
