import { createServer, type AddressInfo, type Server, type Socket } from 'node:net';
import { Logger } from '@nestjs/common';
import { Aedes, type AedesOptions, type AuthenticateError, type Client } from 'aedes';
import type { Clock } from '#libs/kernel';
import type { DeviceAccess, IngestPipeline, Speaker } from '#libs/telemetry';

const MAX_CONNECTIONS = 10_000;
/** Bytes of one packet: a reading has 150. */
const MAX_PACKET_BYTES = 64 * 1024;
const [IDENTIFIER_REJECTED, SERVER_UNAVAILABLE, BAD_CREDENTIALS] = [2, 3, 4] as const;

/** A broker in this process. It asks leave of the pipeline before it sends a PUBACK: to the device, PUBACK means committed. */
export class EmbeddedBroker {
  private readonly logger = new Logger(EmbeddedBroker.name);
  private readonly speakers = new WeakMap<Client, Speaker>();
  /** who is connected under which client id */
  private readonly owners = new Map<string, string>();
  private readonly sockets = new Set<Socket>();
  private readonly server: Server;
  private broker: Aedes | undefined;

  private constructor(
    private readonly access: DeviceAccess,
    private readonly pipeline: IngestPipeline,
    private readonly clock: Clock,
  ) {
    this.server = createServer();
    this.server.maxConnections = MAX_CONNECTIONS;
  }

  /** @param port 0 for any free one */
  static async listen(
    access: DeviceAccess,
    pipeline: IngestPipeline,
    clock: Clock,
    port: number,
    host: string,
  ): Promise<EmbeddedBroker> {
    const embedded = new EmbeddedBroker(access, pipeline, clock);
    const broker = await Aedes.createBroker(embedded.rules());
    embedded.broker = broker;
    broker.on('clientError', (_client, error) => embedded.logger.debug(`A device was cut off: ${error.message}`));
    // Once more: the end of one's own former connection has just cleared it.
    broker.on('client', (client) => embedded.owners.set(client.id, embedded.speakers.get(client)!.id));
    broker.on('clientDisconnect', (client) => embedded.owners.delete(client.id));
    broker.on('connectionError', (_client, error) => embedded.logger.debug(`No MQTT connection: ${error.message}`));
    embedded.server.on('connection', (socket) => {
      embedded.sockets.add(socket);
      socket.on('close', () => embedded.sockets.delete(socket));
      limitPackets(broker.handle(socket), socket);
    });
    await new Promise<void>((resolve, reject) => {
      embedded.server.once('error', reject);
      embedded.server.listen(port, host, resolve);
    });
    return embedded;
  }

  get port(): number {
    return (this.server.address() as AddressInfo).port;
  }

  /** Cuts the connections: devices keep what was not acknowledged. */
  async close(): Promise<void> {
    const closed = new Promise((resolve) => this.server.close(resolve));
    for (const socket of this.sockets) socket.destroy();
    await closed;
    const { broker } = this;
    if (broker !== undefined) await new Promise<void>((resolve) => broker.close(resolve));
  }

  /** @returns why the client may not come in, or null */
  private async admit(client: Client, name = '', password: Uint8Array = Buffer.alloc(0)): Promise<Refusal | null> {
    try {
      const speaker = await this.access.signIn(name, password);
      if (speaker === undefined) return refusal(BAD_CREDENTIALS, 'unknown device or wrong secret');
      // A second connection of one client id ends the first: nobody may end another's.
      const owner = this.owners.get(client.id) ?? speaker.id;
      if (owner !== speaker.id) return refusal(IDENTIFIER_REJECTED, 'this client id is in use');
      this.owners.set(client.id, speaker.id);
      this.speakers.set(client, speaker);
      return null;
    } catch (error) {
      return refusal(SERVER_UNAVAILABLE, String(error));
    }
  }

  private rules(): AedesOptions {
    return {
      authenticate: (client, username, password, done) => {
        void this.admit(client, username, password).then((refusal) => done(refusal, refusal === null));
      },
      authorizePublish: (client, packet, done) => {
        const speaker = client === null ? undefined : this.speakers.get(client);
        if (speaker === undefined || !this.access.mayPublish(speaker, packet.topic))
          return done(new Error(`may not publish on ${packet.topic}`));
        if (packet.topic.endsWith('/readings')) packet.retain = false;
        const message = {
          topic: packet.topic,
          payload: Buffer.from(packet.payload),
          retained: false,
          receivedAt: this.clock.now(),
        };
        void this.pipeline.submit(message).then(
          () => done(),
          (error: Error) => done(error),
        );
        return undefined;
      },
      authorizeSubscribe: (client, subscription, done) => {
        const speaker = this.speakers.get(client);
        const allowed = speaker !== undefined && this.access.maySubscribe(speaker, subscription.topic);
        done(null, allowed ? subscription : null);
      },
    };
  }
}

type Refusal = AuthenticateError;

const refusal = (returnCode: number, reason: string): Refusal => Object.assign(new Error(reason), { returnCode });

/** aedes gathers a packet of whatever length its header announces, before anyone signed in; no device of ours sends such. */
function limitPackets(client: Client, socket: Socket): void {
  const { _parser: parser } = client as unknown as {
    readonly _parser: { readonly _list: { readonly length: number } };
  };
  socket.on('readable', () => {
    if (parser._list.length > MAX_PACKET_BYTES) socket.destroy(new Error('packet too large'));
  });
}
