import { connect, type MqttClient } from 'mqtt';
import { topics } from '#libs/contracts';
import { ReportStore, type StoredReport } from './report-store.js';

/** Reports under way at once, and reports kept while there is no broker: a day of a hub of forty desks. */
const WINDOW = 20;
const CAPACITY = 50_000;

export interface Credential {
  readonly hubId: string;
  readonly id: string;
  readonly secret: string;
}

/** The line of a gateway to the broker: what was not acknowledged is kept and sent again; the last will says that the gateway is gone. */
export class GatewayLink {
  private readonly store = new ReportStore(CAPACITY);
  private readonly client: MqttClient;
  private readonly statusTopic: string;
  acknowledged = 0;

  constructor(url: string, { hubId, id, secret }: Credential) {
    this.statusTopic = topics.status(hubId, id);
    this.client = connect(url, {
      clientId: `gateway-${id}`,
      username: id,
      password: secret,
      protocolVersion: 4,
      clean: true,
      keepalive: 60,
      reconnectPeriod: 2000,
      will: { topic: this.statusTopic, payload: Buffer.from('offline'), qos: 1, retain: true },
    });
    // Nobody at the other end is the very case that the store is for: the client tries again.
    this.client.on('error', () => undefined);
    this.client.on('connect', () => {
      this.client.publish(this.statusTopic, 'online', { qos: 1, retain: true });
      this.pump();
    });
  }

  /** Reports that wait for their acknowledgement. */
  get waiting(): number {
    return this.store.size;
  }

  send(report: StoredReport): void {
    this.store.keep(report);
    this.pump();
  }

  async close(): Promise<void> {
    if (this.client.connected) await this.client.publishAsync(this.statusTopic, 'offline', { qos: 1, retain: true });
    await this.client.endAsync(true);
  }

  private pump(): void {
    if (!this.client.connected) return;
    for (let report = this.store.take(WINDOW); report !== undefined; report = this.store.take(WINDOW))
      this.publish(report);
  }

  /** mqtt.js sends it again after a reconnection, and calls back once the PUBACK is there; what it gives up on, we send again. */
  private publish(report: StoredReport): void {
    this.client.publish(report.topic, report.payload, { qos: 1 }, (error) => {
      if (error) return this.store.giveBack(report);
      this.acknowledged++;
      this.store.acknowledge(report);
      this.pump();
    });
  }
}
