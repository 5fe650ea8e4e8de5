import { claimLedgerOn } from './claim-ledger.js';
import { type NativeReadings, topics } from '#libs/contracts';
import { HubRepository } from '#libs/hubs';
import { type Clock, newId, Temporal } from '#libs/kernel';
import { DeskWatch, HeadCounter, HeadCountRepository, OccupancyService, PresenceRepository } from '#libs/occupancy';
import { OutboxRepository, SYSTEM, type UnitOfWork } from '#libs/platform';
import {
  type BatchHook,
  BatchWriter,
  CredentialRepository,
  DeadLetterRepository,
  DeviceDirectory,
  DeviceRepository,
  hashSecret,
  type IncomingMessage,
  type IngestLimits,
  IngestPipeline,
  ReadingRepository,
} from '#libs/telemetry';
import type { TestDatabase } from './databases.js';
import type { SmallHub } from './small-hub.js';

export const SECRET = 'open sesame';

export interface Sensors {
  readonly hubId: string;
  /** one per desk of the hub */
  readonly desks: readonly string[];
  readonly doors: readonly string[];
  readonly gateway: string;
}

/** Sensors that report every five minutes, all with the same secret. */
export async function equip(db: TestDatabase, hub: SmallHub, doorCount = 1): Promise<Sensors> {
  const device = { hubId: hub.hubId, reportIntervalSeconds: 300, secretHash: hashSecret(SECRET) };
  // What happens at the same instant is ordered by device: the ids of two equipped hubs must be in the same order.
  const ids = Array.from({ length: hub.desks.length + doorCount }, () => newId()).toSorted();
  const desks = hub.desks.map((desk, n) => ({
    ...device,
    id: ids[n]!,
    kind: 'desk_pir' as const,
    name: desk.label,
    bookableId: desk.id,
  }));
  const doors = Array.from({ length: doorCount }, (_, n) => ({
    ...device,
    id: ids[hub.desks.length + n]!,
    kind: 'door_counter' as const,
    name: `Door ${n}`,
    bookableId: null,
  }));
  const gateway = newId();
  await db.unitOfWork.run(SYSTEM, async (tx) => {
    await new DeviceRepository().insert(tx, [...desks, ...doors]);
    await new CredentialRepository().insertGateways(tx, [
      { hubId: hub.hubId, id: gateway, name: 'Gateway', secretHash: device.secretHash },
    ]);
  });
  return { hubId: hub.hubId, desks: desks.map(({ id }) => id), doors: doors.map(({ id }) => id), gateway };
}

export function occupancyOn(unitOfWork: UnitOfWork, clock: Clock): OccupancyService {
  const presences = new PresenceRepository();
  const readings = new ReadingRepository();
  const outbox = new OutboxRepository();
  const ledger = claimLedgerOn(outbox, clock);
  return new OccupancyService(
    unitOfWork,
    new DeskWatch(presences, readings, ledger, outbox, clock),
    new HeadCounter(new HeadCountRepository(), presences, readings, new HubRepository(), outbox, clock),
  );
}

export function pipelineOn(
  unitOfWork: UnitOfWork,
  clock: Clock,
  onBatch: BatchHook = (tx, readings) => occupancyOn(unitOfWork, clock).take(tx, readings),
  limits: Partial<IngestLimits> = {},
): IngestPipeline {
  const devices = new DeviceRepository();
  const directory = new DeviceDirectory(devices, clock);
  const letters = new DeadLetterRepository();
  const writer = new BatchWriter(directory, new ReadingRepository(), letters, devices, new CredentialRepository());
  return new IngestPipeline(unitOfWork, writer, onBatch, { firstRetry: 5, longestRetry: 50, ...limits });
}

export function message(topic: string, body: unknown, receivedAt: Temporal.Instant, retained = false): IncomingMessage {
  const payload = Buffer.from(typeof body === 'string' ? body : JSON.stringify(body));
  return { topic, payload, retained, receivedAt };
}

/** A message of a device as it comes over the wire. */
export function reading(
  hubId: string,
  deviceId: string,
  values: Partial<NativeReadings> & { readonly seq: number; readonly at: string },
  receivedAt: Temporal.Instant = Temporal.Instant.from(values.at),
): IncomingMessage {
  return message(topics.readings(hubId, deviceId), { v: 1, boot: 1, ...values }, receivedAt);
}
