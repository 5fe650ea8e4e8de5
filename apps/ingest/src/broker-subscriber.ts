import { Logger } from '@nestjs/common';
import type { IClientOptions, MqttClient } from 'mqtt';
import { topics } from '#libs/contracts';
import type { Clock } from '#libs/kernel';
import { IngestClosed, type IngestPipeline } from '#libs/telemetry';
import { deferredAckClient, type Delivery } from './deferred-ack-client.js';

const SESSION_SECONDS = 7 * 24 * 3600;
/** Messages that the broker may have under way to us; more wait in the session that it keeps for us. */
const RECEIVE_MAXIMUM = 2000;
const RECONNECT_MS = 1000;
const KEEPALIVE_SECONDS = 30;

export interface SubscriberOptions {
  readonly url: string;
  readonly clientId: string;
  readonly protocol: 4 | 5;
  readonly keepalive?: number;
}

/** Follows an external broker in a session that outlives us: what was not acknowledged is sent again. */
export class BrokerSubscriber {
  private readonly logger = new Logger(BrokerSubscriber.name);
  private readonly client: MqttClient;
  private connected = 0;
  private granted = false;
  private closed = false;

  constructor(
    options: SubscriberOptions,
    private readonly pipeline: IngestPipeline,
    private readonly clock: Clock,
  ) {
    this.client = deferredAckClient(options.url, clientOptions(options), (delivery) => this.take(delivery));
    this.client.on('connect', () => this.subscribe());
    this.client.on('error', (error) => this.logger.warn(`The broker: ${error.message}`));
    this.client.on('close', () => this.closed || this.logger.debug('Not connected to the broker'));
  }

  /** Connections made so far: 1 as long as the first one holds. */
  get connections(): number {
    return this.connected;
  }

  /** The broker has granted the subscription: what devices send from now on reaches us. */
  get subscribed(): boolean {
    return this.granted;
  }

  async close(): Promise<void> {
    this.closed = true;
    await this.client.endAsync();
  }

  /** On every connection: a session may be there and its subscriptions not, when we were killed between the two. */
  private subscribe(): void {
    this.connected++;
    this.client.subscribe([topics.allReadings, topics.allStatus], { qos: 1 }, (error) => {
      this.granted = !error;
      if (!error) this.logger.log('Subscribed to what sensors tell');
      if (error && this.client.connected) this.logger.error(`The broker refused the subscription: ${error.message}`);
    });
  }

  /** @returns what to wait for before the next message is taken, when too many wait already */
  private take(delivery: Delivery): Promise<void> | undefined {
    const room = this.pipeline.room();
    if (room !== undefined) return room.then(() => void this.submit(delivery));
    void this.submit(delivery);
    return undefined;
  }

  private async submit({ topic, payload, retained, acknowledge }: Delivery): Promise<void> {
    try {
      await this.pipeline.submit({ topic, payload, retained, receivedAt: this.clock.now() });
      acknowledge();
    } catch (error) {
      if (!(error instanceof IngestClosed))
        this.logger.warn(`A message was not taken in, the broker keeps it: ${String(error)}`);
    }
  }
}

function clientOptions({ clientId, protocol, keepalive }: SubscriberOptions): IClientOptions {
  return {
    clientId,
    protocolVersion: protocol,
    clean: false,
    keepalive: keepalive ?? KEEPALIVE_SECONDS,
    reconnectPeriod: RECONNECT_MS,
    resubscribe: false,
    ...(protocol === 5 && {
      properties: { sessionExpiryInterval: SESSION_SECONDS, receiveMaximum: RECEIVE_MAXIMUM },
    }),
  };
}
