import fc from 'fast-check';
import { DomainError, isItalianHoliday, Temporal } from '#libs/kernel';
import { datesOf, type RecurrenceRule, spanOn } from './recurrence.js';

const ROME = 'Europe/Rome';
const rule = (change: Partial<RecurrenceRule> = {}): RecurrenceRule => ({
  frequency: 'weekly',
  interval: 1,
  weekdays: [],
  monthlyBy: 'day',
  startDate: '2026-11-24',
  startTime: '09:00',
  endTime: '11:00',
  until: null,
  count: 4,
  exceptions: [],
  skipHolidays: false,
  ...change,
});
const days = (change: Partial<RecurrenceRule>): string[] => datesOf(rule(change)).map(String);
const refusal = (change: Partial<RecurrenceRule>): string => {
  try {
    datesOf(rule(change));
    return 'none';
  } catch (error) {
    if (error instanceof DomainError) return error.code;
    throw error;
  }
};

describe(datesOf.name, () => {
  it.each<[string, Partial<RecurrenceRule>, string[]]>([
    ['every week on the day it begins', {}, ['2026-11-24', '2026-12-01', '2026-12-08', '2026-12-15']],
    [
      'on Mondays and Thursdays, from the first of them',
      { weekdays: [4, 1] },
      ['2026-11-26', '2026-11-30', '2026-12-03', '2026-12-07'],
    ],
    [
      'every second week, counted from the week it begins in',
      { interval: 2, weekdays: [1, 5], count: 3 },
      ['2026-11-27', '2026-12-07', '2026-12-11'],
    ],
    [
      'without what is left out, which does not count',
      { exceptions: ['2026-12-01'], count: 2 },
      ['2026-11-24', '2026-12-08'],
    ],
    ['without holidays', { skipHolidays: true, count: 3 }, ['2026-11-24', '2026-12-01', '2026-12-15']],
    ['up to and with its last day', { count: null, until: '2026-12-08' }, ['2026-11-24', '2026-12-01', '2026-12-08']],
    ['every third day', { frequency: 'daily', interval: 3, count: 2 }, ['2026-11-24', '2026-11-27']],
    [
      'on working days',
      { frequency: 'daily', startDate: '2026-11-27', weekdays: [1, 2, 3, 4, 5], count: 2 },
      ['2026-11-27', '2026-11-30'],
    ],
    [
      'on the thirty-first, in months that have one',
      { frequency: 'monthly', startDate: '2026-10-31', count: 3 },
      ['2026-10-31', '2026-12-31', '2027-01-31'],
    ],
    [
      'on every fourth Tuesday of a month',
      { frequency: 'monthly', monthlyBy: 'weekday', count: 3 },
      ['2026-11-24', '2026-12-22', '2027-01-26'],
    ],
    [
      'on the fifth Monday, in months that have one',
      { frequency: 'monthly', monthlyBy: 'weekday', startDate: '2026-11-30', count: 2 },
      ['2026-11-30', '2027-03-29'],
    ],
    [
      'on the last Tuesday of a month',
      { frequency: 'monthly', monthlyBy: 'last-weekday', count: 3 },
      ['2026-11-24', '2026-12-29', '2027-01-26'],
    ],
  ])('falls %s', (_, change, expected) => {
    expect(days(change)).toEqual(expected);
  });

  it.each<[string, Partial<RecurrenceRule>, string]>([
    ['an end after eighteen months', { count: null, until: '2028-05-25' }, 'series-too-long'],
    ['an end at eighteen months', { count: null, until: '2028-05-24' }, 'none'],
    ['two hundred days', { frequency: 'daily', count: 200 }, 'none'],
    ['two hundred and one days', { frequency: 'daily', count: 201 }, 'series-too-long'],
    ['every day of a year', { frequency: 'daily', count: null, until: '2027-11-23' }, 'series-too-long'],
    ['a count that is not reached in eighteen months', { frequency: 'monthly', count: 20 }, 'series-too-long'],
    ['an end before its beginning', { count: null, until: '2026-11-23' }, 'series-empty'],
    ['only days that are left out', { count: null, until: '2026-11-24', exceptions: ['2026-11-24'] }, 'series-empty'],
  ])('judges %s', (_, change, code) => {
    expect(refusal(change)).toBe(code);
  });

  const anyRule = fc
    .record({
      frequency: fc.constantFrom('daily' as const, 'weekly' as const, 'monthly' as const),
      interval: fc.integer({ min: 1, max: 4 }),
      weekdays: fc.uniqueArray(fc.integer({ min: 1, max: 7 }), { maxLength: 7 }),
      monthlyBy: fc.constantFrom('day' as const, 'weekday' as const, 'last-weekday' as const),
      start: fc.integer({ min: 0, max: 800 }),
      count: fc.integer({ min: 1, max: 40 }),
      left: fc.uniqueArray(fc.integer({ min: 0, max: 60 }), { maxLength: 20 }),
      skipHolidays: fc.boolean(),
    })
    .map(({ start, left, ...rest }) => {
      const first = Temporal.PlainDate.from('2026-01-01').add({ days: start });
      return rule({
        ...rest,
        startDate: first.toString(),
        exceptions: left.map((day) => first.add({ days: day }).toString()),
      });
    });

  it('falls in order, as often as its count says, on nothing that is left out, and on the same days whatever comes after them', () => {
    fc.assert(
      fc.property(anyRule, (asked) => {
        if (refusal(asked) !== 'none') return;
        const dates = datesOf(asked);
        const texts = dates.map(String);
        expect(texts).toHaveLength(asked.count!);
        expect(texts).toEqual([...new Set(texts)].toSorted());
        expect(texts[0]! >= asked.startDate).toBe(true);
        expect(texts.filter((text) => asked.exceptions.includes(text))).toEqual([]);
        if (asked.skipHolidays) expect(dates.some(isItalianHoliday)).toBe(false);
        if (asked.frequency !== 'monthly' && asked.weekdays.length > 0)
          expect(dates.every(({ dayOfWeek }) => asked.weekdays.includes(dayOfWeek))).toBe(true);
        expect(datesOf({ ...asked, count: null, until: texts.at(-1)! }).map(String)).toEqual(texts);
      }),
    );
  });
});

describe(spanOn.name, () => {
  const both = fc.constantFrom('2026-10-18', '2027-03-21');

  it('never shifts on the wall clock, whatever the clock does', () => {
    fc.assert(
      fc.property(both, fc.integer({ min: 0, max: 94 }), fc.integer({ min: 1, max: 96 }), (startDate, from, length) => {
        const to = Math.min(96, from + length);
        const text = (quarter: number): string =>
          `${String(Math.floor(quarter / 4)).padStart(2, '0')}:${String((quarter % 4) * 15).padStart(2, '0')}`;
        const times = { startTime: text(from), endTime: text(to) };
        for (const date of datesOf(rule({ startDate, frequency: 'daily', count: 15 }))) {
          const span = spanOn(date, times, ROME);
          const onJumpDay = date.toString() === '2027-03-28';
          if (span === null) {
            expect([onJumpDay, times.startTime >= '02:00', times.endTime <= '03:00']).toEqual([true, true, true]);
            continue;
          }
          const wall = (instant: Temporal.Instant): string =>
            instant.toZonedDateTimeISO(ROME).toPlainDateTime().toString({ smallestUnit: 'minute' });
          const skipped = (time: string): boolean => onJumpDay && time > '02:00' && time < '03:00';
          const jumped = (time: string): string => (skipped(time) || (onJumpDay && time === '02:00') ? '03:00' : time);
          const end = times.endTime === '24:00' ? `${date.add({ days: 1 }).toString()}T00:00` : null;
          expect(wall(span.start)).toBe(`${date.toString()}T${jumped(times.startTime)}`);
          expect(wall(span.end)).toBe(end ?? `${date.toString()}T${jumped(times.endTime)}`);
        }
      }),
    );
  });

  it('holds the doubled hour in both its turns', () => {
    const date = Temporal.PlainDate.from('2026-10-25');
    expect(spanOn(date, { startTime: '02:00', endTime: '03:00' }, ROME)!.seconds).toBe(7200);
    expect(spanOn(date, { startTime: '01:00', endTime: '24:00' }, ROME)!.seconds).toBe(24 * 3600);
  });
});
