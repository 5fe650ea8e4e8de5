import type { Temporal } from '#libs/kernel';
import type { DeviceKind } from '../domain/device.js';
import type { DecodedMessage, Measurement } from '../domain/message.js';

/** A message as the broker handed it over. */
export interface IncomingMessage {
  readonly topic: string;
  readonly payload: Uint8Array;
  /** kept by the broker from before we listened: may tell a state, never an event */
  readonly retained: boolean;
  readonly receivedAt: Temporal.Instant;
}

export interface UnderstoodMessage extends IncomingMessage {
  readonly decoded: DecodedMessage;
}

/** A message of a known device that was not taken in before. */
export interface Reading {
  readonly hubId: string;
  readonly deviceId: string;
  readonly deviceKind: DeviceKind;
  readonly bookableId: string | null;
  readonly reportIntervalSeconds: number;
  readonly key: string;
  /** when it counts: see readingTime */
  readonly at: Temporal.Instant;
  readonly deviceTime: Temporal.Instant;
  readonly receivedAt: Temporal.Instant;
  readonly measurements: readonly Measurement[];
}
