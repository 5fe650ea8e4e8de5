import { Temporal } from 'temporal-polyfill';
import { isItalianHoliday, italianHolidays } from './italian-holidays.js';

describe(italianHolidays.name, () => {
  it('are these in 2027, with Easter, the day after it and Saint Francis', () => {
    expect(italianHolidays(2027).map(String)).toEqual([
      '2027-01-01',
      '2027-01-06',
      '2027-03-28',
      '2027-03-29',
      '2027-04-25',
      '2027-05-01',
      '2027-06-02',
      '2027-08-15',
      '2027-10-04',
      '2027-11-01',
      '2027-12-08',
      '2027-12-25',
      '2027-12-26',
    ]);
  });

  it.each([
    ['the earliest Easter of the century', '2008-03-23'],
    ['the latest one', '2038-04-25'],
    ['that of 2026', '2026-04-05'],
    ['a year in which the tables need their correction', '2049-04-18'],
  ])('know %s', (_, sunday) => {
    const easter = Temporal.PlainDate.from(sunday);
    expect(isItalianHoliday(easter)).toBe(true);
    expect(isItalianHoliday(easter.add({ days: 1 }))).toBe(true);
  });

  it('count a day once that is a holiday twice', () => {
    expect(italianHolidays(2011).filter((day) => day.toString() === '2011-04-25')).toHaveLength(1);
  });

  it('did not know Saint Francis before 2026', () => {
    expect(isItalianHoliday(Temporal.PlainDate.from('2025-10-04'))).toBe(false);
    expect(isItalianHoliday(Temporal.PlainDate.from('2026-10-04'))).toBe(true);
  });
});
