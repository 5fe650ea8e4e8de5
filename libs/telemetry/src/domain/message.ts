import type { Temporal } from '#libs/kernel';

export type ReadingKind = 'motion' | 'in_total' | 'out_total';

/** One value that a device measured. */
export interface Measurement {
  readonly kind: ReadingKind;
  readonly value: number;
}

/** What a device sent, in no format of any maker. */
export interface ReadingsMessage {
  readonly type: 'readings';
  readonly hubId: string;
  readonly deviceId: string;
  /** names the message among all of its device: what is sent twice carries the same key */
  readonly key: string;
  readonly deviceTime: Temporal.Instant;
  readonly measurements: readonly Measurement[];
  readonly battery: number | null;
  readonly rssi: number | null;
}

export interface StatusMessage {
  readonly type: 'status';
  readonly hubId: string;
  readonly id: string;
  readonly status: 'online' | 'offline';
}

export interface RefusedMessage {
  readonly type: 'refused';
  readonly reason: string;
}

export type DecodedMessage = ReadingsMessage | StatusMessage | RefusedMessage;

export const refused = (reason: string): RefusedMessage => ({ type: 'refused', reason });

/** `boot` grows with each restart of the device, `seq` with each message of that boot. */
export const messageKey = (boot: number, seq: number): string => `${boot}:${seq}`;

/** @returns the restart that a message belongs to, as its key tells */
export const bootOf = (key: string): number => Number(key.slice(0, key.indexOf(':')));

/** @returns the place of a message in its boot, as its key tells */
export const seqOf = (key: string): number => Number(key.slice(key.indexOf(':') + 1));
