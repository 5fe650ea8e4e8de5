import type { INestApplicationContext } from '@nestjs/common';
import { HubsService, MetrosService } from '#libs/hubs';
import { SYSTEM, UnitOfWork } from '#libs/platform';
import { DeviceProvisioning } from '#libs/telemetry';

export interface ListDevicesArgs {
  readonly metro: string;
  readonly hub: string;
}

export interface ListedDevices {
  readonly hubId: string;
  readonly gateway: { readonly id: string; readonly secret: string } | null;
  readonly devices: readonly { readonly id: string; readonly kind: string; readonly bookableId: string | null }[];
}

/** The simulated sensors of a hub, and how their gateway signs in: to play a sensor by hand. */
export async function listDevices(services: INestApplicationContext, args: ListDevicesArgs): Promise<ListedDevices> {
  const metro = await services.get(MetrosService).bySlug(args.metro);
  const hubs = await services.get(HubsService).hubsOfMetro(metro.id);
  const hub = hubs.find(({ slug, id }) => slug === args.hub || id === args.hub);
  if (hub === undefined)
    throw new Error(`${metro.name} has no hub "${args.hub}". It has: ${hubs.map(({ slug }) => slug).join(', ')}`);
  const provisioning = services.get(DeviceProvisioning);
  const equipped = await services.get(UnitOfWork).run(SYSTEM, (tx) => provisioning.equipped(tx));
  const found = equipped.find(({ hubId }) => hubId === hub.id);
  return {
    hubId: hub.id,
    gateway: found?.gateway ?? null,
    devices: found?.devices.map(({ id, kind, bookableId }) => ({ id, kind, bookableId })) ?? [],
  };
}
