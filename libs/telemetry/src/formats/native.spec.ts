import fc from 'fast-check';
import { topics } from '#libs/contracts';
import { newId } from '#libs/kernel';
import { decodeNative } from './native.js';

const hubId = newId();
const deviceId = newId();
const topic = topics.readings(hubId, deviceId);
const good = { v: 1, boot: 3, seq: 17, at: '2026-03-29T10:00:00+02:00', motion: true, battery: 88, rssi: -70 };
const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);
const decode = (body: unknown): ReturnType<typeof decodeNative> => decodeNative(topic, bytes(JSON.stringify(body)));
const reasonOf = (decoded: ReturnType<typeof decodeNative>): string =>
  decoded.type === 'refused' ? decoded.reason : `accepted as ${decoded.type}`;

describe(decodeNative.name, () => {
  it('reads the movement at a desk', () => {
    const decoded = decode(good);
    expect(decoded).toMatchObject({ type: 'readings', hubId, deviceId, key: '3:17', battery: 88, rssi: -70 });
    if (decoded.type !== 'readings') throw new Error(decoded.type);
    expect(decoded.deviceTime.toString()).toBe('2026-03-29T08:00:00Z');
    expect(decoded.measurements).toEqual([{ kind: 'motion', value: 1 }]);
  });

  it('reads the totals of a door', () => {
    expect(decode({ v: 1, boot: 0, seq: 0, at: '2026-03-29T10:00:00Z', in: 12, out: 9 })).toMatchObject({
      measurements: [
        { kind: 'in_total', value: 12 },
        { kind: 'out_total', value: 9 },
      ],
      battery: null,
      rssi: null,
    });
  });

  it('reads the status and the last will of a device', () => {
    expect(decodeNative(topics.status(hubId, deviceId), bytes('offline'))).toEqual({
      type: 'status',
      hubId,
      id: deviceId,
      status: 'offline',
    });
  });

  it.each([
    ['another version', { ...good, v: 2 }, /^v: /],
    ['a missing sequence', { ...good, seq: undefined }, /^seq: /],
    ['a sequence in text', { ...good, seq: '17' }, /^seq: /],
    ['a negative boot', { ...good, boot: -1 }, /^boot: /],
    ['a sequence past 32 bits', { ...good, seq: 2 ** 32 }, /^seq: /],
    ['a fraction of a person', { ...good, in: 0.5 }, /^in: /],
    ['a movement in numbers', { ...good, motion: 1 }, /^motion: /],
    ['a battery above the full', { ...good, battery: 101 }, /^battery: /],
    ['a time without an offset', { ...good, at: '2026-03-29T10:00:00' }, /^at: /],
    ['the thirtieth of February', { ...good, at: '2026-02-30T10:00:00Z' }, /^at: /],
    ['an impossible offset', { ...good, at: '2026-02-03T10:00:00+25:00' }, /^at: /],
    ['a time before computers', { ...good, at: '0000-01-01T00:00:00Z' }, /^at: /],
    ['a list', [good], /^payload: /],
    ['null', null, /^payload: /],
  ])('refuses %s and says where', (_, body, reason) => {
    expect(reasonOf(decode(body))).toMatch(reason);
  });

  it('leaves a clock that is years ahead to the rule for times', () => {
    expect(decode({ ...good, at: '9999-12-31T23:59:59Z' }).type).toBe('readings');
  });

  it.each([
    ['numbers that JSON does not know', '{"v":1,"boot":NaN}', 'payload: not JSON'],
    ['a number past all numbers', JSON.stringify(good).replace('17', '1e999'), /^seq: /],
    ['a thousand nested lists', '['.repeat(2000) + ']'.repeat(2000), /^payload: /],
    ['nothing', '', 'payload: not JSON'],
    ['half a message', '{"v":1,"boo', 'payload: not JSON'],
    ['more than a message can be', ' '.repeat(5000), 'payload: more than 4096 bytes'],
  ])('refuses %s', (_, text, reason) => {
    expect(reasonOf(decodeNative(topic, bytes(text)))).toMatch(reason);
  });

  it('refuses bytes that are no text', () => {
    expect(reasonOf(decodeNative(topic, Uint8Array.of(0xff, 0xfe, 0x7b)))).toBe('payload: not UTF-8');
  });

  it.each([
    ['a topic of another product', 'zigbee2mqtt/desk'],
    ['an id in capitals', topics.readings(hubId.toUpperCase(), deviceId)],
    ['a deeper topic', `${topic}/extra`],
    ['an id that is none', topics.readings('..', deviceId)],
  ])('refuses %s', (_, odd) => {
    expect(reasonOf(decodeNative(odd, bytes(JSON.stringify(good))))).toMatch(/^topic: /);
  });

  it('is not led astray by names that objects inherit', () => {
    expect(decode({ ...good, constructor: 1, toString: 2 }).type).toBe('readings');
    const sneaky = JSON.stringify(good).replace('{', '{"__proto__":{"motion":false},');
    expect(decodeNative(topic, bytes(sneaky))).toMatchObject({ measurements: [{ kind: 'motion', value: 1 }] });
  });

  it('never throws, whatever the bytes', () => {
    fc.assert(fc.property(fc.uint8Array({ maxLength: 300 }), (payload) => void decodeNative(topic, payload)));
    fc.assert(fc.property(fc.json(), (text) => void decodeNative(topic, bytes(text))));
    const parts = fc.record({ v: fc.constant(1), boot: fc.anything(), seq: fc.nat(), at: fc.string() });
    fc.assert(fc.property(parts, (body) => void decodeNative(topic, bytes(JSON.stringify(body)))));
  });
});
