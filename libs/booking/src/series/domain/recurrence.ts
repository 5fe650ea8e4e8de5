import { isItalianHoliday, onWallClock, Temporal, type TimeRange } from '#libs/kernel';
import { SeriesEmpty, SeriesTooLong } from './series-errors.js';

export const MOST_OCCURRENCES = 200;
export const LONGEST = { months: 18 } as const;

/** When in a day, on the hub's wall clock: `HH:MM`, the end up to `24:00`. */
export interface LocalTimes {
  readonly startTime: string;
  readonly endTime: string;
}

/** On which days something recurs; a rule of the calendar on the hub's wall, of no zone itself. */
export interface RecurrenceRule extends LocalTimes {
  readonly frequency: 'daily' | 'weekly' | 'monthly';
  /** Every so many days, weeks (which begin on Monday) or months */
  readonly interval: number;
  /** 1 is Monday. Weekly: on these, or on that of the first day when there is none; daily: on no others, when there is any */
  readonly weekdays: readonly number[];
  /** day: as the day of the month of the first day; weekday: as the nth of its weekday; last-weekday: the last of it */
  readonly monthlyBy: 'day' | 'weekday' | 'last-weekday';
  /** `YYYY-MM-DD`, as all days here. The first one, or the first one after it on which the rule falls */
  readonly startDate: string;
  /** The last day on which it may fall; exactly one of this and `count` is given */
  readonly until: string | null;
  /** How many days it falls on, those that are left out not counted */
  readonly count: number | null;
  readonly exceptions: readonly string[];
  /** Whether the Italian holidays are left out */
  readonly skipHolidays: boolean;
}

/**
 * The days on which a rule falls, in order, without its exceptions.
 * @throws SeriesEmpty, SeriesTooLong: more than 200 days, later than 18 months, or a count that is not reached in them
 */
export function datesOf(rule: RecurrenceRule): readonly Temporal.PlainDate[] {
  const latest = Temporal.PlainDate.from(rule.startDate).add(LONGEST);
  const until = rule.until === null ? latest : Temporal.PlainDate.from(rule.until);
  if (Temporal.PlainDate.compare(until, latest) > 0) throw new SeriesTooLong(MOST_OCCURRENCES, latest);
  const left = new Set(rule.exceptions);
  const dates: Temporal.PlainDate[] = [];
  for (const date of candidates(rule)) {
    if (Temporal.PlainDate.compare(date, until) > 0 || dates.length === rule.count) break;
    if (left.has(date.toString()) || (rule.skipHolidays && isItalianHoliday(date))) continue;
    if (dates.length === MOST_OCCURRENCES) throw new SeriesTooLong(MOST_OCCURRENCES, latest);
    dates.push(date);
  }
  if (dates.length === 0) throw new SeriesEmpty();
  if (rule.count !== null && dates.length < rule.count) throw new SeriesTooLong(MOST_OCCURRENCES, latest);
  return dates;
}

/** @returns null where the spring clock skips all of it */
export function spanOn(date: Temporal.PlainDate, times: LocalTimes, timeZone: string): TimeRange | null {
  return onWallClock(date, minuteOf(times.startTime), minuteOf(times.endTime), timeZone);
}

function candidates(rule: RecurrenceRule): Iterable<Temporal.PlainDate> {
  const first = Temporal.PlainDate.from(rule.startDate);
  if (rule.frequency === 'daily') return daily(first, rule);
  return rule.frequency === 'weekly' ? weekly(first, rule) : monthly(first, rule);
}

const FARTHEST_DAYS = 600;

function* daily(
  first: Temporal.PlainDate,
  { interval, weekdays }: RecurrenceRule,
): Generator<Temporal.PlainDate, void, undefined> {
  for (let days = 0; days <= FARTHEST_DAYS; days += interval) {
    const date = first.add({ days });
    if (weekdays.length === 0 || weekdays.includes(date.dayOfWeek)) yield date;
  }
}

function* weekly(
  first: Temporal.PlainDate,
  { interval, weekdays }: RecurrenceRule,
): Generator<Temporal.PlainDate, void, undefined> {
  const monday = first.subtract({ days: first.dayOfWeek - 1 });
  const on = weekdays.length === 0 ? [first.dayOfWeek] : weekdays.toSorted((a, b) => a - b);
  for (let days = 0; days <= FARTHEST_DAYS; days += 7 * interval)
    for (const weekday of new Set(on)) {
      const date = monday.add({ days: days + weekday - 1 });
      if (Temporal.PlainDate.compare(date, first) >= 0) yield date;
    }
}

function* monthly(
  first: Temporal.PlainDate,
  { interval, monthlyBy }: RecurrenceRule,
): Generator<Temporal.PlainDate, void, undefined> {
  const nth = Math.ceil(first.day / 7);
  for (let months = 0; months <= LONGEST.months; months += interval) {
    const month = first.with({ day: 1 }).add({ months });
    const day =
      monthlyBy === 'day' ? first.day : weekdayIn(month, first.dayOfWeek, monthlyBy === 'weekday' ? nth : null);
    // A month without a thirty-first, or without a fifth Friday, has none.
    if (day > month.daysInMonth) continue;
    const date = month.with({ day });
    if (Temporal.PlainDate.compare(date, first) >= 0) yield date;
  }
}

/** @param nth null: the last one */
function weekdayIn(month: Temporal.PlainDate, weekday: number, nth: number | null): number {
  const first = 1 + ((weekday - month.dayOfWeek + 7) % 7);
  return first + 7 * (nth === null ? Math.floor((month.daysInMonth - first) / 7) : nth - 1);
}

function minuteOf(time: string): number {
  const [hours, minutes] = time.split(':').map(Number) as [number, number];
  return hours * 60 + minutes;
}
