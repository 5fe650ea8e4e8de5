import { isItalianHoliday, type Temporal } from '#libs/kernel';
import type { BookingPolicy } from './booking-policy.js';

/** Why nothing is booked on the day; undefined: it may be booked */
export function closureOn(
  day: Temporal.PlainDate,
  { closedDays, closedOnHolidays }: BookingPolicy,
): 'closed day' | 'public holiday' | undefined {
  const written = day.toString();
  if (closedDays.includes(written) || closedDays.includes(written.slice(-5))) return 'closed day';
  return closedOnHolidays && isItalianHoliday(day) ? 'public holiday' : undefined;
}
