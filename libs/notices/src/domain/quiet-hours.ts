import { Temporal } from '#libs/kernel';

/** A part of each local day, past midnight when it ends before it begins. */
export interface QuietHours {
  /** `HH:MM` */
  readonly from: string;
  readonly to: string;
}

const PRESSING = Temporal.Duration.from({ hours: 2 });

/**
 * When a notice may be sent that is ready at an instant: at once, or when the quiet hours end.
 * @param concerns the instant it is about; when that is less than two hours ahead, or past, it waits for nothing
 */
export function dueAt(
  ready: Temporal.Instant,
  quiet: QuietHours | null,
  timeZone: string,
  concerns: Temporal.Instant,
): Temporal.Instant {
  if (quiet === null || Temporal.Instant.compare(concerns, ready.add(PRESSING)) <= 0) return ready;
  const local = ready.toZonedDateTimeISO(timeZone);
  const [from, to] = [Temporal.PlainTime.from(quiet.from), Temporal.PlainTime.from(quiet.to)];
  if (!isWithin(local.toPlainTime(), from, to)) return ready;
  const today = endOn(local.toPlainDate(), to, timeZone);
  const end =
    Temporal.Instant.compare(today, ready) > 0 ? today : endOn(local.toPlainDate().add({ days: 1 }), to, timeZone);
  const pressing = concerns.subtract(PRESSING);
  return Temporal.Instant.compare(end, pressing) < 0 ? end : pressing;
}

/** Of a doubled hour the second one: in the first one the end would lie behind who asks in the second. */
const endOn = (day: Temporal.PlainDate, to: Temporal.PlainTime, timeZone: string): Temporal.Instant =>
  day.toPlainDateTime(to).toZonedDateTime(timeZone, { disambiguation: 'later' }).toInstant();

function isWithin(time: Temporal.PlainTime, from: Temporal.PlainTime, to: Temporal.PlainTime): boolean {
  const [begun, ended] = [Temporal.PlainTime.compare(time, from) >= 0, Temporal.PlainTime.compare(time, to) >= 0];
  return Temporal.PlainTime.compare(from, to) < 0 ? begun && !ended : begun || !ended;
}
