import type { StreamEventName } from '#libs/contracts';
import type { OutboxEvent, OutboxTopic } from '#libs/platform';

const names: Readonly<Record<OutboxTopic, StreamEventName | undefined>> = {
  claim: 'claim',
  booking: undefined,
  waiting: undefined,
  presence: 'presence',
  'head-count': 'headCount',
  network: undefined,
  policy: undefined,
  session: undefined,
};

/** One event of one hub as it goes over the wire. */
export interface HubEvent {
  readonly position: string;
  readonly hubId: string;
  /** only for those who manage the hub */
  readonly guarded: boolean;
  readonly frame: string;
}

/** @returns undefined for what is not told on this stream */
export function hubEventOf({ position, topic, hubId, payload }: OutboxEvent): HubEvent | undefined {
  const name = names[topic];
  if (name === undefined || hubId === null) return undefined;
  return { position, hubId, guarded: name !== 'claim', frame: frame(name, payload, position) };
}

export const frame = (name: StreamEventName, data: object, position: string): string =>
  `event: ${name}\nid: ${position}\ndata: ${JSON.stringify(data)}\n\n`;

/** Says that we are here, and how far the client has come although nothing happened in its hubs. */
export const heartbeat = (position: string | undefined): string =>
  position === undefined ? ': \n\n' : `: \nid: ${position}\n\n`;
