import { type NativeReadings, topics } from '#libs/contracts';
import { HubLife, type KnownBooking } from './city/hub-life.js';
import { Random } from './city/random.js';
import type { Rhythm } from './city/rhythm.js';
import { type DeskSensor, deskSensor, deskTick, type Millis, pulse, type Report } from './device/desk-sensor.js';
import { breakBeam, doorCounter, type DoorCounter, doorTick } from './device/door-counter.js';
import { GatewayLink } from './link/gateway-link.js';

export interface HubToSimulate {
  readonly hubId: string;
  readonly gateway: { readonly id: string; readonly secret: string };
  readonly devices: readonly {
    readonly id: string;
    readonly kind: 'desk_pir' | 'door_counter';
    readonly bookableId: string | null;
  }[];
}

export interface HubOptions {
  readonly mqttUrl: string;
  readonly rhythm: Rhythm;
  readonly speed: number;
  readonly seed: number;
}

const SPREAD_MS = 300_000;

/** One hub: its people, the firmware of its sensors, and the gateway that carries their words. */
export class SimulatedHub {
  readonly link: GatewayLink;
  private readonly life: HubLife;
  private readonly desks = new Map<string, { readonly deviceId: string; sensor: DeskSensor }>();
  private readonly doors: { readonly deviceId: string; counter: DoorCounter }[] = [];
  private readonly seqs = new Map<string, number>();
  private readonly random: Random;
  /** as a counter in flash would, it grows with each start: seconds since 1970 */
  private readonly boot: number;

  constructor(
    readonly hub: HubToSimulate,
    { mqttUrl, rhythm, speed, seed }: HubOptions,
    now: Millis,
  ) {
    this.random = new Random(seed);
    this.boot = Math.floor(now / 1000);
    this.link = new GatewayLink(mqttUrl, { hubId: hub.hubId, ...hub.gateway });
    for (const { id: deviceId, kind, bookableId } of hub.devices) {
      if (kind === 'door_counter') this.doors.push({ deviceId, counter: doorCounter(-Infinity) });
      else if (bookableId !== null)
        this.desks.set(bookableId, {
          deviceId,
          sensor: deskSensor(now - this.random.between(SPREAD_MS / 2, SPREAD_MS)),
        });
    }
    const senses = { pulse: this.pulse.bind(this), beam: this.beam.bind(this) };
    this.life = new HubLife([...this.desks.keys()], this.random, senses, rhythm, speed);
  }

  book(booking: KnownBooking): void {
    this.life.book(booking);
  }

  /** One second: people live, sensors look at their clocks. */
  step(now: Millis): void {
    this.life.step(now);
    for (const desk of this.desks.values()) {
      const [sensor, report] = deskTick(desk.sensor, now);
      desk.sensor = sensor;
      if (report) this.send(desk.deviceId, report);
    }
    for (const door of this.doors) {
      const [counter, report] = doorTick(door.counter, now);
      door.counter = counter;
      if (report) this.send(door.deviceId, report);
    }
  }

  async close(): Promise<void> {
    await this.link.close();
  }

  private pulse(bookableId: string, at: Millis): void {
    const desk = this.desks.get(bookableId);
    if (desk) desk.sensor = pulse(desk.sensor, at);
  }

  private beam(beam: 'outer' | 'inner', at: Millis): void {
    const door = this.random.pick(this.doors);
    // Both beams of one passage are at one door: with several doors the next beam belongs to the one that waits.
    const waiting = this.doors.find(({ counter }) => counter.broken !== undefined && counter.broken.beam !== beam);
    const passed = waiting ?? door;
    if (passed) passed.counter = breakBeam(passed.counter, beam, at);
  }

  private send(deviceId: string, { at, ...values }: Report): void {
    const seq = this.seqs.get(deviceId) ?? 0;
    this.seqs.set(deviceId, seq + 1);
    const readings: NativeReadings = {
      v: 1,
      boot: this.boot,
      seq,
      at: new Date(at).toISOString(),
      ...values,
      battery: 90,
      rssi: -60 - Math.round(this.random.between(0, 25)),
    };
    this.link.send({ topic: topics.readings(this.hub.hubId, deviceId), payload: JSON.stringify(readings) });
  }
}
