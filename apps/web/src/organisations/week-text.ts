import type { AgreedWindow } from '#libs/contracts';

const DAYS = [1, 2, 3, 4, 5, 6, 7] as const;

/** The first of January 2024 was a Monday. */
const shortDay = (weekday: number, language: string): string =>
  new Intl.DateTimeFormat(language, { weekday: 'short', timeZone: 'UTC' }).format(Date.UTC(2024, 0, weekday));

/** Weekly hours in one line, days with the same hours together: `lun–ven 09:00–18:00, sab 09:00–13:00`. */
export function weekText(windows: readonly AgreedWindow[], language: string): string {
  const hoursOf = (weekday: number): string =>
    windows
      .filter((window) => window.weekday === weekday)
      .toSorted((a, b) => a.opens.localeCompare(b.opens))
      .map(({ opens, closes }) => `${opens}–${closes}`)
      .join(' ');
  const groups: { first: number; last: number; hours: string }[] = [];
  for (const weekday of DAYS) {
    const hours = hoursOf(weekday);
    const before = groups.at(-1);
    if (before !== undefined && before.hours === hours) before.last = weekday;
    else groups.push({ first: weekday, last: weekday, hours });
  }
  const days = ({ first, last }: { first: number; last: number }): string =>
    first === last ? shortDay(first, language) : `${shortDay(first, language)}–${shortDay(last, language)}`;
  return groups
    .filter(({ hours }) => hours !== '')
    .map((group) => `${days(group)} ${group.hours}`)
    .join(', ');
}
