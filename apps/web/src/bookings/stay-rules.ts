import { Temporal } from 'temporal-polyfill';
import type { Booking } from '#libs/contracts';

/** What a card offers of a booking now. The API has the last word: a browser's clock may be wrong. */
export interface StayActions {
  readonly checkIn: boolean;
  readonly onMyWay: boolean;
  readonly extend: boolean;
  readonly release: boolean;
  readonly cancel: boolean;
  readonly move: boolean;
  readonly appeal: boolean;
  readonly calendar: boolean;
}

/** Before that, nobody is on their way. */
const ON_THE_WAY_MS = 2 * 60 * 60_000;
const isBefore = (now: number, instant: string | null | undefined): boolean =>
  instant !== null && instant !== undefined && now < Date.parse(instant);

/** @param now milliseconds since 1970 */
export function actionsOf(booking: Booking, now: number): StayActions {
  const { from, to, status, checkIn, onMyWayUntil, appealUntil } = booking;
  const live = (status === 'confirmed' || status === 'checked_in') && isBefore(now, to);
  const asked = status === 'held' && isBefore(now, to);
  const begun = !isBefore(now, from);
  return {
    checkIn: live && checkIn !== null && checkIn !== undefined && !isBefore(now, checkIn.from),
    onMyWay: live && isBefore(now, onMyWayUntil) && now >= Date.parse(from) - ON_THE_WAY_MS,
    extend: live && begun,
    release: live && begun,
    cancel: (live || asked) && !begun,
    move: live || (asked && !begun),
    appeal: isBefore(now, appealUntil),
    calendar: live,
  };
}

const QUARTER = { minutes: 15 };

/**
 * Every quarter hour of the hub's wall clock after an end, until the hub closes that day.
 * @param closes `HH:MM` up to `24:00`, of the day of the end
 */
export function laterEnds(end: string, timeZone: string, closes = '24:00'): readonly string[] {
  const instant = Temporal.Instant.from(end);
  const day = instant.subtract({ nanoseconds: 1 }).toZonedDateTimeISO(timeZone).toPlainDate();
  const midnight = closes === '24:00';
  const last = day
    .add({ days: midnight ? 1 : 0 })
    .toZonedDateTime({ timeZone, plainTime: midnight ? '00:00' : closes })
    .toInstant();
  const first = firstQuarterAfter(instant);
  const ends: string[] = [];
  for (let at = first; Temporal.Instant.compare(at, last) <= 0; at = at.add(QUARTER)) ends.push(at.toString());
  return ends;
}

/** Zones are whole quarters of an hour apart. */
const firstQuarterAfter = (instant: Temporal.Instant): Temporal.Instant =>
  instant.round({ smallestUnit: 'minute', roundingIncrement: 15, roundingMode: 'floor' }).add(QUARTER);
