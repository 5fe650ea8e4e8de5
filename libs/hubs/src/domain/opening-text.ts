import type { Community, WeeklyWindow } from './opening-hours.js';
import type { WeeklyStretch } from './weekly.js';

const DAYS = ['mo', 'tu', 'we', 'th', 'fr', 'sa', 'su'];
const RULE =
  /^(?:(public|members|school|library):\s*)?([a-z]{2})(?:\s*-\s*([a-z]{2}))?\s+(\d{1,2}):(\d{2})\s*-\s*(\d{1,2}):(\d{2})(?:\s+(public|members|school|library))?$/;

/**
 * Reads opening hours as OpenStreetMap writes the simple ones, rules apart by semicolons, each for the public unless it names its community, before or after:
 * `Mo-Fr 09:00-19:00; Sa 09:00-13:00 members; school: Mo-Fr 08:00-14:00`.
 * @throws RangeError that says which rule can not be read
 */
export function parseOpening(text: string): readonly WeeklyWindow[] {
  const rules = text
    .split(';')
    .map((rule) => rule.trim())
    .filter((rule) => rule !== '');
  if (rules.length === 0) throw new RangeError('no opening hours are given');
  return rules.flatMap(parseRule);
}

/** Short, for people: days of one time are joined only where they follow each other. */
export function writeOpening(windows: readonly WeeklyStretch[]): string {
  const runs: { from: number; to: number; times: string }[] = [];
  for (const { weekday, opensMinute, closesMinute } of windows.toSorted((a, b) => a.weekday - b.weekday)) {
    const times = `${localTime(opensMinute)}-${localTime(closesMinute)}`;
    const run = runs.find((one) => one.times === times && one.to === weekday - 1);
    if (run === undefined) runs.push({ from: weekday, to: weekday, times });
    else run.to = weekday;
  }
  return runs
    .map(({ from, to, times }) => `${from === to ? day(from) : `${day(from)}-${day(to)}`} ${times}`)
    .join('; ');
}

const day = (weekday: number): string => DAYS[weekday - 1]!.replace(/^./, (letter) => letter.toUpperCase());
const two = (value: number): string => String(value).padStart(2, '0');
const localTime = (minute: number): string => `${two(Math.floor(minute / 60))}:${two(minute % 60)}`;

function parseRule(rule: string): WeeklyWindow[] {
  const shown = rule.slice(0, 80);
  const parts = RULE.exec(rule.toLowerCase());
  if (parts === null) throw new RangeError(`"${shown}" is not of the form Mo-Fr 09:00-19:00`);
  const [, before, from, to = from] = parts;
  const community = parts[8] ?? before ?? 'public';
  const [first, last] = [DAYS.indexOf(from!), DAYS.indexOf(to!)];
  const opensMinute = Number(parts[4]) * 60 + Number(parts[5]);
  const closesMinute = Number(parts[6]) * 60 + Number(parts[7]);
  if (before !== undefined && parts[8] !== undefined) throw new RangeError(`"${shown}" names two communities`);
  if (first < 0 || last < 0) throw new RangeError(`"${shown}" names a day that is not Mo, Tu, We, Th, Fr, Sa or Su`);
  if (opensMinute >= closesMinute || closesMinute > 1440 || Number(parts[5]) > 59 || Number(parts[7]) > 59)
    throw new RangeError(`"${shown}" does not close after it opens, by midnight`);
  const days = (last - first + 7) % 7;
  return Array.from({ length: days + 1 }, (_, offset) => ({
    weekday: ((first + offset) % 7) + 1,
    opensMinute,
    closesMinute,
    community: community as Community,
  }));
}
