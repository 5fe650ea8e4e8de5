import { type HubRules, isOpen, localDate, openRanges } from '#libs/hubs';
import type { TimeRange } from '#libs/kernel';
import { HubClosed } from './domain/booking-errors.js';

const LOOK_AHEAD_DAYS = 14;

/**
 * Bookings lie within the hours that are open to the public.
 * @throws HubClosed with the hours of those days, or of the next open day
 */
export function assertOpen({ openingWindows, timeZone }: HubRules, span: TimeRange): void {
  if (isOpen(openingWindows, timeZone, span)) return;
  const first = localDate(span.start, timeZone);
  const days = first.until(localDate(span.end, timeZone)).days + 1;
  const onThoseDays = openRanges(openingWindows, timeZone, first, days);
  const openings =
    onThoseDays.length > 0
      ? onThoseDays
      : openRanges(openingWindows, timeZone, first.add({ days }), LOOK_AHEAD_DAYS).slice(0, 1);
  throw new HubClosed(openings, timeZone);
}
