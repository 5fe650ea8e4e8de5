import { onWallClock, Temporal, TimeRange } from '#libs/kernel';
import type { WeeklyStretch } from './weekly.js';

/** Whom a window lets in. */
export type Community = 'public' | 'members' | 'school' | 'library';

/** A weekly rule in the hub's zone: open on a weekday from one minute of the local day to another. */
export interface WeeklyWindow extends WeeklyStretch {
  readonly community: Community;
}

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
      const range = onWallClock(date, window.opensMinute, window.closesMinute, timeZone);
      if (range !== null) ranges.push(range);
    }
  }
  return joined(ranges);
}

/** The day on the hub's wall. */
export function localDate(instant: Temporal.Instant, timeZone: string): Temporal.PlainDate {
  return instant.toZonedDateTimeISO(timeZone).toPlainDate();
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
