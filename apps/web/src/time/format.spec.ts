import type { TFunction } from 'i18next';
import { formatAgo, formatCount, formatDay, formatDuration, formatShare, formatTime, walkMinutes } from './format.js';

const t = ((key: string, values?: object) => [key, ...Object.values(values ?? {})].join(' ')) as unknown as TFunction;

describe(formatTime.name, () => {
  it('shows the wall clock of the zone on both sides of a clock change', () => {
    expect(formatTime('2026-10-25T00:30:00Z', 'Europe/Rome')).toBe('02:30');
    expect(formatTime('2026-10-25T01:30:00Z', 'Europe/Rome')).toBe('02:30');
    expect(formatTime('2026-10-25T02:30:00Z', 'Europe/Rome')).toBe('03:30');
  });

  it('writes midnight as 00:00', () => {
    expect(formatTime('2026-11-22T23:00:00Z', 'Europe/Rome')).toBe('00:00');
  });
});

describe(formatDay.name, () => {
  it('names the day in the zone and the language', () => {
    expect(formatDay('2026-11-22T23:30:00Z', 'Europe/Rome', 'it')).toBe('lun 23 nov');
    expect(formatDay('2026-11-22T22:30:00Z', 'Europe/Rome', 'en')).toMatch(/^Sun,? 22 Nov$/);
  });
});

describe(walkMinutes.name, () => {
  it('rounds up, and never says zero', () => {
    expect([0, 60, 61, 900].map(walkMinutes)).toEqual([1, 1, 2, 15]);
  });
});

describe(formatAgo.name, () => {
  it('speaks of seconds, then minutes', () => {
    expect([0, 4_000, 59_900, 61_000].map((ms) => formatAgo(ms, t))).toEqual([
      'time.now',
      'time.secondsAgo 4',
      'time.secondsAgo 59',
      'time.minutesAgo 1',
    ]);
  });

  it('forgives a clock that runs behind', () => {
    expect(formatAgo(-5_000, t)).toBe('time.now');
  });
});

describe(formatDuration.name, () => {
  it('splits hours and minutes', () => {
    expect([25 * 60_000, 130 * 60_000].map((ms) => formatDuration(ms, t))).toEqual([
      'time.minutes 25',
      'time.hours 2 10',
    ]);
  });
});

describe('numbers', () => {
  it('follow the language', () => {
    expect(formatCount(1234567, 'it')).toBe('1.234.567');
    expect(formatCount(1234, 'en')).toBe('1,234');
    expect(formatShare(0.625, 'it')).toMatch(/^62,5\s?%$/);
  });
});
