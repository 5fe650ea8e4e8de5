import { Injectable } from '@nestjs/common';
import type { Booking, ClaimStatus, HubKind, MyBookingsQuery } from '#libs/contracts';
import { NotSignedIn } from '#libs/identity';
import { instantOf, type Temporal, type TimeRange } from '#libs/kernel';
import { type Tx, violates } from '#libs/platform';
import { AlreadyBooked, BookableNotFound, BookableTaken } from '../domain/booking-errors.js';

/** The desk and hub that a booking names. */
export type BookingPlace = Pick<Booking, 'hub' | 'bookable'>;

export interface NewBooking {
  readonly id: string;
  readonly claimId: string;
  readonly personId: string;
  readonly hubId: string;
  readonly bookableId: string;
  readonly span: TimeRange;
  readonly createdAt: Temporal.Instant;
}

interface PlaceRow {
  readonly hub_id: string;
  readonly slug: string;
  readonly name: string;
  readonly kind: HubKind;
  readonly address: string;
  readonly lat: number;
  readonly lon: number;
  readonly time_zone: string;
  readonly bookable_id: string;
  readonly label: string;
  readonly space_name: string;
}

interface BookingRow extends PlaceRow {
  readonly booking_id: string;
  readonly from: Date;
  readonly to: Date;
  readonly status: ClaimStatus;
  readonly created_at: Date;
}

const PLACE = `
  hub.id AS hub_id, hub.slug, hub.name, hub.kind, hub.address, ST_Y(hub.position) AS lat, ST_X(hub.position) AS lon,
  metro.time_zone, bookable.id AS bookable_id, bookable.label, space.name AS space_name`;
const JOIN_PLACE = `
  JOIN hub ON hub.id = bookable.hub_id
  JOIN metro ON metro.id = hub.metro_id
  JOIN space ON space.hub_id = bookable.hub_id AND space.id = bookable.space_id`;
const MINE = `
  SELECT booking.id AS booking_id, booking.created_at, claim.status,
         lower(engagement.during) AS "from", upper(engagement.during) AS "to", ${PLACE}
    FROM engagement
    JOIN booking ON booking.hub_id = engagement.hub_id AND booking.id = engagement.booking_id
    JOIN claim ON claim.hub_id = booking.hub_id AND claim.booking_id = booking.id
    JOIN bookable ON bookable.hub_id = claim.hub_id AND bookable.id = claim.bookable_id
    ${JOIN_PLACE}
   WHERE engagement.person_id = $1`;

/** Bookings, whose they are, and when their persons are engaged. Row-level security shows each person their own. */
@Injectable()
export class BookingRepository {
  /** Everything in a hub that can be booked. */
  async placesOf(tx: Tx, hubId: string): Promise<readonly BookingPlace[]> {
    const rows = await tx.query<PlaceRow>(`SELECT ${PLACE} FROM bookable ${JOIN_PLACE} WHERE bookable.hub_id = $1`, [
      hubId,
    ]);
    return rows.map(toPlace);
  }

  /** Makes rivals for one desk, and a person's own requests, wait in turn: racing exclusion constraints deadlock. */
  async lock(tx: Tx, personId: string, bookableId: string): Promise<void> {
    await tx.query(
      `SELECT pg_advisory_xact_lock(hashtextextended($1, 0)), pg_advisory_xact_lock(hashtextextended($2, 0))`,
      [personId, bookableId],
    );
  }

  /** @throws AlreadyBooked, BookableTaken: the exclusion constraints are the judges; BookableNotFound: it was just removed; NotSignedIn: the person was just erased */
  async insert(tx: Tx, booking: NewBooking): Promise<void> {
    const { id, claimId, personId, hubId, bookableId, span, createdAt } = booking;
    try {
      await tx.query(
        `INSERT INTO engagement (person_id, hub_id, booking_id, during, active) VALUES ($1, $2, $3, $4, true)`,
        [personId, hubId, id, span.toString()],
      );
      await tx.query(`INSERT INTO booking (hub_id, id, person_id, created_at) VALUES ($1, $2, $3, $4)`, [
        hubId,
        id,
        personId,
        createdAt.toString(),
      ]);
      await tx.query(
        `INSERT INTO claim (hub_id, id, bookable_id, booking_id, kind, status, during, blocked)
         VALUES ($1, $2, $3, $4, 'booking', 'confirmed', $5, $5)`,
        [hubId, claimId, bookableId, id, span.toString()],
      );
    } catch (error) {
      if (violates(error, 'engagement_no_overlap')) throw new AlreadyBooked(span);
      if (violates(error, 'claim_no_overlap')) throw new BookableTaken(hubId, bookableId, span);
      if (violates(error, 'claim_on_bookable')) throw new BookableNotFound();
      if (violates(error, 'engagement_person_id_fkey')) throw new NotSignedIn();
      throw error;
    }
  }

  /** The claims of one's own booking, held until the transaction ends. Empty when there is no such booking to see. */
  async lockClaims(
    tx: Tx,
    personId: string,
    hubId: string,
    bookingId: string,
  ): Promise<readonly { readonly id: string; readonly status: ClaimStatus; readonly to: Temporal.Instant }[]> {
    const rows = await tx.query<{ id: string; status: ClaimStatus; to: Date }>(
      `SELECT claim.id, claim.status, upper(claim.during) AS "to"
         FROM claim JOIN booking ON booking.hub_id = claim.hub_id AND booking.id = claim.booking_id
        WHERE booking.hub_id = $1 AND booking.id = $2 AND booking.person_id = $3
        ORDER BY claim.id
          FOR UPDATE OF claim`,
      [hubId, bookingId, personId],
    );
    return rows.map(({ to, ...row }) => ({ ...row, to: instantOf(to) }));
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

function toPlace(row: PlaceRow): BookingPlace {
  const { hub_id: id, slug, name, kind, address, lat, lon, time_zone: timeZone } = row;
  return {
    hub: { id, slug, name, kind, address, lat, lon, timeZone },
    bookable: { id: row.bookable_id, label: row.label, spaceName: row.space_name },
  };
}

function toBooking(row: BookingRow): Booking {
  return {
    id: row.booking_id,
    ...toPlace(row),
    from: instantOf(row.from).toString(),
    to: instantOf(row.to).toString(),
    status: row.status,
    createdAt: instantOf(row.created_at).toString(),
  };
}
