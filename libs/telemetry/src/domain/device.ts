export const deviceKinds = ['desk_pir', 'door_counter'] as const;
export type DeviceKind = (typeof deviceKinds)[number];

/** A sensor with an identity, and the desk it is bound to; a door counter belongs to the whole hub. */
export interface Device {
  readonly hubId: string;
  readonly id: string;
  readonly kind: DeviceKind;
  readonly bookableId: string | null;
  /** the longest pause between two messages of a healthy device */
  readonly reportIntervalSeconds: number;
}

/** Silent for longer than this many report intervals: what the device last said is no longer believed. */
export const SILENT_AFTER_INTERVALS = 2.5;
