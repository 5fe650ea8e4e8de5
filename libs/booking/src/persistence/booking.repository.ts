import { Injectable } from '@nestjs/common';
import type { ApprovalDecision, Booking, ClaimStatus, HubKind, MyBookingsQuery } from '#libs/contracts';
import { NotSignedIn } from '#libs/identity';
import { instantOf, type Temporal, type TimeRange } from '#libs/kernel';
import { idInViolation, type Tx, violates } from '#libs/platform';
import { AlreadyBooked, BookableNotFound, BookableTaken } from '../domain/booking-errors.js';

/** Where a booking is. */
export type BookingHub = Booking['hub'];

export interface NewClaim {
  readonly id: string;
  readonly bookableId: string;
  /** With what is needed before and after it */
  readonly blocked: TimeRange;
}

export interface NewBooking {
  readonly id: string;
  readonly personId: string;
  readonly hubId: string;
  readonly span: TimeRange;
  readonly claims: readonly NewClaim[];
  readonly createdAt: Temporal.Instant;
  readonly seriesId: string | null;
  /** Until when a manager may approve it; null: it is confirmed */
  readonly dueAt: Temporal.Instant | null;
}

export interface LockedClaim {
  readonly id: string;
  readonly bookableId: string;
  readonly status: ClaimStatus;
  readonly from: Temporal.Instant;
  readonly to: Temporal.Instant;
}

export interface HubRow {
  readonly hub_id: string;
  readonly slug: string;
  readonly name: string;
  readonly kind: HubKind;
  readonly address: string;
  readonly lat: number;
  readonly lon: number;
  readonly time_zone: string;
}

interface BookingRow extends HubRow {
  readonly booking_id: string;
  readonly from: Date;
  readonly to: Date;
  readonly created_at: Date;
  readonly series_id: string | null;
  readonly on_my_way_at: Date | null;
  readonly no_show_at: Date | null;
  readonly appealed_at: Date | null;
  readonly due_at: Date | null;
  readonly decision: ApprovalDecision | null;
  readonly reason: string | null;
  readonly by_other: boolean;
  readonly at_desk: boolean | null;
  readonly label: string | null;
  readonly bookables: Booking['bookables'];
}

/** Beside `hub` and `metro`. */
export const HUB = `
  hub.id AS hub_id, hub.slug, hub.name, hub.kind, hub.address, ST_Y(hub.position) AS lat, ST_X(hub.position) AS lon,
  metro.time_zone`;
const MINE = `
  SELECT booking.id AS booking_id, booking.created_at, booking.series_id, booking.on_my_way_at, booking.no_show_at, booking.appealed_at, lower(engagement.during) AS "from", upper(engagement.during) AS "to",
         held.bookables, approval.due_at, approval.decision, approval.reason,
         booking.booked_by IS NOT NULL AS by_other, consent.at_desk, consent.label, ${HUB}
    FROM engagement
    JOIN booking ON booking.hub_id = engagement.hub_id AND booking.id = engagement.booking_id
    LEFT JOIN approval ON approval.hub_id = booking.hub_id AND approval.booking_id = booking.id
    LEFT JOIN consent ON consent.person_id = booking.person_id AND consent.id = booking.consent_id
    JOIN hub ON hub.id = booking.hub_id
    JOIN metro ON metro.id = hub.metro_id
   CROSS JOIN LATERAL (
     SELECT jsonb_agg(jsonb_build_object('id', bookable.id, 'kind', bookable.kind, 'label', bookable.label, 'spaceName', space.name,
                                         'status', claim.status) ORDER BY bookable.kind, bookable.label) AS bookables
       FROM claim
       JOIN bookable ON bookable.hub_id = claim.hub_id AND bookable.id = claim.bookable_id
       JOIN space ON space.hub_id = bookable.hub_id AND space.id = bookable.space_id
      WHERE claim.hub_id = booking.hub_id AND claim.booking_id = booking.id) AS held
   WHERE held.bookables IS NOT NULL AND engagement.person_id = $1`;

/** Bookings, whose they are, and when their persons are engaged. Row-level security shows each person their own. */
@Injectable()
export class BookingRepository {
  async hubOf(tx: Tx, hubId: string): Promise<BookingHub | undefined> {
    const [row] = await tx.query<HubRow>(
      `SELECT ${HUB} FROM hub JOIN metro ON metro.id = hub.metro_id WHERE hub.id = $1`,
      [hubId],
    );
    return row && toHub(row);
  }

  /**
   * Makes rivals wait in turn until the transaction ends: racing exclusion constraints deadlock. What is done next in the transaction waits for
   * the locks, the caller does not.
   * @param ids in an order that all keep to
   */
  async lock(tx: Tx, ids: readonly string[]): Promise<void> {
    tx.send(`SELECT pg_advisory_xact_lock(hashtextextended(id, 0)) FROM unnest($1::text[]) AS asked (id)`, [ids]);
  }

  /** Locks the first of the ids for which no rival is at work, without waiting. @returns those that it locked, in their order */
  async tryLock(tx: Tx, ids: readonly string[], count: number): Promise<readonly string[]> {
    const rows = await tx.query<{ id: string }>(
      `SELECT id FROM unnest($1::text[]) AS asked (id) WHERE pg_try_advisory_xact_lock(hashtextextended(id, 0)) LIMIT $2`,
      [ids, count],
    );
    return rows.map(({ id }) => id);
  }

  /**
   * That the person is elsewhere is found out before that a bookable is taken: who asks twice has it already.
   * @throws AlreadyBooked, BookableTaken: the exclusion constraints are the judges; BookableNotFound: one was just removed; NotSignedIn: the person was just erased
   */
  async insert(tx: Tx, { id, personId, hubId, span, claims, createdAt, seriesId, dueAt }: NewBooking): Promise<void> {
    try {
      await tx.query(
        `WITH engaged AS (
           INSERT INTO engagement (person_id, hub_id, booking_id, during, active) VALUES ($1, $2, $3, $4, true) RETURNING 1
         ), booked AS (
           INSERT INTO booking (hub_id, id, person_id, created_at, series_id) VALUES ($2, $3, $1, $5, $9)
         )
         INSERT INTO claim (hub_id, id, bookable_id, booking_id, kind, status, during, blocked, expires_at)
         SELECT $2, claimed.id, claimed.bookable_id, $3, 'booking', CASE WHEN $10::timestamptz IS NULL THEN 'confirmed' ELSE 'held' END, $4, claimed.blocked, $10
           FROM unnest($6::uuid[], $7::uuid[], $8::tstzrange[]) AS claimed (id, bookable_id, blocked), (SELECT count(*) FROM engaged) AS first`,
        [
          personId,
          hubId,
          id,
          span.toString(),
          createdAt.toString(),
          claims.map((claim) => claim.id),
          claims.map((claim) => claim.bookableId),
          claims.map((claim) => claim.blocked.toString()),
          seriesId,
          dueAt?.toString() ?? null,
        ],
      );
    } catch (error) {
      if (violates(error, 'engagement_no_overlap')) throw new AlreadyBooked(span);
      if (violates(error, 'claim_no_overlap'))
        throw new BookableTaken(hubId, idInViolation(error, 'bookable_id') ?? claims[0]!.bookableId, span);
      if (violates(error, 'claim_on_bookable')) throw new BookableNotFound();
      if (violates(error, 'engagement_person_id_fkey') || violates(error, 'booking_of_somebody'))
        throw new NotSignedIn();
      throw error;
    }
  }

  /** The claims of one's own booking, held until the transaction ends. Empty when there is no such booking to see. */
  async lockClaims(tx: Tx, personId: string, hubId: string, bookingId: string): Promise<readonly LockedClaim[]> {
    // As whoever takes a bookable does: it first, then the claims on it.
    await tx.query(
      `SELECT pg_advisory_xact_lock(hashtextextended(id, 0))
         FROM (SELECT DISTINCT claim.bookable_id::text AS id
                 FROM claim JOIN booking ON booking.hub_id = claim.hub_id AND booking.id = claim.booking_id
                WHERE booking.hub_id = $1 AND booking.id = $2 AND booking.person_id = $3 ORDER BY 1) AS held`,
      [hubId, bookingId, personId],
    );
    const rows = await tx.query<{ id: string; bookable_id: string; status: ClaimStatus; from: Date; to: Date }>(
      `SELECT claim.id, claim.bookable_id, claim.status, lower(claim.during) AS "from", upper(claim.during) AS "to"
         FROM claim JOIN booking ON booking.hub_id = claim.hub_id AND booking.id = claim.booking_id
        WHERE booking.hub_id = $1 AND booking.id = $2 AND booking.person_id = $3
        ORDER BY claim.id
          FOR UPDATE OF claim`,
      [hubId, bookingId, personId],
    );
    return rows.map(({ id, bookable_id: bookableId, status, from, to }) => ({
      id,
      bookableId,
      status,
      from: instantOf(from),
      to: instantOf(to),
    }));
  }

  async one(tx: Tx, personId: string, hubId: string, bookingId: string): Promise<Booking | undefined> {
    const [row] = await tx.query<BookingRow>(`${MINE} AND engagement.hub_id = $2 AND engagement.booking_id = $3`, [
      personId,
      hubId,
      bookingId,
    ]);
    return row && toBooking(row);
  }

  /** One's own booking that stands in the way of a span. */
  async engagedIn(tx: Tx, personId: string, span: TimeRange): Promise<Booking | undefined> {
    const [row] = await tx.query<BookingRow>(
      `${MINE} AND engagement.active AND engagement.during && $2::tstzrange ORDER BY lower(engagement.during) LIMIT 1`,
      [personId, span.toString()],
    );
    return row && toBooking(row);
  }

  /** @returns upcoming: not over and not given back, the next one first; past: all others, the latest first */
  async page(
    tx: Tx,
    personId: string,
    scope: MyBookingsQuery['scope'],
    now: Temporal.Instant,
    after: { readonly from: string; readonly bookingId: string } | null,
    limit: number,
  ): Promise<readonly Booking[]> {
    const [which, beyond, order] =
      scope === 'upcoming'
        ? ['engagement.active AND upper(engagement.during) > $2', '>', 'ASC']
        : ['NOT (engagement.active AND upper(engagement.during) > $2)', '<', 'DESC'];
    const rows = await tx.query<BookingRow>(
      `${MINE} AND ${which}
         AND ($3::timestamptz IS NULL
              OR (lower(engagement.during), engagement.booking_id) ${beyond} ($3::timestamptz, $4::uuid))
       ORDER BY lower(engagement.during) ${order}, engagement.booking_id ${order}
       LIMIT $5`,
      [personId, now.toString(), after?.from ?? null, after?.bookingId ?? null, limit],
    );
    return rows.map(toBooking);
  }
}

export function toHub(row: HubRow): BookingHub {
  const { hub_id: id, slug, name, kind, address, lat, lon, time_zone: timeZone } = row;
  return { id, slug, name, kind, address, lat, lon, timeZone };
}

function toBooking(row: BookingRow): Booking {
  return {
    id: row.booking_id,
    hub: toHub(row),
    bookables: row.bookables,
    from: instantOf(row.from).toString(),
    to: instantOf(row.to).toString(),
    status: statusOf(row.bookables),
    createdAt: instantOf(row.created_at).toString(),
    seriesId: row.series_id,
    bookedBy: row.by_other ? { atDesk: row.at_desk ?? false, label: row.label } : null,
    approval: row.due_at && { until: instantOf(row.due_at).toString(), decision: row.decision, reason: row.reason },
    onMyWayAt: row.on_my_way_at && instantOf(row.on_my_way_at).toString(),
    noShowAt: row.no_show_at && instantOf(row.no_show_at).toString(),
    appealedAt: row.appealed_at && instantOf(row.appealed_at).toString(),
  };
}

/** From what is most alive to what is least. */
const LIVELINESS: readonly ClaimStatus[] = [
  'checked_in',
  'confirmed',
  'held',
  'completed',
  'released',
  'cancelled',
  'expired',
];

const statusOf = (bookables: Booking['bookables']): ClaimStatus => liveliest(bookables.map(({ status }) => status));

export const liveliest = (statuses: readonly ClaimStatus[]): ClaimStatus =>
  LIVELINESS.find((status) => statuses.includes(status))!;
