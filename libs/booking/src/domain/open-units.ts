import { Temporal, TimeRange } from '#libs/kernel';
import { NotWholeDays } from './policy-errors.js';

/** Where half a day ends and the other begins, on the hub's wall clock. */
const NOON = Temporal.PlainTime.from('13:00');

/**
 * The spans in which a local day is booked, in order: each stretch in which the hub is open without a break, cut at midnight and, by half days, at 13:00.
 * @param open in order, apart from each other
 */
export function unitsOf(
  day: Temporal.PlainDate,
  timeZone: string,
  open: readonly TimeRange[],
  granularity: 'half_day' | 'day',
): readonly TimeRange[] {
  const midnight = day.toZonedDateTime(timeZone).toInstant();
  const next = day.add({ days: 1 }).toZonedDateTime(timeZone).toInstant();
  const noon = day.toZonedDateTime({ timeZone, plainTime: NOON }).toInstant();
  const cuts = granularity === 'day' ? [midnight, next] : [midnight, noon, next];
  return open.flatMap((stretch) =>
    cuts.slice(1).flatMap((end, i) => {
      const from = latest(stretch.start, cuts[i]!);
      const to = earliest(stretch.end, end);
      return Temporal.Instant.compare(from, to) < 0 ? [TimeRange.of(from, to)] : [];
    }),
  );
}

/**
 * @param units of the days that the span touches
 * @throws NotWholeDays unless the span begins with a unit and ends with one
 */
export function assertWhole(span: TimeRange, units: readonly TimeRange[], granularity: 'half_day' | 'day'): void {
  const begins = units.some(({ start }) => start.equals(span.start));
  const ends = units.some(({ end }) => end.equals(span.end));
  if (!begins || !ends) throw new NotWholeDays(granularity, units);
}

const latest = (a: Temporal.Instant, b: Temporal.Instant): Temporal.Instant =>
  Temporal.Instant.compare(a, b) > 0 ? a : b;
const earliest = (a: Temporal.Instant, b: Temporal.Instant): Temporal.Instant =>
  Temporal.Instant.compare(a, b) < 0 ? a : b;
