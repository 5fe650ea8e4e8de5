import { nativeReadingsSchema, type NativeReadings } from '#libs/contracts';
import { Temporal } from '#libs/kernel';
import { type DecodedMessage, type Measurement, messageKey, refused } from '../domain/message.js';
import { type NativeTopic, parseTopic } from './topic.js';

/** A reading has about 150 bytes; what is far larger is not one, and is not parsed. */
export const MAX_PAYLOAD_BYTES = 4096;

const utf8 = new TextDecoder('utf-8', { fatal: true });

/** Never throws: what can not be understood is refused with the reason. */
export function decodeNative(topic: string, payload: Uint8Array): DecodedMessage {
  const parsed = parseTopic(topic);
  if (parsed === undefined) return refused('topic: not quindici/v1/{hubId}/{deviceId}/readings or /status');
  if (payload.byteLength > MAX_PAYLOAD_BYTES) return refused(`payload: more than ${MAX_PAYLOAD_BYTES} bytes`);
  let text: string;
  try {
    text = utf8.decode(payload);
  } catch {
    return refused('payload: not UTF-8');
  }
  return parsed.channel === 'status' ? decodeStatus(parsed, text) : decodeReadings(parsed, text);
}

function decodeStatus({ hubId, id }: NativeTopic, text: string): DecodedMessage {
  if (text !== 'online' && text !== 'offline') return refused('status: neither online nor offline');
  return { type: 'status', hubId, id, status: text };
}

function decodeReadings({ hubId, id }: NativeTopic, text: string): DecodedMessage {
  let body: unknown;
  try {
    body = JSON.parse(text);
  } catch {
    return refused('payload: not JSON');
  }
  const result = nativeReadingsSchema.safeParse(body);
  if (!result.success) {
    const [issue] = result.error.issues;
    return refused(`${issue?.path.join('.') || 'payload'}: ${issue?.message ?? 'not a reading'}`);
  }
  const readings = result.data;
  const deviceTime = instantOf(readings.at);
  if (deviceTime === undefined) return refused('at: not an instant since 1970');
  return {
    type: 'readings',
    hubId,
    deviceId: id,
    key: messageKey(readings.boot, readings.seq),
    deviceTime,
    measurements: measurementsOf(readings),
    battery: readings.battery ?? null,
    rssi: readings.rssi ?? null,
  };
}

function instantOf(text: string): Temporal.Instant | undefined {
  try {
    const instant = Temporal.Instant.from(text);
    return instant.epochMilliseconds < 0 ? undefined : instant;
  } catch {
    return undefined;
  }
}

function measurementsOf(readings: NativeReadings): Measurement[] {
  const measurements: Measurement[] = [];
  if (readings.motion !== undefined) measurements.push({ kind: 'motion', value: readings.motion ? 1 : 0 });
  if (readings.in !== undefined) measurements.push({ kind: 'in_total', value: readings.in });
  if (readings.out !== undefined) measurements.push({ kind: 'out_total', value: readings.out });
  return measurements;
}
