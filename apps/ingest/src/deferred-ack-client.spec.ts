import { createServer, type AddressInfo, type Server, type Socket } from 'node:net';
import type { MqttClient } from 'mqtt';
import { generate, type Packet, parser } from 'mqtt-packet';
import { deferredAckClient, type Delivery } from './deferred-ack-client.js';

/** A broker by hand, that sends what the test says and notes what comes back. */
class ScriptedBroker {
  readonly received: string[] = [];
  connections = 0;
  private socket: Socket | undefined;

  private constructor(private readonly server: Server) {}

  static async listen(): Promise<ScriptedBroker> {
    const server = createServer();
    const broker = new ScriptedBroker(server);
    server.on('connection', (socket) => broker.greet(socket));
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    return broker;
  }

  get url(): string {
    return `mqtt://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  publish(messageId: number, qos: 0 | 1 = 1, retain = false): void {
    const payload = `message ${messageId}`;
    this.write({ cmd: 'publish', topic: 't', payload, qos, messageId, retain, dup: false });
  }

  cut(): void {
    this.socket?.destroy();
  }

  async close(): Promise<void> {
    this.cut();
    await new Promise((resolve) => this.server.close(resolve));
  }

  private greet(socket: Socket): void {
    this.socket = socket;
    const packets = parser({ protocolVersion: 4 });
    socket.on('data', (bytes) => packets.parse(bytes));
    socket.on('error', () => undefined);
    packets.on('packet', (packet: Packet) => {
      if (packet.cmd === 'connect') {
        this.connections++;
        this.write({ cmd: 'connack', returnCode: 0, sessionPresent: true });
      } else if (packet.cmd === 'pingreq') this.write({ cmd: 'pingresp' });
      if (packet.cmd !== 'connect') this.received.push(`${packet.cmd} ${packet.messageId ?? ''}`.trim());
    });
  }

  private write(packet: Packet): void {
    this.socket?.write(generate(packet));
  }
}

async function until(happened: () => boolean): Promise<void> {
  for (const end = Date.now() + 5000; !happened(); await new Promise((resolve) => setTimeout(resolve, 5)))
    if (Date.now() > end) throw new Error('It did not happen within five seconds');
}

describe(deferredAckClient.name, () => {
  let broker: ScriptedBroker;
  let client: MqttClient;
  let deliveries: Delivery[];
  let room: Promise<void> | undefined;

  beforeEach(async () => {
    broker = await ScriptedBroker.listen();
    deliveries = [];
    room = undefined;
    client = deferredAckClient(
      broker.url,
      { clientId: 'test', clean: false, protocolVersion: 4, keepalive: 1, reconnectPeriod: 20 },
      (delivery) => {
        deliveries.push(delivery);
        return room;
      },
    );
    await until(() => client.connected);
  });
  afterEach(async () => {
    await client.endAsync(true);
    await broker.close();
  });

  const acks = (): string[] => broker.received.filter((line) => line.startsWith('puback'));

  it('hands over what comes, and acknowledges nothing by itself', async () => {
    broker.publish(1);
    broker.publish(2, 1, true);
    await until(() => deliveries.length === 2);
    expect(deliveries.map(({ payload, retained }) => [Buffer.from(payload).toString(), retained])).toEqual([
      ['message 1', false],
      ['message 2', true],
    ]);
    await new Promise((resolve) => setTimeout(resolve, 50));
    expect(acks()).toEqual([]);
  });

  it('acknowledges in the order in which it is told to', async () => {
    [1, 2, 3].forEach((id) => broker.publish(id));
    await until(() => deliveries.length === 3);
    deliveries.forEach((delivery) => delivery.acknowledge());
    await until(() => acks().length === 3);
    expect(acks()).toEqual(['puback 1', 'puback 2', 'puback 3']);
  });

  it('goes on hearing and pinging while messages wait, and keeps its connection', async () => {
    broker.publish(1);
    await until(() => broker.received.filter((line) => line === 'pingreq').length >= 3);
    broker.publish(2);
    await until(() => deliveries.length === 2);
    expect(broker.connections).toBe(1);
  });

  it('holds back what follows while there is no room for it', async () => {
    let makeRoom = (): void => undefined;
    room = new Promise((resolve) => (makeRoom = resolve));
    broker.publish(1);
    broker.publish(2);
    await until(() => deliveries.length === 1);
    await new Promise((resolve) => setTimeout(resolve, 50));
    expect(deliveries).toHaveLength(1);
    makeRoom();
    await until(() => deliveries.length === 2);
  });

  it('does not acknowledge on a new connection what came on the old one', async () => {
    broker.publish(1);
    await until(() => deliveries.length === 1);
    broker.cut();
    await until(() => broker.connections === 2 && client.connected);
    deliveries[0]!.acknowledge();
    broker.publish(1);
    await until(() => deliveries.length === 2);
    expect(acks()).toEqual([]);
    deliveries[1]!.acknowledge();
    await until(() => acks().length === 1);
  });

  it('sends no acknowledgement for what wants none', async () => {
    broker.publish(0, 0);
    await until(() => deliveries.length === 1);
    deliveries[0]!.acknowledge();
    broker.publish(7);
    await until(() => deliveries.length === 2);
    deliveries[1]!.acknowledge();
    await until(() => acks().length === 1);
    expect(acks()).toEqual(['puback 7']);
  });
});
