import type { AgreedWindow, OpeningWindow } from '#libs/contracts';
import type { WeeklyWindow } from './domain/opening-hours.js';
import type { WeeklyStretch } from './domain/weekly.js';

/** From local times `HH:MM` to minutes of the local day. */
export function toStretch({ weekday, opens, closes }: AgreedWindow): WeeklyStretch {
  return { weekday, opensMinute: minuteOf(opens), closesMinute: minuteOf(closes) };
}

export function toWeeklyWindow({ community, ...window }: OpeningWindow): WeeklyWindow {
  return { ...toStretch(window), community };
}

export function toAgreedWindow({ weekday, opensMinute, closesMinute }: WeeklyStretch): AgreedWindow {
  return { weekday, opens: localTime(opensMinute), closes: localTime(closesMinute) };
}

export function toOpeningWindow({ community, ...window }: WeeklyWindow): OpeningWindow {
  return { ...toAgreedWindow(window), community };
}

function minuteOf(time: string): number {
  const [hours, minutes] = time.split(':').map(Number) as [number, number];
  return hours * 60 + minutes;
}

export function localTime(minute: number): string {
  const two = (value: number): string => String(value).padStart(2, '0');
  return `${two(Math.floor(minute / 60))}:${two(minute % 60)}`;
}
