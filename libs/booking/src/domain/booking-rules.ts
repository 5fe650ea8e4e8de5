import { Temporal, TimeRange } from '#libs/kernel';
import { InThePast, OffTheGrid, TooFarAhead, TooLong, TooShort } from './booking-errors.js';
import type { BookingPolicy } from './booking-policy.js';
import { closureOn } from './closed-days.js';
import { ClosedThatDay, PriorityWindow, TooSoon } from './policy-errors.js';

/**
 * Holds a span against the rules that need neither database nor opening hours. Each refusal says what would be accepted.
 * @param timeZone of the hub, on whose wall clock the grid, the horizon and the holidays are counted
 * @throws InThePast, TooSoon, TooShort, TooLong, OffTheGrid, TooFarAhead, PriorityWindow, ClosedThatDay
 */
export function assertBookable(span: TimeRange, now: Temporal.Instant, timeZone: string, policy: BookingPolicy): void {
  const earliest = earliestStart(now, timeZone, policy);
  if (Temporal.Instant.compare(span.start, notBefore(now, policy)) < 0)
    throw policy.leadMinutes > 0 ? new TooSoon(policy.leadMinutes, earliest) : new InThePast(earliest);
  if (span.seconds < policy.minMinutes * 60) throw new TooShort(policy.minMinutes);
  if (span.seconds > policy.maxMinutes * 60) throw new TooLong(policy.maxMinutes);
  if (policy.granularity === 'quarters') assertOnGrid(span, timeZone, policy.gridMinutes);
  assertNear(dateIn(span.start, timeZone), dateIn(now, timeZone), policy);
  assertNoHoliday(span, timeZone, policy);
}

/** For how long it is held: with the time to set up before it and to clean after it, which last as long on the days of 23 and 25 hours. */
export function blockedBy(
  span: TimeRange,
  { setUpMinutes, cleaningMinutes }: Pick<BookingPolicy, 'setUpMinutes' | 'cleaningMinutes'>,
): TimeRange {
  if (setUpMinutes === 0 && cleaningMinutes === 0) return span;
  return TimeRange.of(span.start.subtract({ minutes: setUpMinutes }), span.end.add({ minutes: cleaningMinutes }));
}

/** The first day on which nothing is booked, of those that the span touches, with the reason. */
export function closedDayIn(
  span: TimeRange,
  timeZone: string,
  policy: BookingPolicy,
): { readonly day: Temporal.PlainDate; readonly reason: string } | undefined {
  if (!policy.closedOnHolidays && policy.closedDays.length === 0) return undefined;
  const last = dateIn(span.end.subtract({ nanoseconds: 1 }), timeZone);
  for (let day = dateIn(span.start, timeZone); Temporal.PlainDate.compare(day, last) <= 0; day = day.add({ days: 1 })) {
    const reason = closureOn(day, policy);
    if (reason !== undefined) return { day, reason };
  }
  return undefined;
}

function assertOnGrid(span: TimeRange, timeZone: string, gridMinutes: number): void {
  const nearest = onGrid(span, timeZone, gridMinutes);
  if (!nearest.start.equals(span.start) || !nearest.end.equals(span.end)) throw new OffTheGrid(gridMinutes, nearest);
}

function assertNear(day: Temporal.PlainDate, today: Temporal.PlainDate, policy: BookingPolicy): void {
  const { horizonDays, priority } = policy;
  const lastDay = today.add({ days: horizonDays });
  if (Temporal.PlainDate.compare(day, lastDay) > 0) throw new TooFarAhead(lastDay, horizonDays);
  if (priority === null) return;
  const lastForAll = today.add({ days: priority.daysAhead });
  if (Temporal.PlainDate.compare(day, lastForAll) > 0)
    throw new PriorityWindow(priority.audience, day.subtract({ days: priority.daysAhead }), lastForAll);
}

function assertNoHoliday(span: TimeRange, timeZone: string, policy: BookingPolicy): void {
  const closed = closedDayIn(span, timeZone, policy);
  if (closed === undefined) return;
  let next = closed.day.add({ days: 1 });
  for (let tries = 0; tries < 366 && closureOn(next, policy) !== undefined; tries++) next = next.add({ days: 1 });
  throw new ClosedThatDay(closed.day, closed.reason, next);
}

const dateIn = (at: Temporal.Instant, timeZone: string): Temporal.PlainDate =>
  at.toZonedDateTimeISO(timeZone).toPlainDate();

const notBefore = (now: Temporal.Instant, { leadMinutes, lateMinutes }: BookingPolicy): Temporal.Instant =>
  leadMinutes > 0 ? now.add({ minutes: leadMinutes }) : now.subtract({ minutes: lateMinutes });

/** The first instant of the grid at which a booking made now may begin. */
export function earliestStart(now: Temporal.Instant, timeZone: string, policy: BookingPolicy): Temporal.Instant {
  return rounded(notBefore(now, policy), timeZone, policy.gridMinutes, 'ceil');
}

/** The last instant of the grid at which a booking may end that must not end later. */
export const lastOnGrid = (at: Temporal.Instant, timeZone: string, minutes: number): Temporal.Instant =>
  rounded(at, timeZone, minutes, 'floor');

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
