import { Temporal } from '#libs/kernel';
import type { BookingPolicy } from './booking-policy.js';

/** Law 260/1949 as it stands: the days on which public offices are closed in all of Italy. Easter itself is a Sunday of the year. */
const FIXED: Readonly<Record<string, string>> = {
  '01-01': 'Capodanno',
  '01-06': 'Epifania',
  '04-25': 'Festa della Liberazione',
  '05-01': 'Festa del Lavoro',
  '06-02': 'Festa della Repubblica',
  '08-15': 'Assunzione',
  '10-04': 'San Francesco',
  '11-01': 'Ognissanti',
  '12-08': 'Immacolata Concezione',
  '12-25': 'Natale',
  '12-26': 'Santo Stefano',
};
/** Law 151/2025 made Saint Francis a holiday again, from 2026 on. */
const SINCE: Readonly<Record<string, number>> = { '10-04': 2026 };

/** The name of the public holiday, in Italian; undefined on other days */
export function italianHoliday(day: Temporal.PlainDate): string | undefined {
  const easter = easterSunday(day.year);
  if (day.equals(easter)) return 'Pasqua';
  if (day.equals(easter.add({ days: 1 }))) return 'Lunedì dell’Angelo';
  const key = day.toString().slice(-5);
  return day.year >= (SINCE[key] ?? 0) ? FIXED[key] : undefined;
}

/** Why nothing is booked on the day; undefined: it may be booked */
export function closureOn(day: Temporal.PlainDate, policy: BookingPolicy): string | undefined {
  const written = day.toString();
  if (policy.closedDays.includes(written) || policy.closedDays.includes(written.slice(-5))) return 'giorno di chiusura';
  return policy.closedOnHolidays ? italianHoliday(day) : undefined;
}

/** In the Gregorian calendar, by the anonymous algorithm of 1876 (Meeus). */
export function easterSunday(year: number): Temporal.PlainDate {
  const golden = year % 19;
  const century = Math.floor(year / 100);
  const leapless = century - Math.floor(century / 4);
  const moon = Math.floor((century - Math.floor((century + 8) / 25) + 1) / 3);
  const epact = (19 * golden + leapless - moon + 15) % 30;
  const inCentury = year % 100;
  const weekday = (32 + 2 * (century % 4) + 2 * Math.floor(inCentury / 4) - epact - (inCentury % 4)) % 7;
  const late = Math.floor((golden + 11 * epact + 22 * weekday) / 451);
  const days = epact + weekday - 7 * late + 114;
  return Temporal.PlainDate.from({ year, month: Math.floor(days / 31), day: (days % 31) + 1 });
}
