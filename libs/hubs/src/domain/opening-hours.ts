import { Temporal, TimeRange } from '#libs/kernel';
import type { WeeklyStretch } from './weekly.js';

/** Whom a window lets in. */
export type Community = 'public' | 'members' | 'school' | 'library';

/** A weekly rule in the hub's zone: open on a weekday from one minute of the local day to another. */
export interface WeeklyWindow extends WeeklyStretch {
  readonly community: Community;
}

const MINUTES_A_DAY = 1440;

/** Whether the hub is open to the community in the whole span. */
export function isOpen(
  windows: readonly WeeklyWindow[],
  timeZone: string,
  span: TimeRange,
  community: Community = 'public',
): boolean {
  const first = localDate(span.start, timeZone);
  const days = first.until(localDate(span.end, timeZone)).days + 1;
  return openRanges(windows, timeZone, first, days, community).some((range) => range.covers(span));
}

/**
 * When the hub is open on some consecutive local days, in order; windows that touch or overlap are joined, also across midnight.
 *
 * Windows are wall-clock rules. A window that begins or ends in an hour that the spring clock skips does so at the jump, and vanishes when both
 * do; the hour that the autumn clock doubles is open in both its turns when the window holds it. So no day opens late or closes early.
 */
export function openRanges(
  windows: readonly WeeklyWindow[],
  timeZone: string,
  from: Temporal.PlainDate,
  days: number,
  community: Community = 'public',
): readonly TimeRange[] {
  const ranges: TimeRange[] = [];
  for (let day = 0; day < days; day++) {
    const date = from.add({ days: day });
    for (const window of windows) {
      if (window.weekday !== date.dayOfWeek || window.community !== community) continue;
      const opens = opening(date, window.opensMinute, timeZone);
      const closes = closing(date, window.closesMinute, timeZone);
      if (Temporal.Instant.compare(opens, closes) < 0) ranges.push(TimeRange.of(opens, closes));
    }
  }
  return joined(ranges);
}

/** The day on the hub's wall. */
export function localDate(instant: Temporal.Instant, timeZone: string): Temporal.PlainDate {
  return instant.toZonedDateTimeISO(timeZone).toPlainDate();
}

function opening(date: Temporal.PlainDate, minute: number, timeZone: string): Temporal.Instant {
  return wallClock(date, minute, timeZone, 'earlier');
}

function closing(date: Temporal.PlainDate, minute: number, timeZone: string): Temporal.Instant {
  if (minute < MINUTES_A_DAY) return wallClock(date, minute, timeZone, 'later');
  return date.add({ days: 1 }).toZonedDateTime(timeZone).toInstant();
}

/** @param turn which of the two instants is meant when the local time comes twice */
function wallClock(
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

function joined(ranges: readonly TimeRange[]): readonly TimeRange[] {
  const result: TimeRange[] = [];
  for (const range of ranges.toSorted((a, b) => Temporal.Instant.compare(a.start, b.start))) {
    const last = result.at(-1);
    if (last === undefined || Temporal.Instant.compare(last.end, range.start) < 0) result.push(range);
    else if (Temporal.Instant.compare(last.end, range.end) < 0)
      result[result.length - 1] = TimeRange.of(last.start, range.end);
  }
  return result;
}
