import { Injectable } from '@nestjs/common';
import type { Guest, GuestSeat } from '#libs/contracts';
import { instantOf, type Temporal, TimeRange } from '#libs/kernel';
import { deleteAndCount, type Tx, violates } from '#libs/platform';
import { AlreadyBooked } from '../domain/booking-errors.js';
import { GuestInvitationNotValid } from './guest-errors.js';

/** A booking that has seats for guests. */
export interface HostedBooking {
  readonly seats: number;
  readonly kept: number;
  readonly until: Temporal.Instant;
}

export interface OpenSeat {
  readonly hubId: string;
  readonly id: string;
  readonly bookingId: string;
  readonly hostId: string;
  readonly organisationId: string;
  readonly span: TimeRange;
}

interface SeatRow {
  readonly id: string;
  readonly hub: GuestSeat['hub'];
  readonly bookables: GuestSeat['bookables'];
  readonly from: Date;
  readonly to: Date;
  readonly display_name: string | null;
  readonly active: boolean;
}

const ACTIVE = `claim.status IN ('held', 'confirmed', 'checked_in')`;

/** Guests of bookings. Who invites sees names, who comes sees their own seat. */
@Injectable()
export class GuestRepository {
  /** One's own, not over. To be called while the person is locked. */
  async hosted(
    tx: Tx,
    personId: string,
    hubId: string,
    bookingId: string,
    now: Temporal.Instant,
  ): Promise<HostedBooking | undefined> {
    const [row] = await tx.query<{ seats: number; kept: number; until: Date }>(
      `SELECT count(*)::integer AS seats, max(upper(claim.during)) AS until,
              (SELECT count(*)::integer FROM guest_seat WHERE guest_seat.hub_id = $2 AND guest_seat.booking_id = $3) AS kept
         FROM booking JOIN claim ON claim.hub_id = booking.hub_id AND claim.booking_id = booking.id AND ${ACTIVE}
        WHERE booking.person_id = $1 AND booking.hub_id = $2 AND booking.id = $3 AND upper(claim.during) > $4
       HAVING count(*) > 0`,
      [personId, hubId, bookingId, now.toString()],
    );
    return row && { seats: row.seats, kept: row.kept, until: instantOf(row.until) };
  }

  async insert(
    tx: Tx,
    seat: {
      readonly hubId: string;
      readonly id: string;
      readonly bookingId: string;
      readonly name: string;
      readonly tokenHash: Buffer;
      readonly createdAt: Temporal.Instant;
      readonly until: Temporal.Instant;
    },
  ): Promise<void> {
    await tx.query(
      `INSERT INTO guest_seat (hub_id, id, booking_id, name, token_hash, created_at, ends_at) VALUES ($1, $2, $3, $4, $5, $6, $7)`,
      [
        seat.hubId,
        seat.id,
        seat.bookingId,
        seat.name,
        seat.tokenHash,
        seat.createdAt.toString(),
        seat.until.toString(),
      ],
    );
  }

  async ofBooking(tx: Tx, personId: string, hubId: string, bookingId: string): Promise<readonly Guest[] | undefined> {
    const rows = await tx.query<{ id: string | null; name: string; accepted: boolean; created_at: Date }>(
      `SELECT guest_seat.id, guest_seat.name, guest_seat.person_id IS NOT NULL AS accepted, guest_seat.created_at
         FROM booking LEFT JOIN guest_seat ON guest_seat.hub_id = booking.hub_id AND guest_seat.booking_id = booking.id
        WHERE booking.person_id = $1 AND booking.hub_id = $2 AND booking.id = $3 ORDER BY guest_seat.created_at, guest_seat.id`,
      [personId, hubId, bookingId],
    );
    if (rows.length === 0) return undefined;
    return rows.flatMap(({ id, name, accepted, created_at: createdAt }) =>
      id === null ? [] : [{ id, name, accepted, createdAt: instantOf(createdAt).toString() }],
    );
  }

  /** A seat that nobody has taken, of a booking that stands. Until the transaction ends neither it nor the booking's time changes. */
  async lockOpen(tx: Tx, tokenHash: Buffer, now: Temporal.Instant): Promise<OpenSeat | undefined> {
    const [row] = await tx.query<{
      hub_id: string;
      id: string;
      booking_id: string;
      person_id: string;
      organisation_id: string;
      from: Date;
      to: Date;
    }>(
      `SELECT seat.hub_id, seat.id, seat.booking_id, booking.person_id, hub.organisation_id,
              lower(engagement.during) AS "from", upper(engagement.during) AS "to"
         FROM guest_seat AS seat
         JOIN booking ON booking.hub_id = seat.hub_id AND booking.id = seat.booking_id
         JOIN engagement ON engagement.person_id = booking.person_id AND engagement.hub_id = seat.hub_id AND engagement.booking_id = seat.booking_id
         JOIN hub ON hub.id = seat.hub_id
        WHERE seat.token_hash = $1 AND seat.person_id IS NULL AND engagement.active AND upper(engagement.during) > $2
          FOR UPDATE OF seat FOR SHARE OF engagement`,
      [tokenHash, now.toString()],
    );
    return (
      row && {
        hubId: row.hub_id,
        id: row.id,
        bookingId: row.booking_id,
        hostId: row.person_id,
        organisationId: row.organisation_id,
        span: TimeRange.of(instantOf(row.from), instantOf(row.to)),
      }
    );
  }

  /** @throws AlreadyBooked: the guest is elsewhere in that time; GuestInvitationNotValid: they have a seat of it already */
  async take(tx: Tx, { hubId, id, span }: OpenSeat, personId: string): Promise<void> {
    try {
      await tx.query(
        `WITH taken AS (UPDATE guest_seat SET person_id = $1 WHERE hub_id = $2 AND id = $3)
         INSERT INTO engagement (person_id, hub_id, booking_id, during, active) VALUES ($1, $2, $3, $4, true)`,
        [personId, hubId, id, span.toString()],
      );
    } catch (error) {
      if (violates(error, 'engagement_no_overlap')) throw new AlreadyBooked(span);
      throw violates(error, 'guest_seat_once') ? new GuestInvitationNotValid() : error;
    }
  }

  /** A seat is gone with whoever sat on it. @returns whether it was there */
  async remove(
    tx: Tx,
    { hubId, bookingId, id, personId }: { hubId?: string; bookingId?: string; id: string; personId?: string },
  ): Promise<boolean> {
    const rows = await tx.query(
      `WITH gone AS (
         DELETE FROM guest_seat
          WHERE id = $1 AND ($2::uuid IS NULL OR hub_id = $2) AND ($3::uuid IS NULL OR booking_id = $3) AND ($4::uuid IS NULL OR person_id = $4)
         RETURNING hub_id, id, person_id
       ), freed AS (
         DELETE FROM engagement USING gone
          WHERE engagement.person_id = gone.person_id AND engagement.hub_id = gone.hub_id AND engagement.booking_id = gone.id)
       SELECT id FROM gone`,
      [id, hubId ?? null, bookingId ?? null, personId ?? null],
    );
    return rows.length > 0;
  }

  /** The seats that a person has taken, the next one first. With the power of the product itself: the booking is somebody else's. */
  async ofPerson(tx: Tx, personId: string, id: string | null = null): Promise<readonly GuestSeat[]> {
    const rows = await tx.query<SeatRow>(
      `SELECT seat.id, lower(engagement.during) AS "from", upper(engagement.during) AS "to", engagement.active, person.display_name,
              jsonb_build_object('id', hub.id, 'slug', hub.slug, 'name', hub.name, 'address', hub.address, 'timeZone', metro.time_zone) AS hub,
              (SELECT jsonb_agg(jsonb_build_object('id', bookable.id, 'kind', bookable.kind, 'label', bookable.label, 'spaceName', space.name)
                                ORDER BY bookable.kind, bookable.label)
                 FROM claim
                 JOIN bookable ON bookable.hub_id = claim.hub_id AND bookable.id = claim.bookable_id
                 JOIN space ON space.hub_id = bookable.hub_id AND space.id = bookable.space_id
                WHERE claim.hub_id = seat.hub_id AND claim.booking_id = seat.booking_id) AS bookables
         FROM guest_seat AS seat
         JOIN engagement ON engagement.person_id = seat.person_id AND engagement.hub_id = seat.hub_id AND engagement.booking_id = seat.id
         JOIN booking ON booking.hub_id = seat.hub_id AND booking.id = seat.booking_id
         LEFT JOIN person ON person.id = booking.person_id
         JOIN hub ON hub.id = seat.hub_id
         JOIN metro ON metro.id = hub.metro_id
        WHERE seat.person_id = $1 AND ($2::uuid IS NULL OR seat.id = $2) ORDER BY lower(engagement.during), seat.id LIMIT 200`,
      [personId, id],
    );
    return rows.map(({ from, to, display_name: hostName, bookables, ...row }) => ({
      ...row,
      bookables: bookables ?? [],
      from: instantOf(from).toString(),
      to: instantOf(to).toString(),
      hostName,
    }));
  }

  async invitedBy(tx: Tx, personId: string): Promise<readonly object[]> {
    return tx.query(
      `SELECT guest_seat.booking_id AS "bookingId", guest_seat.name, guest_seat.person_id IS NOT NULL AS accepted, to_json(guest_seat.created_at) AS "createdAt"
         FROM guest_seat JOIN booking ON booking.hub_id = guest_seat.hub_id AND booking.id = guest_seat.booking_id
        WHERE booking.person_id = $1 ORDER BY guest_seat.created_at, guest_seat.id`,
      [personId],
    );
  }

  /** Both the seats that they gave and those that they took. */
  async forgetPerson(tx: Tx, personId: string): Promise<void> {
    await tx.query(
      `WITH gone AS (
         DELETE FROM guest_seat AS seat USING booking
          WHERE booking.hub_id = seat.hub_id AND booking.id = seat.booking_id AND (booking.person_id = $1 OR seat.person_id = $1)
         RETURNING seat.hub_id, seat.id, seat.person_id)
       DELETE FROM engagement USING gone
        WHERE engagement.person_id = gone.person_id AND engagement.hub_id = gone.hub_id AND engagement.booking_id = gone.id`,
      [personId],
    );
  }

  /** Names, and who sat with whom. @returns how many seats of bookings that were over before then it removed */
  async purge(tx: Tx, before: Temporal.Instant): Promise<number> {
    return deleteAndCount(tx, `DELETE FROM guest_seat WHERE ends_at < $1`, [before.toString()]);
  }
}
