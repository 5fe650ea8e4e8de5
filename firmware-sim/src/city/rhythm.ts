/** day: the hours of an Italian hub; calm and busy: the same at every hour, for whoever looks at the demonstration at night. */
export type Rhythm = 'day' | 'calm' | 'busy';

/** Share of the desks that are taken by people who did not book, at each hour of a working day. */
const WEEKDAY = [
  0, 0, 0, 0, 0, 0, 0, 0, 0.05, 0.15, 0.22, 0.25, 0.2, 0.14, 0.18, 0.24, 0.24, 0.2, 0.1, 0.04, 0, 0, 0, 0,
];
const WEEKEND_FACTOR = 0.4;
const CALM = 0.1;
const BUSY = 0.25;

const local = new Intl.DateTimeFormat('en-GB', { timeZone: 'Europe/Rome', hour: '2-digit', weekday: 'short' });

/** @returns the share of the desks of a hub at which somebody sits unbooked */
export function unbookedShare(rhythm: Rhythm, now: number): number {
  if (rhythm !== 'day') return rhythm === 'calm' ? CALM : BUSY;
  const parts = new Map(local.formatToParts(now).map(({ type, value }) => [type, value]));
  const share = WEEKDAY[Number(parts.get('hour'))] ?? 0;
  return share * (parts.get('weekday')?.startsWith('S') ? WEEKEND_FACTOR : 1);
}
