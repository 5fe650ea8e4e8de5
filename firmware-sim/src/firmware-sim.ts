import type { KnownBooking } from './city/hub-life.js';
import type { Rhythm } from './city/rhythm.js';
import { type HubToSimulate, SimulatedHub } from './simulated-hub.js';

export interface FirmwareSimOptions {
  readonly mqttUrl: string;
  readonly hubs: readonly HubToSimulate[];
  readonly seed?: number;
  /** how much faster people come and go; sensors and clocks keep their pace */
  readonly speed?: number;
  readonly rhythm?: Rhythm;
}

export interface SimStatistics {
  readonly acknowledged: number;
  readonly waiting: number;
}

const STEP_MS = 1000;

/** Hubs full of simulated people and sensors that speak real MQTT, until stopped. */
export class FirmwareSim {
  private readonly hubs: ReadonlyMap<string, SimulatedHub>;
  private readonly timer: NodeJS.Timeout;

  constructor({ mqttUrl, hubs, seed = 15, speed = 1, rhythm = 'day' }: FirmwareSimOptions) {
    this.hubs = new Map(
      hubs.map((hub, n) => [
        hub.hubId,
        new SimulatedHub(hub, { mqttUrl, rhythm, speed, seed: seed * 1000 + n }, Date.now()),
      ]),
    );
    this.timer = setInterval(() => this.step(), STEP_MS);
  }

  /** People come to what is booked, most of them; a booking with `from` equal to `to` is one that was cancelled. */
  book(booking: KnownBooking): void {
    this.hubs.get(booking.hubId)?.book(booking);
  }

  get statistics(): SimStatistics {
    const links = [...this.hubs.values()].map((hub) => hub.link);
    const sum = (of: (link: (typeof links)[number]) => number): number => links.reduce((n, link) => n + of(link), 0);
    return { acknowledged: sum((link) => link.acknowledged), waiting: sum((link) => link.waiting) };
  }

  async stop(): Promise<void> {
    clearInterval(this.timer);
    await Promise.all([...this.hubs.values()].map((hub) => hub.close()));
  }

  private step(): void {
    const now = Date.now();
    for (const hub of this.hubs.values()) hub.step(now);
  }
}
