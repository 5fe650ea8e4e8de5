import { Temporal } from '#libs/kernel';
import { ABSOLUTE, isDue, isLive } from './session-lifetime.js';

const start = Temporal.Instant.from('2026-03-28T22:00:00Z');
const at = (duration: Temporal.DurationLike): Temporal.Instant => start.add(duration);
const session = { lastSeenAt: start, expiresAt: start.add(ABSOLUTE) };

describe(isLive.name, () => {
  it('holds for a citizen until twelve idle hours have passed', () => {
    expect(isLive(session, false, at({ hours: 11, minutes: 59 }))).toBe(true);
    expect(isLive(session, false, at({ hours: 12 }))).toBe(false);
  });

  it('holds for staff until thirty idle minutes have passed', () => {
    expect(isLive(session, true, at({ minutes: 29 }))).toBe(true);
    expect(isLive(session, true, at({ minutes: 30 }))).toBe(false);
  });

  it('ends after a day however busy, and a day is 24 hours when the clocks change', () => {
    const busy = { ...session, lastSeenAt: at({ hours: 23, minutes: 59 }) };
    expect(isLive(busy, true, at({ hours: 23, minutes: 59, seconds: 59 }))).toBe(true);
    expect(isLive(busy, true, at({ hours: 24 }))).toBe(false);
  });
});

describe(isDue.name, () => {
  it('asks for a write once a minute', () => {
    expect(isDue(session, at({ seconds: 59 }))).toBe(false);
    expect(isDue(session, at({ seconds: 60 }))).toBe(true);
  });
});
