import type { INestApplicationContext } from '@nestjs/common';
import { ForkedFirmwareSim } from '#firmware-sim';
import type { StreamEvent } from '#libs/contracts';
import { OutboxFeed, SYSTEM, UnitOfWork } from '#libs/platform';
import { DeviceProvisioning } from '#libs/telemetry';

/**
 * Lets the sensors that this installation equipped speak, with people who come to what is booked from now on.
 * @returns how to silence them
 */
export async function startSensors(services: INestApplicationContext, mqttUrl: string): Promise<() => Promise<void>> {
  const provisioning = services.get(DeviceProvisioning, { strict: false });
  const unitOfWork = services.get(UnitOfWork, { strict: false });
  const hubs = await unitOfWork.run(SYSTEM, (tx) => provisioning.equipped(tx));
  // The demonstration is looked at on Sundays and at night too; calm, since the embedded database writes each message through to the disk.
  const sim = ForkedFirmwareSim.start({ mqttUrl, hubs, rhythm: 'calm' });
  const silence = services.get(OutboxFeed, { strict: false }).subscribe((events) => {
    for (const { topic, payload } of events)
      if (topic === 'claim') sim.book(toBooking(payload as StreamEvent<'claim'>));
  });
  return async () => {
    silence();
    await sim.stop();
  };
}

const ENDED: ReadonlySet<string> = new Set(['cancelled', 'released', 'expired']);

/** A booking that was called off is one of no length. */
function toBooking({ hubId, bookableId, from, to, status }: StreamEvent<'claim'>): {
  hubId: string;
  bookableId: string;
  from: number;
  to: number;
} {
  const start = Date.parse(from);
  return { hubId, bookableId, from: start, to: ENDED.has(status) ? start : Date.parse(to) };
}
