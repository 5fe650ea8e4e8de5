import { Temporal, TimeRange } from '#libs/kernel';
import { InThePast, OffTheGrid, TooFarAhead, TooLong, TooShort } from './booking-errors.js';
import type { BookingPolicy } from './booking-policy.js';

/**
 * Holds a span against the rules that need no database. Each refusal says what would be accepted.
 * @param timeZone of the hub, on whose wall clock the grid and the horizon are counted
 * @throws InThePast, TooShort, TooLong, OffTheGrid, TooFarAhead
 */
export function assertBookable(span: TimeRange, now: Temporal.Instant, timeZone: string, policy: BookingPolicy): void {
  const earliest = earliestStart(now, timeZone, policy);
  if (Temporal.Instant.compare(span.start, now.subtract({ minutes: policy.lateMinutes })) < 0)
    throw new InThePast(earliest);
  if (span.seconds < policy.minMinutes * 60) throw new TooShort(policy.minMinutes);
  if (span.seconds > policy.maxMinutes * 60) throw new TooLong(policy.maxMinutes);
  const nearest = onGrid(span, timeZone, policy.gridMinutes);
  if (!nearest.start.equals(span.start) || !nearest.end.equals(span.end))
    throw new OffTheGrid(policy.gridMinutes, nearest);
  const lastDay = now.toZonedDateTimeISO(timeZone).toPlainDate().add({ days: policy.horizonDays });
  if (Temporal.PlainDate.compare(span.start.toZonedDateTimeISO(timeZone).toPlainDate(), lastDay) > 0)
    throw new TooFarAhead(lastDay, policy.horizonDays);
}

/** The first instant of the grid at which a booking made now may begin. */
export function earliestStart(now: Temporal.Instant, timeZone: string, policy: BookingPolicy): Temporal.Instant {
  return rounded(now.subtract({ minutes: policy.lateMinutes }), timeZone, policy.gridMinutes, 'ceil');
}

/** The shortest span on the grid that holds the given one. */
function onGrid(span: TimeRange, timeZone: string, minutes: number): TimeRange {
  return TimeRange.of(rounded(span.start, timeZone, minutes, 'floor'), rounded(span.end, timeZone, minutes, 'ceil'));
}

/** On the wall clock, with the offset of the instant: rounding must not jump an hour where the clock does. */
function rounded(
  instant: Temporal.Instant,
  timeZone: string,
  minutes: number,
  roundingMode: 'floor' | 'ceil',
): Temporal.Instant {
  const offset = { nanoseconds: instant.toZonedDateTimeISO(timeZone).offsetNanoseconds };
  return instant
    .add(offset)
    .round({ smallestUnit: 'minute', roundingIncrement: minutes, roundingMode })
    .subtract(offset);
}
