import { Temporal } from 'temporal-polyfill';
import { TimeRange } from './time-range.js';

const MINUTES_A_DAY = 1440;

/**
 * When a stretch of a local day is.
 *
 * A stretch is a rule of the wall clock. One that begins or ends in an hour that the spring clock skips does so at the jump, and vanishes when both
 * do; the hour that the autumn clock doubles is held in both its turns when the stretch holds it.
 * @param fromMinute since local midnight, 0..1439
 * @param toMinute exclusive, up to 1440: the midnight that ends the day
 * @returns null when the day has nothing of the stretch
 */
export function onWallClock(
  date: Temporal.PlainDate,
  fromMinute: number,
  toMinute: number,
  timeZone: string,
): TimeRange | null {
  const start = instantAt(date, fromMinute, timeZone, 'earlier');
  const end =
    toMinute < MINUTES_A_DAY
      ? instantAt(date, toMinute, timeZone, 'later')
      : date.add({ days: 1 }).toZonedDateTime(timeZone).toInstant();
  return Temporal.Instant.compare(start, end) < 0 ? TimeRange.of(start, end) : null;
}

/** @param turn which of the two instants is meant when the local time comes twice */
function instantAt(
  date: Temporal.PlainDate,
  minute: number,
  timeZone: string,
  turn: 'earlier' | 'later',
): Temporal.Instant {
  const local = date.toPlainDateTime({ hour: Math.floor(minute / 60), minute: minute % 60 });
  const zoned = local.toZonedDateTime(timeZone, { disambiguation: turn });
  if (zoned.toPlainDateTime().equals(local)) return zoned.toInstant();
  const beforeTheJump = local.toZonedDateTime(timeZone, { disambiguation: 'earlier' });
  return (beforeTheJump.getTimeZoneTransition('next') ?? zoned).toInstant();
}
