/** A closed day as people write it, `25/12` of every year or `24/12/2026`, from `12-25` or `2026-12-24`. */
export function dayText(day: string): string {
  const parts = day.split('-').toReversed();
  return parts.join('/');
}

/** The same back; what is no day stays as it is, for the API to refuse. */
export function readDay(text: string): string {
  const found = /^(\d{1,2})[/.](\d{1,2})(?:[/.](\d{4}))?$/.exec(text.trim());
  if (found === null) return text.trim();
  const [, day, month, year] = found;
  const short = `${month!.padStart(2, '0')}-${day!.padStart(2, '0')}`;
  return year === undefined ? short : `${year}-${short}`;
}
