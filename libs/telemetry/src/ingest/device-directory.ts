import { Injectable } from '@nestjs/common';
import { Clock, type Temporal } from '#libs/kernel';
import type { Tx } from '#libs/platform';
import type { Device } from '../domain/device.js';
import { DeviceRepository } from '../persistence/device.repository.js';

const KEPT_MILLISECONDS = 60_000;

/** Which devices there are. What is known is believed for a minute; what is not known is asked for each time, since it may have just been equipped. */
@Injectable()
export class DeviceDirectory {
  private known = new Map<string, Device>();
  private readAt: Temporal.Instant | undefined;

  constructor(
    private readonly devices: DeviceRepository,
    private readonly clock: Clock,
  ) {}

  async resolve(tx: Tx, ids: Iterable<string>): Promise<ReadonlyMap<string, Device>> {
    const now = this.clock.now();
    if (this.readAt === undefined || now.epochMilliseconds - this.readAt.epochMilliseconds > KEPT_MILLISECONDS) {
      this.forget();
      this.readAt = now;
    }
    const missing = [...new Set(ids)].filter((id) => !this.known.has(id));
    if (missing.length > 0)
      for (const device of await this.devices.find(tx, missing)) this.known.set(device.id, device);
    return this.known;
  }

  forget(): void {
    this.known = new Map();
  }
}
