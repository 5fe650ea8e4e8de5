import { connect, type IClientOptions, type MqttClient } from 'mqtt';
import { topics } from '#libs/contracts';
import { Temporal } from '#libs/kernel';

/** The radio of a device: sends readings, and knows which of them the broker acknowledged. */
export class DeviceLine {
  readonly acknowledged = new Set<number>();
  private seq = 0;

  private constructor(
    readonly client: MqttClient,
    private readonly hubId: string,
    private readonly deviceId: string,
  ) {}

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
  async send(values: object = { motion: true }): Promise<void> {
    const seq = this.seq++;
    const body = { v: 1, boot: 1, seq, at: Temporal.Now.instant().toString(), ...values };
    await this.client.publishAsync(topics.readings(this.hubId, this.deviceId), JSON.stringify(body), { qos: 1 });
    this.acknowledged.add(seq);
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

  async close(): Promise<void> {
    await this.client.endAsync(true);
  }
}
