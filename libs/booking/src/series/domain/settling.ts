import { Temporal, type TimeRange } from '#libs/kernel';

export type OccurrenceState = 'not_yet' | 'booked' | 'refused' | 'cancelled';

/** What is known of one day of a series. */
export interface Standing {
  readonly date: Temporal.PlainDate;
  readonly state: OccurrenceState;
  /** When the rule wanted it when it was last looked at; null: the clock skipped it */
  readonly wanted: TimeRange | null;
  /** Which revision of the series was last tried */
  readonly settled: number;
  /** Why it could not be had, or could not be moved, that time */
  readonly reason: string | null;
  /** What was booked for it; not live: given back, released or over */
  readonly booking: { readonly span: TimeRange; readonly live: boolean } | null;
}

/** How the series stands now. */
export interface Ground {
  readonly revision: number;
  readonly now: Temporal.Instant;
  /** The last day that may be booked by now */
  readonly lastDay: Temporal.PlainDate;
}

/** What somebody else has is not asked for day after day: when it is freed, those who wait for it come first. */
const FINAL: ReadonlySet<string> = new Set(['bookable-taken', 'nothing-as-wished', 'already-booked']);

/**
 * What is to be done for a day of a series, so that it is as its rule wants it by now. What is as it was wanted stays as it is, also when its
 * person moved it by hand; what they gave back is not booked again.
 * @param wanted when the rule wants it, in the zone as it is known by now
 */
export function stepFor(day: Standing, wanted: TimeRange | null, ground: Ground): 'book' | 'move' | 'note' | null {
  const { state, booking, reason, date } = day;
  const asBefore = same(day.wanted, wanted) && day.settled === ground.revision;
  if (state === 'cancelled') return null;
  if (Temporal.PlainDate.compare(date, ground.lastDay) > 0 && booking === null) return asBefore ? null : 'note';
  if (state === 'not_yet') return 'book';
  if (booking !== null) {
    if (!booking.live || asBefore || hasBegun(booking.span, ground.now)) return null;
    const byHand = day.settled === ground.revision && reason === null && !same(booking.span, day.wanted);
    return byHand ? null : 'move';
  }
  if (wanted !== null && hasBegun(wanted, ground.now)) return null;
  return !asBefore || !FINAL.has(reason ?? '') ? 'book' : null;
}

const hasBegun = ({ start }: TimeRange, now: Temporal.Instant): boolean => Temporal.Instant.compare(start, now) <= 0;

const same = (a: TimeRange | null, b: TimeRange | null): boolean =>
  a === null || b === null ? a === b : a.start.equals(b.start) && a.end.equals(b.end);
