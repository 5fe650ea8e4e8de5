import { Temporal } from 'temporal-polyfill';

/** A span of one day as people say it, in the zone of the metro: `2026-11-23`, `14:00`, `18:00`; `24:00` ends the day. */
export interface LocalSpan {
  readonly day: string;
  readonly from: string;
  readonly to: string;
}

export interface InstantSpan {
  readonly from: string;
  readonly to: string;
}

export type SpanFault = 'empty' | 'skipped-hour';
export type PresetName = 'now' | 'afternoon' | 'tomorrow';
export interface Preset {
  readonly name: PresetName;
  readonly span: LocalSpan | null;
}

const QUARTER_MINUTES = 15;
const DAY_MINUTES = 24 * 60;
const SPAN_MINUTES = 4 * 60;
const opens = 8 * 60;
const closes = 19 * 60;

export const minutesOf = (time: string): number => Number(time.slice(0, 2)) * 60 + Number(time.slice(3, 5));

export function timeOf(minutes: number): string {
  const hour = Math.floor(minutes / 60);
  return `${String(hour).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`;
}

/** Every quarter hour of a day from `first` to `last`, both included. */
export function quarterHours(first: string, last: string): readonly string[] {
  const start = minutesOf(first);
  const count = Math.floor((minutesOf(last) - start) / QUARTER_MINUTES) + 1;
  return Array.from({ length: Math.max(0, count) }, (_, index) => timeOf(start + index * QUARTER_MINUTES));
}

function nextQuarter(local: Temporal.ZonedDateTime): number {
  const minutes = local.hour * 60 + local.minute + (local.second > 0 || local.millisecond > 0 ? 1 : 0);
  return Math.ceil(minutes / QUARTER_MINUTES) * QUARTER_MINUTES;
}

const span = (day: Temporal.PlainDate, from: number, to: number): LocalSpan => ({
  day: day.toString(),
  from: timeOf(from),
  to: timeOf(to),
});

function nextWorkingDay(day: Temporal.PlainDate): Temporal.PlainDate {
  const next = day.add({ days: 1 });
  return next.dayOfWeek > 5 ? nextWorkingDay(next) : next;
}

/** The next four hours within working hours (Monday to Friday, 8–19), else the morning of the next working day. */
export function nextSensibleSpan(now: Temporal.Instant, timeZone: string): LocalSpan {
  const local = now.toZonedDateTimeISO(timeZone);
  const today = local.toPlainDate();
  const start = Math.max(nextQuarter(local), opens);
  const usable = local.dayOfWeek <= 5 && closes - start >= 60;
  if (usable) return span(today, start, Math.min(start + SPAN_MINUTES, closes));
  const morning = local.dayOfWeek <= 5 && start < opens ? today : nextWorkingDay(today);
  return span(morning, 9 * 60, 13 * 60);
}

/** What the quick choices mean now; null where the day is too far gone for one. */
export function presets(now: Temporal.Instant, timeZone: string): readonly Preset[] {
  const local = now.toZonedDateTimeISO(timeZone);
  const today = local.toPlainDate();
  const start = nextQuarter(local);
  const afternoon = Math.max(start, 14 * 60);
  return [
    {
      name: 'now',
      span: start < DAY_MINUTES ? span(today, start, Math.min(start + SPAN_MINUTES, DAY_MINUTES)) : null,
    },
    { name: 'afternoon', span: afternoon < 18 * 60 ? span(today, afternoon, 18 * 60) : null },
    { name: 'tomorrow', span: span(today.add({ days: 1 }), 9 * 60, 13 * 60) },
  ];
}

function instantAt(day: string, time: string, timeZone: string, doubled: 'earlier' | 'later'): Temporal.Instant {
  const midnightAfter = time === '24:00';
  const date = Temporal.PlainDate.from(day).add({ days: midnightAfter ? 1 : 0 });
  const wall = date.toPlainDateTime(midnightAfter ? '00:00' : time);
  const chosen = wall.toZonedDateTime(timeZone, { disambiguation: doubled });
  if (!chosen.toPlainDateTime().equals(wall)) throw new RangeError('This local time is skipped');
  return chosen.toInstant();
}

/**
 * The instants of a local span. A doubled hour counts whole: its first pass at the start, its second at the end.
 * @returns a fault where the span is empty or names an hour that the clock skips
 */
export function toInstants(local: LocalSpan, timeZone: string): InstantSpan | SpanFault {
  if (minutesOf(local.from) >= minutesOf(local.to)) return 'empty';
  try {
    const from = instantAt(local.day, local.from, timeZone, 'earlier');
    const to = instantAt(local.day, local.to, timeZone, 'later');
    return { from: from.toString(), to: to.toString() };
  } catch {
    return 'skipped-hour';
  }
}

/** The local span of two instants, as for a link to what was booked. */
export function toLocalSpan(from: string, to: string, timeZone: string): LocalSpan {
  const start = Temporal.Instant.from(from).toZonedDateTimeISO(timeZone);
  const end = Temporal.Instant.from(to).toZonedDateTimeISO(timeZone);
  const sameDay = start.toPlainDate().equals(end.toPlainDate());
  return span(start.toPlainDate(), start.hour * 60 + start.minute, sameDay ? end.hour * 60 + end.minute : DAY_MINUTES);
}

export function isDay(text: string): boolean {
  try {
    return /^20\d\d-\d\d-\d\d$/.test(text) && Temporal.PlainDate.from(text).toString() === text;
  } catch {
    return false;
  }
}

export const isQuarter = (text: string): boolean => /^(([01]\d|2[0-3]):(00|15|30|45)|24:00)$/.test(text);
