import type { TFunction } from 'i18next';
import type { Language } from '../i18n/index.js';

const locale = (language: Language): string => (language === 'it' ? 'it-IT' : 'en-GB');

/** `lun 23 nov` / `Mon 23 Nov`. */
export function formatDay(instant: string, timeZone: string, language: Language): string {
  const options = { timeZone, weekday: 'short', day: 'numeric', month: 'short' } as const;
  return new Intl.DateTimeFormat(locale(language), options).format(new Date(instant));
}

/** `lunedì 23 novembre 2026` / `Monday 23 November 2026`. */
export function formatLongDay(instant: string, timeZone: string, language: Language): string {
  const options = { timeZone, weekday: 'long', day: 'numeric', month: 'long', year: 'numeric' } as const;
  return new Intl.DateTimeFormat(locale(language), options).format(new Date(instant));
}

/** `14:00` on the wall clock of the zone. */
export function formatTime(instant: string, timeZone: string): string {
  return clockOf(timeZone).format(new Date(instant));
}

/** Making one costs far more than using it, and a board shows a thousand times. */
const clocks = new Map<string, Intl.DateTimeFormat>();

function clockOf(timeZone: string): Intl.DateTimeFormat {
  const known = clocks.get(timeZone);
  if (known !== undefined) return known;
  const options = { timeZone, hour: '2-digit', minute: '2-digit', hourCycle: 'h23' } as const;
  const made = new Intl.DateTimeFormat('en-GB', options);
  clocks.set(timeZone, made);
  return made;
}

export const formatCount = (count: number, language: Language): string =>
  new Intl.NumberFormat(locale(language), { useGrouping: 'always' }).format(count);

/** A share of one, as `62,5 %`. */
export const formatShare = (share: number, language: Language): string =>
  new Intl.NumberFormat(locale(language), { style: 'percent', maximumFractionDigits: 1 }).format(share);

export const formatDegrees = (degrees: number, language: Language): string =>
  new Intl.NumberFormat(locale(language), { minimumFractionDigits: 4, maximumFractionDigits: 4 }).format(degrees);

/** Whole minutes of travel, never fewer than one: nobody is told that a hub is zero minutes away. */
export const walkMinutes = (seconds: number): number => Math.max(1, Math.ceil(seconds / 60));

export function formatAgo(milliseconds: number, t: TFunction): string {
  const seconds = Math.max(0, Math.floor(milliseconds / 1000));
  if (seconds < 2) return t('time.now');
  return seconds < 60
    ? t('time.secondsAgo', { count: seconds })
    : t('time.minutesAgo', { count: Math.floor(seconds / 60) });
}

export function formatDuration(milliseconds: number, t: TFunction): string {
  const minutes = Math.max(0, Math.floor(milliseconds / 60_000));
  if (minutes < 60) return t('time.minutes', { count: minutes });
  return t('time.hours', { hours: Math.floor(minutes / 60), minutes: minutes % 60 });
}

/** `22 nov 2026, 20:15` on the reader's own clock: of what has no place, such as a sign-in. */
export const formatMoment = (instant: string, language: Language): string =>
  new Intl.DateTimeFormat(locale(language), { dateStyle: 'medium', timeStyle: 'short' }).format(new Date(instant));

/** `22 nov 2026`, of a day or of an instant. */
export const formatDate = (day: string, language: Language): string =>
  new Intl.DateTimeFormat(locale(language), {
    dateStyle: 'medium',
    ...(day.length === 10 ? { timeZone: 'UTC' } : {}),
  }).format(new Date(day));
