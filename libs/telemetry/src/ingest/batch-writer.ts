import { Injectable } from '@nestjs/common';
import type { Tx } from '#libs/platform';
import type { Device, DeviceKind } from '../domain/device.js';
import type { ReadingKind, ReadingsMessage, StatusMessage } from '../domain/message.js';
import { readingTime } from '../domain/reading-time.js';
import { CredentialRepository } from '../persistence/credential.repository.js';
import { type DeadLetter, DeadLetterRepository } from '../persistence/dead-letter.repository.js';
import { DeviceRepository, type SignOfLife } from '../persistence/device.repository.js';
import { ReadingRepository } from '../persistence/reading.repository.js';
import { DeviceDirectory } from './device-directory.js';
import type { IncomingMessage, Reading, UnderstoodMessage } from './incoming-message.js';

const measures: Readonly<Record<DeviceKind, readonly ReadingKind[]>> = {
  desk_pir: ['motion'],
  door_counter: ['in_total', 'out_total'],
};

type Told<T> = IncomingMessage & { readonly decoded: T };
const tells =
  <K extends 'readings' | 'status'>(type: K) =>
  (
    message: UnderstoodMessage,
  ): message is UnderstoodMessage & Told<K extends 'status' ? StatusMessage : ReadingsMessage> =>
    message.decoded.type === type;

/** Writes a batch of messages in the caller's transaction: each ends as a new reading, a repetition that changes nothing, or a dead letter. */
@Injectable()
export class BatchWriter {
  constructor(
    readonly directory: DeviceDirectory,
    private readonly readings: ReadingRepository,
    private readonly deadLetters: DeadLetterRepository,
    private readonly devices: DeviceRepository,
    private readonly credentials: CredentialRepository,
  ) {}

  /** @returns the readings that are new, oldest first */
  async write(tx: Tx, messages: readonly UnderstoodMessage[]): Promise<Reading[]> {
    const letters: DeadLetter[] = messages.flatMap((message) =>
      message.decoded.type === 'refused' ? [{ message, reason: message.decoded.reason }] : [],
    );
    // What a broker kept is told again on each subscription: to take it for an event would make people appear.
    const told = messages.filter(tells('readings')).filter((message) => !message.retained);
    const known = await this.directory.resolve(
      tx,
      told.map(({ decoded }) => decoded.deviceId),
    );
    const readings: Reading[] = [];
    for (const message of told) {
      const device = known.get(message.decoded.deviceId);
      const objection = objectionTo(message.decoded, device);
      if (objection === undefined) readings.push(readingOf(message, device!));
      else letters.push({ message, reason: objection });
    }
    const fresh = readings.length === 0 ? [] : await this.readings.takeIn(tx, readings);
    await this.readings.insert(tx, fresh);
    if (readings.length > 0) await this.devices.noteSignsOfLife(tx, signsOfLife(told, readings));
    letters.push(...(await this.noteStatuses(tx, messages.filter(tells('status')))));
    if (letters.length > 0) await this.deadLetters.insert(tx, letters);
    return fresh.toSorted((a, b) => a.at.epochMilliseconds - b.at.epochMilliseconds);
  }

  private async noteStatuses(tx: Tx, messages: readonly Told<StatusMessage>[]): Promise<DeadLetter[]> {
    if (messages.length === 0) return [];
    const latest = new Map(messages.map(({ decoded }) => [`${decoded.hubId}/${decoded.id}`, decoded]));
    const known = new Set(await this.credentials.noteStatuses(tx, [...latest.values()]));
    return messages
      .filter((message) => !known.has(message.decoded.id))
      .map((message) => ({ message, reason: 'device: not known in this hub' }));
  }
}

function objectionTo(message: ReadingsMessage, device: Device | undefined): string | undefined {
  if (device === undefined) return 'device: not known';
  if (device.hubId !== message.hubId) return 'device: not of this hub';
  const kinds = message.measurements.map((measured) => measured.kind);
  const expected = measures[device.kind];
  if (kinds.length !== expected.length || kinds.some((kind) => !expected.includes(kind)))
    return `payload: a ${device.kind} tells ${expected.join(' and ')}`;
  return undefined;
}

function readingOf({ decoded, receivedAt }: Told<ReadingsMessage>, device: Device): Reading {
  return {
    hubId: device.hubId,
    deviceId: device.id,
    deviceKind: device.kind,
    bookableId: device.bookableId,
    reportIntervalSeconds: device.reportIntervalSeconds,
    key: decoded.key,
    at: readingTime(decoded.deviceTime, receivedAt),
    deviceTime: decoded.deviceTime,
    receivedAt,
    measurements: decoded.measurements,
  };
}

/** One sign per device: a row is updated once in a statement. */
function signsOfLife(messages: readonly Told<ReadingsMessage>[], readings: readonly Reading[]): SignOfLife[] {
  const heard = new Set(readings.map((reading) => reading.deviceId));
  const signs = new Map<string, SignOfLife>();
  for (const { decoded, receivedAt } of messages) {
    if (!heard.has(decoded.deviceId)) continue;
    const before = signs.get(decoded.deviceId);
    signs.set(decoded.deviceId, {
      hubId: decoded.hubId,
      deviceId: decoded.deviceId,
      seenAt: receivedAt,
      battery: decoded.battery ?? before?.battery ?? null,
      rssi: decoded.rssi ?? before?.rssi ?? null,
    });
  }
  return [...signs.values()].toSorted((a, b) => (a.deviceId < b.deviceId ? -1 : 1));
}
