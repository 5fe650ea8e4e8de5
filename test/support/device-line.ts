import { connect, type IClientOptions, type MqttClient } from 'mqtt';
import { topics } from '#libs/contracts';
import { Temporal } from '#libs/kernel';

const WINDOW = 50;

/** The radio of a device: sends readings, and knows which of them the broker acknowledged. */
export class DeviceLine {
  readonly acknowledged = new Set<number>();
  private seq = 0;
  private underWay = 0;
  private readonly waiting: { readonly topic: string; readonly payload: string; readonly done: () => void }[] = [];

  private constructor(
    readonly client: MqttClient,
    private readonly hubId: string,
    private readonly deviceId: string,
  ) {
    client.on('connect', () => this.pump());
  }

  static async open(url: string, hubId: string, deviceId: string, options: IClientOptions = {}): Promise<DeviceLine> {
    const client = connect(url, {
      clientId: deviceId,
      protocolVersion: 4,
      clean: false,
      reconnectPeriod: 100,
      ...options,
    });
    client.on('error', () => undefined);
    await new Promise<void>((resolve, reject) => {
      client.once('connect', () => resolve());
      client.once('error', (error) => client.connected || reject(error));
    }).catch(async (error: unknown) => {
      await client.endAsync(true);
      throw error;
    });
    return new DeviceLine(client, hubId, deviceId);
  }

  /** Resolves with the PUBACK, on this connection or a later one. */
  send(values: object = { motion: true }): Promise<void> {
    const seq = this.seq++;
    const body = { v: 1, boot: 1, seq, at: Temporal.Now.instant().toString(), ...values };
    const report = { topic: topics.readings(this.hubId, this.deviceId), payload: JSON.stringify(body) };
    return new Promise((resolve) => {
      this.waiting.push({ ...report, done: () => (this.acknowledged.add(seq), resolve()) });
      this.pump();
    });
  }

  /** @param perSecond messages, in bursts of ten a second */
  async stream(count: number, perSecond: number): Promise<void> {
    const sent: Promise<void>[] = [];
    for (let n = 0; n < count; n += perSecond / 10) {
      for (let m = 0; m < perSecond / 10; m++) sent.push(this.send());
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
    await Promise.all(sent);
  }

  /** mqtt.js resends one by one what was under way when a connection broke, so little is; and gives up on some of it. */
  private pump(): void {
    while (this.client.connected && this.underWay < WINDOW && this.waiting.length > 0) {
      const report = this.waiting.shift()!;
      this.underWay++;
      this.client.publish(report.topic, report.payload, { qos: 1 }, (error) => {
        this.underWay--;
        if (error) this.waiting.unshift(report);
        else report.done();
        this.pump();
      });
    }
  }

  async close(): Promise<void> {
    await this.client.endAsync(true);
  }
}
