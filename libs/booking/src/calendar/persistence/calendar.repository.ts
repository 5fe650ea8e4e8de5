import { Injectable } from '@nestjs/common';
import type { Booking, ClaimStatus } from '#libs/contracts';
import { instantOf, type Temporal, TimeRange } from '#libs/kernel';
import type { Tx } from '#libs/platform';
import { HUB, type HubRow, liveliest, toHub } from '../../persistence/booking.repository.js';

/** What a calendar shows of a booking or of a claim; of whom it is, nothing. */
export interface CalendarFact {
  readonly id: string;
  readonly hub: Booking['hub'];
  readonly span: TimeRange;
  readonly things: readonly { readonly label: string; readonly spaceName: string; readonly status: ClaimStatus }[];
  readonly status: ClaimStatus;
  readonly sequence: number;
  readonly createdAt: Temporal.Instant;
}

interface FactRow extends HubRow {
  readonly entry_id: string;
  readonly from: Date;
  readonly to: Date;
  readonly things: CalendarFact['things'];
  readonly sequence: number;
  readonly created_at: Date;
}

const MOST = 5000;
const THING = `jsonb_build_object('label', bookable.label, 'spaceName', space.name, 'status', claim.status)`;
const OF_PERSON = `
  SELECT booking.id AS entry_id, booking.created_at, lower(engagement.during) AS "from", upper(engagement.during) AS "to", held.things, held.sequence, ${HUB}
    FROM engagement
    JOIN booking ON booking.hub_id = engagement.hub_id AND booking.id = engagement.booking_id
    JOIN hub ON hub.id = booking.hub_id
    JOIN metro ON metro.id = hub.metro_id
   CROSS JOIN LATERAL (
     SELECT jsonb_agg(${THING} ORDER BY bookable.kind, bookable.label) AS things, sum(claim.sequence)::integer AS sequence
       FROM claim
       JOIN bookable ON bookable.hub_id = claim.hub_id AND bookable.id = claim.bookable_id
       JOIN space ON space.hub_id = bookable.hub_id AND space.id = bookable.space_id
      WHERE claim.hub_id = booking.hub_id AND claim.booking_id = booking.id) AS held
   WHERE held.things IS NOT NULL AND engagement.person_id = $1`;

/** What calendars show. */
@Injectable()
export class CalendarRepository {
  async booking(tx: Tx, personId: string, hubId: string, bookingId: string): Promise<CalendarFact | undefined> {
    const [row] = await tx.query<FactRow>(`${OF_PERSON} AND engagement.hub_id = $2 AND engagement.booking_id = $3`, [
      personId,
      hubId,
      bookingId,
    ]);
    return row && toFact(row);
  }

  /** A person's bookings that end after an instant, given back or not, in their order. */
  async ofPerson(tx: Tx, personId: string, since: Temporal.Instant): Promise<readonly CalendarFact[]> {
    const rows = await tx.query<FactRow>(
      `${OF_PERSON} AND upper(engagement.during) > $2 ORDER BY lower(engagement.during), engagement.booking_id LIMIT ${MOST}`,
      [personId, since.toString()],
    );
    return rows.map(toFact);
  }

  /** What holds, or held, the bookables of a hub in a span: each claim by itself, in their order. */
  async ofHub(tx: Tx, hubId: string, span: TimeRange): Promise<readonly CalendarFact[]> {
    const rows = await tx.query<FactRow>(
      `SELECT claim.id AS entry_id, coalesce(booking.created_at, lower(claim.during)) AS created_at, lower(claim.during) AS "from",
              upper(claim.during) AS "to", jsonb_build_array(${THING}) AS things, claim.sequence, ${HUB}
         FROM claim
         JOIN bookable ON bookable.hub_id = claim.hub_id AND bookable.id = claim.bookable_id
         JOIN space ON space.hub_id = bookable.hub_id AND space.id = bookable.space_id
         JOIN hub ON hub.id = claim.hub_id
         JOIN metro ON metro.id = hub.metro_id
         LEFT JOIN booking ON booking.hub_id = claim.hub_id AND booking.id = claim.booking_id
        WHERE claim.hub_id = $1 AND claim.during && $2::tstzrange AND claim.kind <> 'hold'
        ORDER BY lower(claim.during), claim.id LIMIT ${MOST}`,
      [hubId, span.toString()],
    );
    return rows.map(toFact);
  }
}

function toFact(row: FactRow): CalendarFact {
  return {
    id: row.entry_id,
    hub: toHub(row),
    span: TimeRange.of(instantOf(row.from), instantOf(row.to)),
    things: row.things,
    status: liveliest(row.things.map(({ status }) => status)),
    sequence: row.sequence,
    createdAt: instantOf(row.created_at),
  };
}
