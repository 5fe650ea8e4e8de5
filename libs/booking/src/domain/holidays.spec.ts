import fc from 'fast-check';
import { Temporal } from '#libs/kernel';
import { BOOKING_POLICY } from './booking-policy.js';
import { closureOn, easterSunday, italianHoliday } from './holidays.js';

const day = (text: string): Temporal.PlainDate => Temporal.PlainDate.from(text);

describe(easterSunday.name, () => {
  it.each([
    '2000-04-23',
    '2008-03-23',
    '2011-04-24',
    '2025-04-20',
    '2026-04-05',
    '2027-03-28',
    '2038-04-25',
    '2285-03-22',
  ])('knows %s', (text) => {
    expect(easterSunday(day(text).year).toString()).toBe(text);
  });

  it('is a Sunday between 22 March and 25 April in every year', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1583, max: 4099 }), (year) => {
        const easter = easterSunday(year);
        expect(easter.dayOfWeek).toBe(7);
        expect(easter.toString().slice(-5) >= '03-22' && easter.toString().slice(-5) <= '04-25').toBe(true);
      }),
    );
  });
});

describe(italianHoliday.name, () => {
  it('has thirteen in a year, with Easter and the Monday after it', () => {
    const holidays = Array.from({ length: 365 }, (_, n) => day('2026-01-01').add({ days: n })).filter(
      (one) => italianHoliday(one) !== undefined,
    );
    expect(holidays.map(String)).toEqual([
      '2026-01-01',
      '2026-01-06',
      '2026-04-05',
      '2026-04-06',
      '2026-04-25',
      '2026-05-01',
      '2026-06-02',
      '2026-08-15',
      '2026-10-04',
      '2026-11-01',
      '2026-12-08',
      '2026-12-25',
      '2026-12-26',
    ]);
    expect(italianHoliday(day('2025-10-04'))).toBeUndefined();
  });
});

describe(closureOn.name, () => {
  it('closes on holidays only where the rules say so, and on the days that they name', () => {
    const policy = { ...BOOKING_POLICY, closedDays: ['10-04', '2026-12-24'] };
    expect(closureOn(day('2026-12-25'), policy)).toBeUndefined();
    expect(closureOn(day('2026-12-25'), { ...policy, closedOnHolidays: true })).toBe('Natale');
    expect([closureOn(day('2030-10-04'), policy), closureOn(day('2026-12-24'), policy)]).not.toContain(undefined);
    expect(closureOn(day('2027-12-24'), policy)).toBeUndefined();
  });
});
