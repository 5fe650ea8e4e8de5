import { Temporal } from 'temporal-polyfill';
import type { Hub, PolicyRules } from '#libs/contracts';
import { timeOf, type InstantSpan } from '../time/local-span.js';

export type SitRules = Pick<Required<PolicyRules>, 'gridMinutes' | 'lateMinutes' | 'minMinutes' | 'maxMinutes'>;
type Hours = Pick<Hub, 'openingWindows' | 'timeZone'>;

/** How long people sit down for. */
const STAYS_MINUTES = [60, 120, 240] as const;

/**
 * Bookings that begin now, the longest first: for an hour, two, four, and until the hub closes, each at the end of a step of the grid.
 * @param now milliseconds since 1970
 * @param before where an own booking begins: one can not be in two places
 * @returns none where the hub is closed now
 */
export function sitSpans(
  now: number,
  { openingWindows, timeZone }: Hours,
  { gridMinutes, lateMinutes, minMinutes, maxMinutes }: SitRules,
  before: string | null,
): readonly InstantSpan[] {
  const local = Temporal.Instant.fromEpochMilliseconds(now).toZonedDateTimeISO(timeZone);
  const minute = local.hour * 60 + local.minute;
  const open = openingWindows
    .filter(
      ({ weekday, opens, closes }) => weekday === local.dayOfWeek && opens <= timeOf(minute) && timeOf(minute) < closes,
    )
    .map(({ closes }) => closes)
    .toSorted()
    .at(-1);
  if (open === undefined) return [];
  const closes = onDay(local, open);
  const floor = onGrid(local, gridMinutes, 'floor');
  const late = floor.epochMilliseconds < now - lateMinutes * 60_000;
  const from = late ? onGrid(local, gridMinutes, 'ceil') : floor;
  const limits = [
    closes,
    from.add({ minutes: maxMinutes }),
    ...(before === null ? [] : [Temporal.Instant.from(before)]),
  ];
  const last = Math.min(...limits.map((one) => one.epochMilliseconds));
  const wanted = [...STAYS_MINUTES.map((minutes) => onGrid(local.add({ minutes }), gridMinutes, 'ceil')), closes];
  const ends = new Set(wanted.map((end) => Math.min(end.epochMilliseconds, last)));
  return [...ends]
    .filter((end) => end >= from.epochMilliseconds + minMinutes * 60_000)
    .toSorted((a, b) => b - a)
    .map((end) => ({ from: from.toString(), to: Temporal.Instant.fromEpochMilliseconds(end).toString() }));
}

/** On the wall clock, with the offset of the moment, which no grid of a quarter hour notices. */
function onGrid(local: Temporal.ZonedDateTime, minutes: number, roundingMode: 'floor' | 'ceil'): Temporal.Instant {
  const offset = { nanoseconds: local.offsetNanoseconds };
  return local
    .toInstant()
    .add(offset)
    .round({ smallestUnit: 'minute', roundingIncrement: minutes, roundingMode })
    .subtract(offset);
}

function onDay(local: Temporal.ZonedDateTime, time: string): Temporal.Instant {
  const midnight = time === '24:00';
  return local
    .toPlainDate()
    .add({ days: midnight ? 1 : 0 })
    .toZonedDateTime({ timeZone: local.timeZoneId, plainTime: midnight ? '00:00' : time })
    .toInstant();
}
