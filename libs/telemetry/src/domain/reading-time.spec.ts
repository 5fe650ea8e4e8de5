import { Temporal } from '#libs/kernel';
import { readingTime } from './reading-time.js';

const received = Temporal.Instant.from('2026-03-29T10:00:00Z');
const at = (iso: string): string => readingTime(Temporal.Instant.from(iso), received).toString();

describe(readingTime.name, () => {
  it("is the device's time from seven days back to five minutes ahead", () => {
    expect(at('2026-03-22T10:00:00Z')).toBe('2026-03-22T10:00:00Z');
    expect(at('2026-03-29T10:05:00Z')).toBe('2026-03-29T10:05:00Z');
  });

  it('is the time of receipt when the clock of the device can not be believed', () => {
    expect(at('2026-03-22T09:59:59.999Z')).toBe('2026-03-29T10:00:00Z');
    expect(at('2026-03-29T10:05:00.001Z')).toBe('2026-03-29T10:00:00Z');
    expect(at('1970-01-01T00:00:12Z')).toBe('2026-03-29T10:00:00Z');
    expect(at('9999-12-31T23:59:59Z')).toBe('2026-03-29T10:00:00Z');
  });
});
