import type { TFunction } from 'i18next';

const DURATION = /^P(?:(\d+)Y)?(?:(\d+)M)?(?:(\d+)W)?(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?(?:\d+S)?)?$/;

/** An ISO 8601 duration such as `P7D` in words; what is no such duration stays as it is. */
export function keptFor(duration: string, t: TFunction): string {
  const match = DURATION.exec(duration);
  if (match === null) return duration;
  const [years, months, weeks, days, hours, minutes] = match.slice(1).map((text) => Number(text ?? 0)) as [
    number,
    number,
    number,
    number,
    number,
    number,
  ];
  const parts = [
    years > 0 ? t('duration.years', { count: years }) : '',
    months > 0 ? t('duration.months', { count: months }) : '',
    weeks * 7 + days > 0 ? t('duration.days', { count: weeks * 7 + days }) : '',
    hours > 0 ? t('duration.hours', { count: hours }) : '',
    minutes > 0 ? t('duration.minutes', { count: minutes }) : '',
  ].filter((part) => part !== '');
  return parts.length === 0 ? t('duration.nothing') : parts.join(', ');
}
