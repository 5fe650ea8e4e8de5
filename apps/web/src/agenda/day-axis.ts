import { Temporal } from 'temporal-polyfill';
import type { OpeningWindow } from '#libs/contracts';

/** A stretch of time in milliseconds since 1970: half open. */
export interface Stretch {
  readonly from: number;
  readonly to: number;
}

export interface Tick {
  readonly at: number;
  readonly label: string;
}

/** A day of a hub as a board draws it: from left to right in real time, so that a skipped hour is missing and a doubled one is there twice. */
export interface DayAxis extends Stretch {
  readonly day: Stretch;
  readonly ticks: readonly Tick[];
  /** when the hub is open to nobody */
  readonly closed: readonly Stretch[];
}

const USUAL = { opens: '08:00', closes: '20:00' };
const two = (n: number): string => String(n).padStart(2, '0');

const startOf = (day: Temporal.PlainDate, timeZone: string): Temporal.ZonedDateTime => day.toZonedDateTime(timeZone);

/** The whole local day, 23 to 25 hours of it. */
export function dayStretch(day: string, timeZone: string): Stretch {
  const date = Temporal.PlainDate.from(day);
  return {
    from: startOf(date, timeZone).epochMilliseconds,
    to: startOf(date.add({ days: 1 }), timeZone).epochMilliseconds,
  };
}

function openOn(date: Temporal.PlainDate, timeZone: string, windows: readonly OpeningWindow[]): readonly Stretch[] {
  const at = (time: string): number =>
    time === '24:00'
      ? startOf(date.add({ days: 1 }), timeZone).epochMilliseconds
      : date.toZonedDateTime({ timeZone, plainTime: time }).epochMilliseconds;
  return windows
    .filter(({ weekday }) => weekday === date.dayOfWeek)
    .map(({ opens, closes }) => ({ from: at(opens), to: at(closes) }))
    .toSorted((a, b) => a.from - b.from);
}

/** What of a stretch none of the others covers. */
export function withoutThose(whole: Stretch, others: readonly Stretch[]): readonly Stretch[] {
  const left: Stretch[] = [];
  let from = whole.from;
  for (const other of others.toSorted((a, b) => a.from - b.from)) {
    if (other.from > from) left.push({ from, to: Math.min(other.from, whole.to) });
    from = Math.max(from, other.to);
    if (from >= whole.to) return left;
  }
  return [...left, { from, to: whole.to }];
}

/** The hours of a day that matter: those in which the hub is open or anything is held, in whole hours of the clock. */
export function dayAxis(
  day: string,
  timeZone: string,
  windows: readonly OpeningWindow[],
  held: readonly Stretch[],
): DayAxis {
  const date = Temporal.PlainDate.from(day);
  const whole = dayStretch(day, timeZone);
  const open = openOn(date, timeZone, windows);
  const shown =
    open.length > 0 ? open : openOn(date, timeZone, [{ weekday: date.dayOfWeek, ...USUAL, community: 'public' }]);
  const within = [...shown, ...held].filter(({ from, to }) => from < whole.to && to > whole.from);
  const first = Math.max(whole.from, Math.min(...within.map(({ from }) => from)));
  const last = Math.min(whole.to, Math.max(...within.map(({ to }) => to)));
  const from = hourAt(first, timeZone).epochMilliseconds;
  const end = hourAt(last, timeZone);
  const to = end.epochMilliseconds === last ? last : end.add({ hours: 1 }).epochMilliseconds;
  return { from, to, day: whole, ticks: ticksOf({ from, to }, timeZone), closed: withoutThose({ from, to }, open) };
}

/** The full hour of the clock at or before an instant. */
function hourAt(at: number, timeZone: string): Temporal.ZonedDateTime {
  const local = Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(timeZone);
  return local.subtract({ minutes: local.minute, seconds: local.second, milliseconds: local.millisecond });
}

function ticksOf({ from, to }: Stretch, timeZone: string): readonly Tick[] {
  const ticks: Tick[] = [];
  for (let at = hourAt(from, timeZone); at.epochMilliseconds < to; at = at.add({ hours: 1 }))
    ticks.push({ at: at.epochMilliseconds, label: `${two(at.hour)}:${two(at.minute)}` });
  return ticks;
}

/** Where an instant is on the axis, as a share of its length; outside: at its end. */
export const shareOf = ({ from, to }: Stretch, at: number): number =>
  Math.min(1, Math.max(0, (at - from) / (to - from)));

/**
 * How far something is moved, in whole steps, so that it stays within the day.
 * @param step milliseconds; 0: it keeps its time
 */
export function snapped(shift: number, step: number, moved: Stretch, day: Stretch): number {
  if (step === 0) return 0;
  const whole = Math.round(shift / step) * step;
  const least = Math.ceil((day.from - moved.from) / step) * step;
  const most = Math.floor((day.to - moved.to) / step) * step;
  return Math.min(Math.max(whole, Math.min(least, 0)), Math.max(most, 0));
}
