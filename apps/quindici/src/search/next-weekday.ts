import { Temporal, TimeRange } from '#libs/kernel';

const OPENS = { hour: 10 } as const;
const CLOSES = { hour: 12 } as const;
const FRIDAY = 5;

/** 10 to 12 on the next day from Monday to Friday, on the wall clock of the zone: what is asked for when nobody says when. */
export function nextWeekdayMorning(now: Temporal.Instant, timeZone: string): TimeRange {
  let date = now.toZonedDateTimeISO(timeZone).toPlainDate().add({ days: 1 });
  while (date.dayOfWeek > FRIDAY) date = date.add({ days: 1 });
  const at = (time: Temporal.PlainTimeLike): Temporal.Instant =>
    date.toZonedDateTime({ timeZone, plainTime: Temporal.PlainTime.from(time) }).toInstant();
  return TimeRange.of(at(OPENS), at(CLOSES));
}
