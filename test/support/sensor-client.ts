import { connect, type MqttClient } from 'mqtt';
import { topics, type NativeReadings } from '#libs/contracts';

export interface Sensor {
  readonly hubId: string;
  readonly deviceId: string;
}

/** Publishes the readings of one desk sensor, QoS 1, and notes which the broker acknowledged. */
export class SensorClient {
  readonly acknowledged = new Set<string>();
  private running = true;
  private seq = 0;
  private work: Promise<unknown> | undefined;

  private constructor(
    private readonly client: MqttClient,
    private readonly sensor: Sensor,
    private readonly boot: number,
  ) {}

  static async open(
    url: string,
    login: { readonly username?: string; readonly password?: string },
    sensor: Sensor,
    boot: number,
  ): Promise<SensorClient> {
    const client = connect(url, {
      ...login,
      clientId: `sensor-${sensor.deviceId}`,
      clean: false,
      reconnectPeriod: 100,
    });
    // A refused connection is the very thing these tests bring about: the client tries again.
    client.on('error', () => undefined);
    await new Promise<void>((resolve) => client.once('connect', () => resolve()));
    return new SensorClient(client, sensor, boot);
  }

  start(): void {
    this.work = Promise.all(Array.from({ length: 10 }, () => this.run()));
  }

  /** Waits until all that was sent is acknowledged. */
  async stop(): Promise<void> {
    this.running = false;
    await this.work;
    await this.client.endAsync();
  }

  /** Ends at once, whatever is still unacknowledged: for a test that has failed. */
  abandon(): void {
    this.running = false;
    this.client.end(true);
  }

  private async run(): Promise<void> {
    while (this.running) {
      const seq = this.seq++;
      const reading: NativeReadings = {
        v: 1,
        boot: this.boot,
        seq,
        at: new Date().toISOString(),
        motion: seq % 7 !== 0,
      };
      await this.insist(topics.readings(this.sensor.hubId, this.sensor.deviceId), JSON.stringify(reading));
      this.acknowledged.add(`${this.boot}:${seq}`);
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
  }

  /** The client gives up what it was sending in the moment the line is cut; a device keeps it and sends it again. */
  private async insist(topic: string, payload: string): Promise<void> {
    while (!this.client.disconnecting) {
      const sent = await this.client.publishAsync(topic, payload, { qos: 1 }).catch(() => undefined);
      if (sent !== undefined) return;
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
  }
}
