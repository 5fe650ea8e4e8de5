import { setTimeout as delay } from 'node:timers/promises';
import { connect } from 'mqtt';
import { BrokerSubscriber, EmbeddedBroker } from '#apps/ingest';
import { topics } from '#libs/contracts';
import { newId, SystemClock } from '#libs/kernel';
import type { UnitOfWork } from '#libs/platform';
import { CredentialRepository, DeviceAccess, type IngestPipeline } from '#libs/telemetry';
import { connectTo, openPostgres, type TestDatabase } from '../support/databases.js';
import { DeviceLine } from '../support/device-line.js';
import { startMosquitto, type TestBroker, withMosquitto } from '../support/mosquitto.js';
import { equip, pipelineOn, SECRET, type Sensors } from '../support/sensors.js';
import { smallHub } from '../support/small-hub.js';
import { TcpGate } from '../support/tcp-gate.js';

const clock = new SystemClock();

async function until(happened: () => boolean | Promise<boolean>, milliseconds = 10_000): Promise<void> {
  for (const end = Date.now() + milliseconds; !(await happened()); await delay(20))
    if (Date.now() > end) throw new Error('It did not happen in time');
}

/** A database, and a door to it that can be shut. */
interface Site {
  readonly db: TestDatabase;
  readonly gate: TcpGate;
  readonly behindGate: TestDatabase;
  readonly sensors: Sensors;
}

async function siteOn(purpose: string): Promise<Site> {
  const db = await openPostgres(purpose);
  const gate = await TcpGate.to(db.url);
  return { db, gate, behindGate: await connectTo(gate.url), sensors: await equip(db, await smallHub(db)) };
}

async function stored({ db, sensors }: Site): Promise<number[]> {
  const rows = (await db.source.query(
    `SELECT message_key FROM reading WHERE hub_id = $1 ORDER BY split_part(message_key, ':', 2)::integer`,
    [sensors.hubId],
  )) as { message_key: string }[];
  return rows.map((row) => Number(row.message_key.split(':')[1]));
}

const upTo = (n: number): number[] => Array.from({ length: n }, (_, i) => i);

async function leave(site: Site): Promise<void> {
  await site.behindGate.stop();
  await site.gate.shut();
  await site.db.stop();
}

withMosquitto()('Ingest from a Mosquitto', () => {
  let broker: TestBroker;
  let site: Site;
  const open: { close(): Promise<void> }[] = [];

  beforeAll(async () => {
    broker = await startMosquitto();
    site = await siteOn('ingest_mosquitto');
  }, 60_000);
  beforeEach(async () => {
    site = { ...site, sensors: await equip(site.db, await smallHub(site.db)) };
  });
  afterEach(async () => {
    await site.gate.open();
    for (const thing of open.splice(0).toReversed()) await thing.close();
  });
  afterAll(async () => {
    await leave(site);
    await broker.stop();
  });

  /** @param protocol of the subscriber; devices speak 3.1.1 */
  function subscribe(
    unitOfWork: UnitOfWork,
    clientId: string,
    protocol: 4 | 5 = 5,
  ): { subscriber: BrokerSubscriber; pipeline: IngestPipeline } {
    const pipeline = pipelineOn(unitOfWork, clock);
    const subscriber = new BrokerSubscriber({ url: broker.url, clientId, protocol, keepalive: 1 }, pipeline, clock);
    open.push({ close: () => pipeline.close() }, subscriber);
    return { subscriber, pipeline };
  }
  async function device(): Promise<DeviceLine> {
    const line = await DeviceLine.open(broker.url, site.sensors.hubId, site.sensors.desks[0]!);
    open.push(line);
    return line;
  }

  it.each([4, 5] as const)('takes in what devices send, over MQTT of protocol level %d', async (protocol) => {
    const { subscriber } = subscribe(site.db.unitOfWork, newId(), protocol);
    await until(() => subscriber.subscribed);
    await (await device()).stream(100, 1000);
    await until(async () => (await stored(site)).length === 100);
  });

  it('acknowledges after the commit only: what a process held when it was lost is sent to the next one', async () => {
    const clientId = newId();
    const first = subscribe(site.behindGate.unitOfWork, clientId);
    await until(() => first.subscriber.subscribed);
    await site.gate.shut();
    await (await device()).stream(50, 500);
    await until(() => first.pipeline.backlog === 50);
    await first.pipeline.close();
    await first.subscriber.close();
    await site.gate.open();

    subscribe(site.behindGate.unitOfWork, clientId);
    await until(async () => (await stored(site)).length === 50);
    expect(await stored(site)).toEqual(upTo(50));
  });

  it('loses and doubles nothing while the database is away, and keeps its connection to the broker', async () => {
    const { subscriber } = subscribe(site.behindGate.unitOfWork, newId());
    await until(() => subscriber.subscribed);
    const line = await device();
    const sending = line.stream(2000, 500);
    await delay(500);
    await site.gate.shut();
    await delay(5000);
    await site.gate.open();
    await sending;
    await until(async () => (await stored(site)).length >= 2000, 20_000);
    expect(await stored(site)).toEqual(upTo(2000));
    expect(subscriber.connections).toBe(1);
  }, 60_000);

  it('holds no more than it may while the database is away, and takes in the rest afterwards', async () => {
    const pipeline = pipelineOn(site.behindGate.unitOfWork, clock, undefined, { capacity: 100 });
    const subscriber = new BrokerSubscriber(
      { url: broker.url, clientId: newId(), protocol: 5, keepalive: 1 },
      pipeline,
      clock,
    );
    open.push({ close: () => pipeline.close() }, subscriber);
    await until(() => subscriber.subscribed);
    await site.gate.shut();
    await (await device()).stream(500, 1000);
    await delay(4000);
    expect(pipeline.backlog).toBeLessThanOrEqual(100);
    await site.gate.open();
    await until(async () => (await stored(site)).length >= 500, 30_000);
    expect(await stored(site)).toEqual(upTo(500));
  }, 60_000);

  it('marks a device that is lost as offline, by its last will', async () => {
    const { subscriber } = subscribe(site.db.unitOfWork, newId());
    await until(() => subscriber.subscribed);
    const [deviceId, topic] = [site.sensors.desks[1]!, topics.status(site.sensors.hubId, site.sensors.desks[1]!)];
    const line = await DeviceLine.open(broker.url, site.sensors.hubId, deviceId, {
      will: { topic, payload: Buffer.from('offline'), qos: 1, retain: true },
    });
    open.push(line);
    await line.send();
    const status = async (): Promise<string> => {
      const rows = await site.db.source.query(`SELECT status FROM device WHERE id = $1`, [deviceId]);
      return (rows as { status: string }[])[0]!.status;
    };
    await until(async () => (await status()) === 'online');
    line.client.stream.destroy();
    await until(async () => (await status()) === 'offline');
  });
});

describe('Ingest with the broker in the process', () => {
  let site: Site;
  let broker: EmbeddedBroker;
  let pipeline: IngestPipeline;
  let url: string;
  const lines: DeviceLine[] = [];

  beforeAll(async () => {
    site = await siteOn('ingest_embedded');
  }, 60_000);
  beforeEach(async () => {
    site = { ...site, sensors: await equip(site.db, await smallHub(site.db)) };
    pipeline = pipelineOn(site.behindGate.unitOfWork, clock);
    const access = new DeviceAccess(site.db.unitOfWork, new CredentialRepository());
    broker = await EmbeddedBroker.listen(access, pipeline, clock, 0, '127.0.0.1');
    url = `mqtt://127.0.0.1:${broker.port}`;
  });
  afterEach(async () => {
    await site.gate.open();
    for (const line of lines.splice(0)) await line.close();
    await pipeline.close();
    await broker.close();
  });
  afterAll(() => leave(site));

  async function signedIn(id: string, deviceId = id, password = SECRET): Promise<DeviceLine> {
    const options = { username: id, password, clientId: id, reconnectPeriod: 200 };
    const line = await DeviceLine.open(url, site.sensors.hubId, deviceId, options);
    lines.push(line);
    return line;
  }

  it('has committed when the device hears PUBACK, and is silent until then', async () => {
    const line = await signedIn(site.sensors.desks[0]!);
    await line.send();
    expect(await stored(site)).toEqual([0]);

    await site.gate.shut();
    const waiting = line.send();
    await delay(500);
    expect(line.acknowledged.size).toBe(1);
    await site.gate.open();
    await waiting;
    expect(await stored(site)).toEqual([0, 1]);
  });

  it('loses and doubles nothing while the database is away', async () => {
    const line = await signedIn(site.sensors.desks[0]!);
    const sending = line.stream(1000, 500);
    await delay(300);
    await site.gate.shut();
    await delay(3000);
    await site.gate.open();
    await sending;
    expect(line.acknowledged.size).toBe(1000);
    expect(await stored(site)).toEqual(upTo(1000));
  }, 60_000);

  it('lets a gateway speak for the devices of its hub, and no device for another', async () => {
    await (await signedIn(site.sensors.gateway, site.sensors.desks[1])).send();
    expect(await stored(site)).toEqual([0]);

    const intruder = await signedIn(site.sensors.desks[0]!, site.sensors.desks[2]);
    const cut = new Promise<void>((resolve) => intruder.client.once('close', () => resolve()));
    void intruder.send().catch(() => undefined);
    await cut;
    await intruder.close();
    expect(await stored(site)).toEqual([0]);
  });

  it.each([
    ['a wrong secret', () => signedIn(site.sensors.desks[0]!, undefined, 'guess')],
    ['a device that nobody knows', () => signedIn(newId())],
    ['a name that is no id', () => signedIn("' OR true --")],
    ['no name at all', () => DeviceLine.open(url, site.sensors.hubId, site.sensors.desks[0]!)],
  ])('does not let in %s', async (_, attempt) => {
    await expect(attempt()).rejects.toThrow(/Not authorized|Bad username/i);
  });

  it('lets nobody take over the connection of another by its client id', async () => {
    const victim = await signedIn(site.sensors.desks[0]!);
    let cut = false;
    victim.client.on('close', () => (cut = true));
    const options = { username: site.sensors.desks[1]!, password: SECRET, clientId: site.sensors.desks[0]! };
    await expect(DeviceLine.open(url, site.sensors.hubId, site.sensors.desks[1]!, options)).rejects.toThrow(
      /dentifier/,
    );
    await victim.send();
    expect(cut).toBe(false);
  });

  it('lets a device hear what lies under its own topic only', async () => {
    const { client } = await signedIn(site.sensors.desks[0]!);
    const granted = async (filter: string): Promise<number | undefined> => {
      const [grant] = await client.subscribeAsync(filter, { qos: 1 }).catch(() => [{ qos: 128 as const }]);
      return grant?.qos;
    };
    expect(await granted(`quindici/v1/${site.sensors.hubId}/${site.sensors.desks[0]!}/display`)).toBe(1);
    for (const filter of ['#', topics.allReadings, `quindici/v1/${site.sensors.hubId}/#`, '$SYS/#'])
      expect(await granted(filter)).toBe(128);
  });

  it('does not keep a reading that asks to be kept', async () => {
    const line = await signedIn(site.sensors.desks[0]!);
    const topic = topics.readings(site.sensors.hubId, site.sensors.desks[0]!);
    const body = { v: 1, boot: 1, seq: 5, at: clock.now().toString(), motion: true };
    await line.client.publishAsync(topic, JSON.stringify(body), { qos: 1, retain: true });
    const kept: string[] = [];
    line.client.on('message', (on) => kept.push(on));
    await line.client.subscribeAsync(topic, { qos: 1 });
    await delay(200);
    expect(kept).toEqual([]);
  });

  it('lives on when somebody sends garbage, or announces a packet of 200 MB', async () => {
    for (const bytes of [Buffer.from('GET / HTTP/1.1\r\n\r\n'), Buffer.alloc(5000, 255)])
      await shout(broker.port, bytes);
    const huge = Buffer.concat([Buffer.from([0x30, 0x80, 0x80, 0x80, 0x64]), Buffer.alloc(1024 * 1024)]);
    await shout(broker.port, huge);
    await (await signedIn(site.sensors.desks[0]!)).send();
    expect(await stored(site)).toEqual([0]);
  });

  it('refuses MQTT 5, which it does not speak, with the reason', async () => {
    const client = connect(url, {
      protocolVersion: 5,
      username: site.sensors.desks[0]!,
      password: SECRET,
      reconnectPeriod: 0,
    });
    const error = await new Promise<Error>((resolve) => client.once('error', resolve));
    expect(error.message).toMatch(/protocol/i);
    await client.endAsync(true);
  });
});

async function shout(port: number, bytes: Buffer): Promise<void> {
  const { connect: dial } = await import('node:net');
  await new Promise<void>((resolve) => {
    const socket = dial(port, '127.0.0.1', () => socket.write(bytes));
    socket.on('error', () => undefined);
    socket.on('close', () => resolve());
  });
}
