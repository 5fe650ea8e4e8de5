import fc from 'fast-check';
import { DomainError, Temporal, TimeRange } from '#libs/kernel';
import { BOOKING_POLICY, type BookingPolicy } from './booking-policy.js';
import { assertBookable, blockedBy, earliestStart } from './booking-rules.js';
import { closureOn } from './closed-days.js';
import { assertWhole, unitsOf } from './open-units.js';
import { NotWholeDays } from './policy-errors.js';

const ROME = 'Europe/Rome';
const NOW = Temporal.Instant.from('2026-11-23T09:07:30Z');
const refusal = (from: string, to: string, rules: Partial<BookingPolicy>, now = NOW): DomainError | null => {
  try {
    assertBookable(TimeRange.parse(from, to), now, ROME, { ...BOOKING_POLICY, ...rules });
    return null;
  } catch (error) {
    if (error instanceof DomainError) return error;
    throw error;
  }
};

describe('Rules that hubs write', () => {
  it.each([
    ['a lead time that is kept', { leadMinutes: 120 }, '2026-11-23T11:15:00Z', null],
    ['a lead time that is too short', { leadMinutes: 120 }, '2026-11-23T11:00:00Z', 'too-soon'],
    [
      'the first day after the public days of a group',
      { priority: { audience: 'members', daysAhead: 1 } },
      '2026-11-25T10:00:00Z',
      'priority-window',
    ],
    ['the last day of all', { priority: { audience: 'members', daysAhead: 1 } }, '2026-11-24T10:00:00Z', null],
    ['Saint Ambrose', { closedDays: ['12-07'] }, '2026-12-07T10:00:00Z', 'closed-that-day'],
    ['the Immaculate', { closedOnHolidays: true }, '2026-12-08T10:00:00Z', 'closed-that-day'],
    ['the day before it', { closedOnHolidays: true }, '2026-12-07T10:00:00Z', null],
    ['a start off the grid where whole days are booked', { granularity: 'day' }, '2026-11-24T10:07:00Z', null],
  ] as const)('judge %s', (_, rules, from, code) => {
    const to = Temporal.Instant.from(from).add({ hours: 1 }).toString();
    expect(refusal(from, to, rules)?.code ?? null).toBe(code);
  });

  it('name what would be accepted', () => {
    const lead = refusal('2026-11-23T10:00:00Z', '2026-11-23T11:00:00Z', { leadMinutes: 120 });
    expect(lead?.details).toEqual({ rule: 'leadMinutes', leadMinutes: 120, earliest: '2026-11-23T11:15:00Z' });
    const priority = { audience: 'members', daysAhead: 7 };
    expect(refusal('2026-12-10T10:00:00Z', '2026-12-10T11:00:00Z', { priority })?.details).toMatchObject({
      bookableFrom: '2026-12-03',
      lastDay: '2026-11-30',
    });
    const feast = { closedOnHolidays: true, closedDays: ['12-27'] };
    expect(refusal('2026-12-25T10:00:00Z', '2026-12-25T11:00:00Z', feast)?.details).toMatchObject({
      day: '2026-12-25',
      reason: 'public holiday',
      nextDay: '2026-12-28',
    });
  });

  it('count a holiday on the wall clock: until midnight in Rome, and not a minute more', () => {
    const rules = { closedOnHolidays: true };
    expect(refusal('2026-12-07T22:00:00Z', '2026-12-07T23:00:00Z', rules)).toBeNull();
    expect(refusal('2026-12-07T22:00:00Z', '2026-12-07T23:15:00Z', rules)?.code).toBe('closed-that-day');
    expect(refusal('2026-12-08T23:00:00Z', '2026-12-09T00:00:00Z', rules)).toBeNull();
    // Easter of 2027 is the day on which the clocks go forward: it has 23 hours.
    const now = Temporal.Instant.from('2027-03-01T00:00:00Z');
    expect(refusal('2027-03-27T22:00:00Z', '2027-03-27T23:00:00Z', rules, now)).toBeNull();
    expect(refusal('2027-03-28T21:00:00Z', '2027-03-28T22:00:00Z', rules, now)?.code).toBe('closed-that-day');
    expect(refusal('2027-03-29T22:00:00Z', '2027-03-29T23:00:00Z', rules, now)).toBeNull();
  });

  it('accept a booking from the earliest start that a lead time leaves', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 366 * 86_400 }),
        fc.integer({ min: 1, max: 3000 }),
        (seconds, leadMinutes) => {
          const now = Temporal.Instant.from('2026-06-01T00:00:00Z').add({ seconds });
          const start = earliestStart(now, ROME, { ...BOOKING_POLICY, leadMinutes });
          const before = start.subtract({ minutes: 15 });
          expect(refusal(start.toString(), start.add({ hours: 1 }).toString(), { leadMinutes }, now)).toBeNull();
          expect(refusal(before.toString(), start.toString(), { leadMinutes }, now)?.code).toBe('too-soon');
        },
      ),
    );
  });
});

describe(closureOn.name, () => {
  it('closes on holidays only where the rules say so, and on the days that they name', () => {
    const on = (date: string, closedOnHolidays: boolean): string | undefined =>
      closureOn(Temporal.PlainDate.from(date), {
        ...BOOKING_POLICY,
        closedDays: ['12-07', '2026-12-24'],
        closedOnHolidays,
      });
    expect([on('2026-12-25', false), on('2026-12-25', true)]).toEqual([undefined, 'public holiday']);
    expect([on('2030-12-07', false), on('2026-12-24', false)]).toEqual(['closed day', 'closed day']);
    expect(on('2027-12-24', true)).toBeUndefined();
  });
});

describe(blockedBy.name, () => {
  it.each([
    [
      'over the hour that is skipped',
      '2027-03-28T01:00:00Z',
      '2027-03-28T02:00:00Z',
      '[2027-03-28T00:15:00Z,2027-03-28T02:30:00Z)',
    ],
    [
      'over the hour that comes twice',
      '2026-10-25T01:00:00Z',
      '2026-10-25T02:00:00Z',
      '[2026-10-25T00:15:00Z,2026-10-25T02:30:00Z)',
    ],
  ])('lasts as long as ever %s', (_, from, to, blocked) => {
    const span = TimeRange.parse(from, to);
    expect(blockedBy(span, { setUpMinutes: 45, cleaningMinutes: 30 }).toString()).toBe(blocked);
  });

  it('is the span where nothing is to be set up or cleaned', () => {
    const span = TimeRange.parse('2026-11-24T09:00:00Z', '2026-11-24T10:00:00Z');
    expect(blockedBy(span, BOOKING_POLICY)).toBe(span);
  });
});

describe(unitsOf.name, () => {
  const units = (date: string, open: readonly TimeRange[], granularity: 'half_day' | 'day'): readonly string[] =>
    unitsOf(Temporal.PlainDate.from(date), ROME, open, granularity).map(String);
  const always = (from: string, to: string): readonly TimeRange[] => [TimeRange.parse(from, to)];

  it('is the day of 23 hours and the day of 25, from midnight to midnight', () => {
    expect(units('2027-03-28', always('2027-03-20T00:00:00Z', '2027-04-20T00:00:00Z'), 'day')).toEqual([
      '[2027-03-27T23:00:00Z,2027-03-28T22:00:00Z)',
    ]);
    expect(units('2026-10-25', always('2026-10-20T00:00:00Z', '2026-11-20T00:00:00Z'), 'day')).toEqual([
      '[2026-10-24T22:00:00Z,2026-10-25T23:00:00Z)',
    ]);
  });

  it('cuts both days at one o’clock on the wall', () => {
    expect(units('2027-03-28', always('2027-03-20T00:00:00Z', '2027-04-20T00:00:00Z'), 'half_day')).toEqual([
      '[2027-03-27T23:00:00Z,2027-03-28T11:00:00Z)',
      '[2027-03-28T11:00:00Z,2027-03-28T22:00:00Z)',
    ]);
    expect(units('2026-10-25', always('2026-10-20T00:00:00Z', '2026-11-20T00:00:00Z'), 'half_day')).toEqual([
      '[2026-10-24T22:00:00Z,2026-10-25T12:00:00Z)',
      '[2026-10-25T12:00:00Z,2026-10-25T23:00:00Z)',
    ]);
  });

  it('follows the stretches in which the hub is open, and leaves its lunch out', () => {
    const open = [
      TimeRange.parse('2026-11-24T08:00:00Z', '2026-11-24T11:30:00Z'),
      TimeRange.parse('2026-11-24T13:30:00Z', '2026-11-24T18:00:00Z'),
    ];
    expect(units('2026-11-24', open, 'day')).toEqual(open.map(String));
    expect(units('2026-11-24', open, 'half_day')).toEqual(open.map(String));
  });

  it('is accepted when it is asked for, alone and with its neighbours, and is offered for everything else', () => {
    const open = always('2026-11-24T07:00:00Z', '2026-11-24T19:00:00Z');
    const parts = unitsOf(Temporal.PlainDate.from('2026-11-24'), ROME, open, 'half_day');
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 47 }), fc.integer({ min: 1, max: 48 }), (start, length) => {
        const from = open[0]!.start.add({ minutes: 15 * start });
        const span = TimeRange.of(from, from.add({ minutes: 15 * length }));
        const whole = [0, 20].includes(start) && [20, 48].includes(start + length);
        if (whole) return assertWhole(span, parts, 'half_day');
        expect(() => assertWhole(span, parts, 'half_day')).toThrow(NotWholeDays);
      }),
    );
  });
});
