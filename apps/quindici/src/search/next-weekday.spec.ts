import { Temporal } from '#libs/kernel';
import { nextWeekdayMorning } from './next-weekday.js';

describe(nextWeekdayMorning.name, () => {
  it.each([
    ['a Monday', '2026-11-23T08:00:00Z', '[2026-11-24T09:00:00Z,2026-11-24T11:00:00Z)'],
    ['a Friday', '2026-11-27T08:00:00Z', '[2026-11-30T09:00:00Z,2026-11-30T11:00:00Z)'],
    ['a Sunday', '2026-11-22T17:00:00Z', '[2026-11-23T09:00:00Z,2026-11-23T11:00:00Z)'],
    ['the Saturday before summer time', '2027-03-27T12:00:00Z', '[2027-03-29T08:00:00Z,2027-03-29T10:00:00Z)'],
    ['the last hour of a day in UTC', '2026-11-23T23:30:00Z', '[2026-11-25T09:00:00Z,2026-11-25T11:00:00Z)'],
  ])('on %s', (_, now, expected) => {
    expect(String(nextWeekdayMorning(Temporal.Instant.from(now), 'Europe/Rome'))).toBe(expected);
  });
});
