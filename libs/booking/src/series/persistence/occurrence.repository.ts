import { Injectable } from '@nestjs/common';
import type { Alternative, BookingItem, ClaimStatus } from '#libs/contracts';
import { instantOf, Temporal, TimeRange } from '#libs/kernel';
import type { Tx } from '#libs/platform';
import { liveliest } from '../../persistence/booking.repository.js';
import type { OccurrenceState, Standing } from '../domain/settling.js';
import type { SeriesKey } from './series.repository.js';

/** What was said of one day alone. */
export interface Own {
  readonly startTime?: string | undefined;
  readonly endTime?: string | undefined;
  readonly items?: readonly BookingItem[] | undefined;
}

export interface OccurrenceRow extends Standing {
  readonly own: Own | null;
  readonly details: Readonly<Record<string, unknown>>;
  readonly alternatives: readonly Alternative[];
  readonly booking: {
    readonly id: string;
    readonly span: TimeRange;
    readonly status: ClaimStatus;
    readonly live: boolean;
    readonly claims: readonly { readonly id: string; readonly bookableId: string }[];
  } | null;
}

interface Row {
  readonly date: string;
  readonly wanted_from: Date | null;
  readonly wanted_to: Date | null;
  readonly state: OccurrenceState;
  readonly settled: number;
  readonly own: Own | null;
  readonly reason: string | null;
  readonly details: Record<string, unknown>;
  readonly alternatives: Alternative[];
  readonly booking_id: string | null;
  readonly held_from: Date | null;
  readonly held_to: Date | null;
  readonly live: boolean | null;
  readonly claims: { id: string; bookableId: string; status: ClaimStatus }[] | null;
}

/** How an attempt for a day ended. */
export interface Settled {
  readonly wanted: TimeRange | null;
  readonly settled: number;
  readonly state: OccurrenceState;
  readonly bookingId: string | null;
  readonly own: Own | null;
  readonly reason?: { readonly code: string; readonly details: object; readonly alternatives: readonly Alternative[] };
}

const OCCURRENCES = `
  SELECT occurrence.date::text, lower(occurrence.wanted) AS wanted_from, upper(occurrence.wanted) AS wanted_to, occurrence.state,
         occurrence.settled, occurrence.own, occurrence.reason, occurrence.details, occurrence.alternatives, occurrence.booking_id,
         lower(engagement.during) AS held_from, upper(engagement.during) AS held_to, engagement.active AS live,
         (SELECT jsonb_agg(jsonb_build_object('id', claim.id, 'bookableId', claim.bookable_id, 'status', claim.status) ORDER BY claim.id)
            FROM claim WHERE claim.hub_id = occurrence.hub_id AND claim.booking_id = occurrence.booking_id) AS claims
    FROM series_occurrence AS occurrence
    JOIN series ON series.hub_id = occurrence.hub_id AND series.id = occurrence.series_id
    LEFT JOIN engagement ON engagement.person_id = series.person_id AND engagement.hub_id = occurrence.hub_id
                        AND engagement.booking_id = occurrence.booking_id
   WHERE occurrence.hub_id = $1 AND occurrence.series_id = $2`;

/** The days of series, each with what came of it. */
@Injectable()
export class OccurrenceRepository {
  async insert(
    tx: Tx,
    { hubId, id }: SeriesKey,
    days: readonly { readonly date: Temporal.PlainDate; readonly wanted: TimeRange | null }[],
    revision: number,
  ): Promise<void> {
    await tx.query(
      `INSERT INTO series_occurrence (hub_id, series_id, date, wanted, state, settled)
       SELECT $1, $2, day.date, day.wanted, 'not_yet', $5 FROM unnest($3::date[], $4::tstzrange[]) AS day (date, wanted)`,
      [
        hubId,
        id,
        days.map(({ date }) => date.toString()),
        days.map(({ wanted }) => wanted?.toString() ?? null),
        revision,
      ],
    );
  }

  /** In their order. */
  async all(tx: Tx, { hubId, id }: SeriesKey): Promise<readonly OccurrenceRow[]> {
    const rows = await tx.query<Row>(`${OCCURRENCES} ORDER BY occurrence.date`, [hubId, id]);
    return rows.map(toOccurrence);
  }

  /** Held until the transaction ends. To be called while the person is locked. */
  async lock(tx: Tx, { hubId, id }: SeriesKey, date: Temporal.PlainDate): Promise<OccurrenceRow | undefined> {
    await tx.query(`SELECT FROM series_occurrence WHERE hub_id = $1 AND series_id = $2 AND date = $3 FOR UPDATE`, [
      hubId,
      id,
      date.toString(),
    ]);
    const [row] = await tx.query<Row>(`${OCCURRENCES} AND occurrence.date = $3`, [hubId, id, date.toString()]);
    return row && toOccurrence(row);
  }

  async settle(tx: Tx, { hubId, id }: SeriesKey, date: Temporal.PlainDate, settled: Settled): Promise<void> {
    const { wanted, state, bookingId, own, reason } = settled;
    await tx.query(
      `UPDATE series_occurrence SET wanted = $4, settled = $5, state = $6, booking_id = $7, own = $8, reason = $9, details = $10, alternatives = $11
        WHERE hub_id = $1 AND series_id = $2 AND date = $3`,
      [
        hubId,
        id,
        date.toString(),
        wanted?.toString() ?? null,
        settled.settled,
        state,
        bookingId,
        own === null ? null : JSON.stringify(own),
        reason?.code ?? null,
        JSON.stringify(reason?.details ?? {}),
        JSON.stringify(reason?.alternatives ?? []),
      ],
    );
  }

  /** Gives days up; what was booked for them must have been ended. */
  async cancel(tx: Tx, { hubId, id }: SeriesKey, dates: readonly Temporal.PlainDate[]): Promise<void> {
    await tx.query(
      `UPDATE series_occurrence SET state = 'cancelled', reason = NULL, details = '{}', alternatives = '[]'
        WHERE hub_id = $1 AND series_id = $2 AND date = ANY ($3::date[])`,
      [hubId, id, dates.map(String)],
    );
  }

  /** Days from one on, with their bookings, go over to another series of the hub. */
  async handOver(tx: Tx, { hubId, id }: SeriesKey, from: Temporal.PlainDate, to: string): Promise<void> {
    await tx.query(
      `WITH moved AS (
         UPDATE series_occurrence SET series_id = $4 WHERE hub_id = $1 AND series_id = $2 AND date >= $3 RETURNING booking_id
       )
       UPDATE booking SET series_id = $4 FROM moved WHERE booking.hub_id = $1 AND booking.id = moved.booking_id`,
      [hubId, id, from.toString(), to],
    );
  }

  /** What was said of single days from one on holds no more. */
  async forgetOwn(tx: Tx, { hubId, id }: SeriesKey, from: Temporal.PlainDate): Promise<void> {
    await tx.query(
      `UPDATE series_occurrence SET own = NULL WHERE hub_id = $1 AND series_id = $2 AND date >= $3 AND own IS NOT NULL`,
      [hubId, id, from.toString()],
    );
  }
}

function toOccurrence(row: Row): OccurrenceRow {
  const { date, state, settled, own, reason, details, alternatives } = row;
  const wanted = rangeOf(row.wanted_from, row.wanted_to);
  const held = rangeOf(row.held_from, row.held_to);
  const claims = row.claims ?? [];
  const booking =
    row.booking_id === null || held === null || claims.length === 0
      ? null
      : {
          id: row.booking_id,
          span: held,
          status: liveliest(claims.map(({ status }) => status)),
          live: row.live === true,
          claims,
        };
  return { date: Temporal.PlainDate.from(date), wanted, state, settled, own, reason, details, alternatives, booking };
}

const rangeOf = (from: Date | null, to: Date | null): TimeRange | null =>
  from === null || to === null ? null : TimeRange.of(instantOf(from), instantOf(to));
