import { Temporal } from 'temporal-polyfill';

/** Month and day, and the first year in which the day is one. */
const FIXED: readonly (readonly [month: number, day: number, since: number])[] = [
  [1, 1, 0],
  [1, 6, 1985],
  [4, 25, 1946],
  [5, 1, 1946],
  [6, 2, 2001],
  [8, 15, 0],
  [10, 4, 2026],
  [11, 1, 0],
  [12, 8, 0],
  [12, 25, 0],
  [12, 26, 1947],
];

const known = new Map<number, readonly Temporal.PlainDate[]>();

/** The days on which Italy rests by law (L. 260/1949 and later, L. 151/2025), in order; not those of single towns. */
export function italianHolidays(year: number): readonly Temporal.PlainDate[] {
  const kept = known.get(year);
  if (kept !== undefined) return kept;
  const easter = easterSunday(year);
  const days = [
    ...FIXED.filter(([, , since]) => year >= since).map(([month, day]) =>
      Temporal.PlainDate.from({ year, month, day }),
    ),
    easter,
    easter.add({ days: 1 }),
  ].toSorted((a, b) => Temporal.PlainDate.compare(a, b));
  // Easter Monday may be the twenty-fifth of April.
  const holidays = days.filter((day, n) => n === 0 || !day.equals(days[n - 1]!));
  if (known.size > 500) known.clear();
  known.set(year, holidays);
  return holidays;
}

export const isItalianHoliday = (date: Temporal.PlainDate): boolean =>
  italianHolidays(date.year).some((holiday) => holiday.equals(date));

/** By the Gregorian computus of Meeus, Jones and Butcher. */
function easterSunday(year: number): Temporal.PlainDate {
  const golden = year % 19;
  const century = Math.floor(year / 100);
  const ofCentury = year % 100;
  const correction = Math.floor((century - Math.floor((century + 8) / 25) + 1) / 3);
  const epact = (19 * golden + century - Math.floor(century / 4) - correction + 15) % 30;
  const weekday = (32 + 2 * (century % 4) + 2 * Math.floor(ofCentury / 4) - epact - (ofCentury % 4)) % 7;
  const late = Math.floor((golden + 11 * epact + 22 * weekday) / 451);
  const days = epact + weekday - 7 * late + 114;
  return Temporal.PlainDate.from({ year, month: Math.floor(days / 31), day: (days % 31) + 1 });
}
