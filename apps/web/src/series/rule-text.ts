import type { TFunction } from 'i18next';
import { Temporal } from 'temporal-polyfill';
import type { SeriesRule } from '#libs/contracts';
import type { Language } from '../i18n/index.js';
import { formatDate } from '../time/format.js';

const SUNDAY = 7;
const ordinals = ['first', 'second', 'third', 'fourth', 'fifth'] as const;

/** A recurrence in words, e.g. `Ogni settimana: lunedì, giovedì · 09:00–13:00 · dal 23 nov 2026 al 18 dic 2026`. */
export function ruleText(rule: SeriesRule, language: Language, t: TFunction): string {
  const { startTime, endTime, startDate, until, count, exceptions, skipHolidays } = rule;
  const from = formatDate(startDate, language);
  return [
    howOften(rule, language, t),
    `${startTime}–${endTime}`,
    until === null
      ? t('rule.times', { count: count ?? 0, from })
      : t('rule.span', { from, to: formatDate(until, language) }),
    ...(skipHolidays ? [t('rule.noHolidays')] : []),
    ...(exceptions.length === 0 ? [] : [t('rule.exceptions', { count: exceptions.length })]),
  ].join(' · ');
}

function howOften(rule: SeriesRule, language: Language, t: TFunction): string {
  const { frequency, interval, weekdays } = rule;
  const often = t(`rule.${frequency}`, { count: interval });
  if (frequency === 'monthly') return `${often}, ${dayOfMonth(rule, language, t)}`;
  const days = frequency === 'weekly' && weekdays.length === 0 ? [firstDay(rule).dayOfWeek] : weekdays;
  if (days.length === 0) return often;
  return `${often}: ${days
    .toSorted((a, b) => a - b)
    .map((day) => dayName(day, language))
    .join(', ')}`;
}

function dayOfMonth(rule: SeriesRule, language: Language, t: TFunction): string {
  const { day, dayOfWeek } = firstDay(rule);
  if (rule.monthlyBy === 'day') return t('rule.dayOfMonth', { day });
  const [of, weekday] = [dayOfWeek === SUNDAY ? 'nthSunday' : 'nth', dayName(dayOfWeek, language)] as const;
  const which = rule.monthlyBy === 'last-weekday' ? 'last' : ordinals[Math.ceil(day / 7) - 1]!;
  return t(`rule.${of}.${which}`, { weekday });
}

const firstDay = ({ startDate }: SeriesRule): Temporal.PlainDate => Temporal.PlainDate.from(startDate);

/** The first of January 2024 was a Monday. */
const dayName = (weekday: number, language: Language): string =>
  new Intl.DateTimeFormat(language, { weekday: 'long', timeZone: 'UTC' }).format(Date.UTC(2024, 0, weekday));
