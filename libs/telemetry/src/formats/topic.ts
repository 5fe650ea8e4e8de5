const UUID = '[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}';
const TOPIC = new RegExp(`^quindici/v1/(${UUID})/(${UUID})/(readings|status)$`);

export interface NativeTopic {
  readonly hubId: string;
  /** a device, or for a status also a gateway */
  readonly id: string;
  readonly channel: 'readings' | 'status';
}

/** Ids in lower case only, so that each device has one topic and no more. */
export function parseTopic(topic: string): NativeTopic | undefined {
  const [, hubId, id, channel] = TOPIC.exec(topic) ?? [];
  if (hubId === undefined || id === undefined || (channel !== 'readings' && channel !== 'status')) return undefined;
  return { hubId, id, channel };
}
