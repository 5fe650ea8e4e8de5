import type { OpeningWindow } from '#libs/contracts';
import type { WeeklyWindow } from './domain/opening-hours.js';

/** From local times `HH:MM` to minutes of the local day. */
export function toWeeklyWindow({ weekday, opens, closes, community }: OpeningWindow): WeeklyWindow {
  return { weekday, opensMinute: minuteOf(opens), closesMinute: minuteOf(closes), community };
}

export function toOpeningWindow({ weekday, opensMinute, closesMinute, community }: WeeklyWindow): OpeningWindow {
  return { weekday, opens: localTime(opensMinute), closes: localTime(closesMinute), community };
}

function minuteOf(time: string): number {
  const [hours, minutes] = time.split(':').map(Number) as [number, number];
  return hours * 60 + minutes;
}

function localTime(minute: number): string {
  const two = (value: number): string => String(value).padStart(2, '0');
  return `${two(Math.floor(minute / 60))}:${two(minute % 60)}`;
}
