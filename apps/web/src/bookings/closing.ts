import { Temporal } from 'temporal-polyfill';
import type { Hub } from '#libs/contracts';

/** When a hub closes on the local day on which something ends; undefined where its hours do not say. */
export function closingOf(
  { openingWindows, timeZone }: Pick<Hub, 'openingWindows' | 'timeZone'>,
  end: string,
): string | undefined {
  const day = Temporal.Instant.from(end).subtract({ nanoseconds: 1 }).toZonedDateTimeISO(timeZone).dayOfWeek;
  return openingWindows
    .filter(({ weekday }) => weekday === day)
    .map(({ closes }) => closes)
    .toSorted()
    .at(-1);
}
