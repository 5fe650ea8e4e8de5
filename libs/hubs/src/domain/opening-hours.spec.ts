import fc from 'fast-check';
import { Temporal, TimeRange } from '#libs/kernel';
import { isOpen, openRanges, type Community, type WeeklyWindow } from './opening-hours.js';

const ROME = 'Europe/Rome';
const window = (weekday: number, opens: number, closes: number, community: Community = 'public'): WeeklyWindow => ({
  weekday,
  opensMinute: opens * 60,
  closesMinute: closes * 60,
  community,
});
const written = (windows: readonly WeeklyWindow[], date: string, days = 1, zone = ROME): string[] =>
  openRanges(windows, zone, Temporal.PlainDate.from(date), days).map(String);

describe(openRanges.name, () => {
  it('lays a weekly window on each of its days', () => {
    expect(written([window(1, 9, 19)], '2026-11-23', 8)).toEqual([
      '[2026-11-23T08:00:00Z,2026-11-23T18:00:00Z)',
      '[2026-11-30T08:00:00Z,2026-11-30T18:00:00Z)',
    ]);
  });

  it('keeps what is open to another community apart', () => {
    const school = [window(1, 8, 14, 'school'), window(1, 15, 22)];
    expect(written(school, '2026-11-23')).toEqual(['[2026-11-23T14:00:00Z,2026-11-23T21:00:00Z)']);
  });

  it('joins windows that touch, at noon and at midnight', () => {
    expect(written([window(1, 9, 13), window(1, 13, 24), window(2, 0, 2)], '2026-11-23', 2)).toEqual([
      '[2026-11-23T08:00:00Z,2026-11-24T01:00:00Z)',
    ]);
  });

  it('opens and closes by the wall clock on the day of 23 hours', () => {
    expect(written([window(7, 9, 19)], '2027-03-28')).toEqual(['[2027-03-28T07:00:00Z,2027-03-28T17:00:00Z)']);
    expect(written([window(7, 0, 24)], '2027-03-28')).toEqual(['[2027-03-27T23:00:00Z,2027-03-28T22:00:00Z)']);
  });

  it('moves an edge in the skipped hour to the jump', () => {
    expect(written([window(7, 1, 2.5)], '2027-03-28')).toEqual(['[2027-03-28T00:00:00Z,2027-03-28T01:00:00Z)']);
    expect(written([window(7, 2.5, 4)], '2027-03-28')).toEqual(['[2027-03-28T01:00:00Z,2027-03-28T02:00:00Z)']);
    expect(written([window(7, 2.25, 2.75)], '2027-03-28')).toEqual([]);
  });

  it('opens and closes by the wall clock on the day of 25 hours', () => {
    expect(written([window(7, 9, 19)], '2026-10-25')).toEqual(['[2026-10-25T08:00:00Z,2026-10-25T18:00:00Z)']);
    expect(written([window(7, 0, 24)], '2026-10-25')).toEqual(['[2026-10-24T22:00:00Z,2026-10-25T23:00:00Z)']);
  });

  it('stays open through both turns of the doubled hour', () => {
    expect(written([window(7, 1, 2.5)], '2026-10-25')).toEqual(['[2026-10-24T23:00:00Z,2026-10-25T01:30:00Z)']);
    expect(written([window(7, 2.5, 4)], '2026-10-25')).toEqual(['[2026-10-25T00:30:00Z,2026-10-25T03:00:00Z)']);
  });

  it('gives ranges in order that neither overlap nor touch, and hold exactly the minutes of their windows', () => {
    const windows = fc.array(
      fc
        .tuple(fc.integer({ min: 1, max: 7 }), fc.integer({ min: 0, max: 95 }), fc.integer({ min: 1, max: 96 }))
        .map(([weekday, opens, length]) => window(weekday, opens / 4, Math.min(opens + length, 96) / 4)),
      { maxLength: 12 },
    );
    // A week of November: no clock changes in it.
    const monday = Temporal.PlainDate.from('2026-11-16');
    const quarters = Array.from({ length: 7 * 96 }, (_, i) => i);
    fc.assert(
      fc.property(windows, (week) => {
        const ranges = openRanges(week, ROME, monday, 7);
        const apart = ranges.every(
          (range, i) => i === 0 || Temporal.Instant.compare(ranges[i - 1]!.end, range.start) < 0,
        );
        const exact = quarters.every((quarter) => {
          const instant = monday
            .toZonedDateTime(ROME)
            .add({ minutes: quarter * 15 })
            .toInstant();
          const minute = (quarter % 96) * 15;
          const expected = week.some(
            (rule) =>
              rule.weekday === Math.floor(quarter / 96) + 1 && rule.opensMinute <= minute && minute < rule.closesMinute,
          );
          return ranges.some((range) => range.contains(instant)) === expected;
        });
        return apart && exact;
      }),
      { numRuns: 25 },
    );
  });
});

describe(isOpen.name, () => {
  const everyDay = [1, 2, 3, 4, 5, 6, 7];
  const spanOf = (start: string, end: string): TimeRange => TimeRange.parse(start, end);

  it('asks for the whole span', () => {
    const library = everyDay.map((day) => window(day, 9, 19));
    expect(isOpen(library, ROME, spanOf('2026-11-23T08:00:00Z', '2026-11-23T18:00:00Z'))).toBe(true);
    expect(isOpen(library, ROME, spanOf('2026-11-23T07:59:00Z', '2026-11-23T10:00:00Z'))).toBe(false);
    expect(isOpen(library, ROME, spanOf('2026-11-23T17:00:00Z', '2026-11-23T18:01:00Z'))).toBe(false);
  });

  it('goes through midnight where the windows do', () => {
    const always = everyDay.map((day) => window(day, 0, 24));
    expect(isOpen(always, ROME, spanOf('2026-10-23T10:00:00Z', '2026-10-27T10:00:00Z'))).toBe(true);
    expect(isOpen(always.slice(1), ROME, spanOf('2026-10-25T22:00:00Z', '2026-10-25T23:30:00Z'))).toBe(false);
  });

  it('does not let the public into the hours of a school', () => {
    const school = [window(1, 8, 14, 'school'), window(1, 15, 22)];
    const lesson = spanOf('2026-11-23T09:00:00Z', '2026-11-23T10:00:00Z');
    expect(isOpen(school, ROME, lesson)).toBe(false);
    expect(isOpen(school, ROME, lesson, 'school')).toBe(true);
  });

  it('holds the local hour on both sides of a change of clocks', () => {
    const sundays = [window(7, 9, 10)];
    for (const [start, end, open] of [
      ['2027-03-21T08:00:00Z', '2027-03-21T09:00:00Z', true],
      ['2027-03-28T07:00:00Z', '2027-03-28T08:00:00Z', true],
      ['2027-03-28T08:00:00Z', '2027-03-28T09:00:00Z', false],
      ['2026-10-18T07:00:00Z', '2026-10-18T08:00:00Z', true],
      ['2026-10-25T08:00:00Z', '2026-10-25T09:00:00Z', true],
    ] as const)
      expect(isOpen(sundays, ROME, spanOf(start, end))).toBe(open);
  });
});
