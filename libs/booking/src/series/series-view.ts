import type { Booking, Occurrence, SeriesSummary } from '#libs/contracts';
import { Temporal } from '#libs/kernel';
import type { OccurrenceRow } from './persistence/occurrence.repository.js';
import type { SeriesState } from './persistence/series.repository.js';

const STATES = { not_yet: 'not-yet', booked: 'booked', refused: 'refused', cancelled: 'cancelled' } as const;
const GIVEN_BACK: ReadonlySet<string> = new Set(['cancelled', 'released', 'expired']);

/** A day whose booking was given back by itself is as cancelled as one that was given up in the series. */
const stateOf = ({ state, booking }: OccurrenceRow): Occurrence['state'] =>
  state === 'booked' && booking !== null && GIVEN_BACK.has(booking.status) ? 'cancelled' : STATES[state];

export function toOccurrence(row: OccurrenceRow): Occurrence {
  const { date, wanted, booking, reason, details, alternatives } = row;
  return {
    date: date.toString(),
    from: wanted?.start.toString() ?? null,
    to: wanted?.end.toString() ?? null,
    state: stateOf(row),
    booking: booking && { id: booking.id, ...booking.span.written, status: booking.status },
    reason: reason === null ? null : { code: reason, details },
    alternatives: [...alternatives],
  };
}

export function summaryOf(
  { id, items, rule, createdAt }: SeriesState,
  hub: Booking['hub'],
  rows: readonly OccurrenceRow[],
  now: Temporal.Instant,
): SeriesSummary {
  const states = rows.map(stateOf);
  const count = (state: Occurrence['state']): number => states.filter((each) => each === state).length;
  const next = rows.find(
    ({ booking }) => booking?.live === true && Temporal.Instant.compare(now, booking.span.end) < 0,
  );
  return {
    id,
    hub,
    items: [...items],
    rule,
    createdAt: createdAt.toString(),
    next: next?.booking?.span.start.toString() ?? null,
    counts: {
      booked: count('booked'),
      refused: count('refused'),
      notYet: count('not-yet'),
      cancelled: count('cancelled'),
    },
  };
}
