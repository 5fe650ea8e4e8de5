import type { Community, WeeklyWindow } from '#libs/hubs';

const DAYS = ['mo', 'tu', 'we', 'th', 'fr', 'sa', 'su'];
const RULE =
  /^(?:(public|members|school|library):\s*)?([a-z]{2})(?:\s*-\s*([a-z]{2}))?\s+(\d{1,2}):(\d{2})\s*-\s*(\d{1,2}):(\d{2})$/;

/**
 * Reads opening hours as OpenStreetMap writes the simple ones, rules apart by semicolons, each for the public unless it names its community:
 * `Mo-Fr 09:00-19:00; Sa 09:00-13:00; school: Mo-Fr 08:00-14:00`.
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

function parseRule(rule: string): WeeklyWindow[] {
  const parts = RULE.exec(rule.toLowerCase());
  if (parts === null) throw new RangeError(`"${rule}" is not of the form Mo-Fr 09:00-19:00`);
  const [, community = 'public', from, to = from] = parts;
  const [first, last] = [DAYS.indexOf(from!), DAYS.indexOf(to!)];
  const opensMinute = Number(parts[4]) * 60 + Number(parts[5]);
  const closesMinute = Number(parts[6]) * 60 + Number(parts[7]);
  if (first < 0 || last < 0) throw new RangeError(`"${rule}" names a day that is not Mo, Tu, We, Th, Fr, Sa or Su`);
  if (opensMinute >= closesMinute || closesMinute > 1440 || Number(parts[5]) > 59 || Number(parts[7]) > 59)
    throw new RangeError(`"${rule}" does not close after it opens, by midnight`);
  const days = (last - first + 7) % 7;
  return Array.from({ length: days + 1 }, (_, day) => ({
    weekday: ((first + day) % 7) + 1,
    opensMinute,
    closesMinute,
    community: community as Community,
  }));
}
