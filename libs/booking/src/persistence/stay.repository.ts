import { Injectable } from '@nestjs/common';
import type { BookableKind } from '#libs/contracts';
import { instantOf, type Temporal, TimeRange } from '#libs/kernel';
import type { Tx } from '#libs/platform';
import { type Stay } from '../domain/check-in-rules.js';
import type { BookingOf } from './claim-life.repository.js';

/** One booking with what decides about it, held until the transaction ends. */
export interface LockedStay extends Stay, BookingOf {
  readonly parts: readonly { readonly id: string; readonly kind: BookableKind }[];
}

interface Row {
  readonly hub_id: string;
  readonly booking_id: string;
  readonly person_id: string;
  readonly bookable_id: string;
  readonly kind: BookableKind;
  readonly status: string;
  readonly from: Date;
  readonly to: Date;
  readonly on_my_way_at: Date | null;
  readonly no_show_at: Date | null;
  readonly appealed_at: Date | null;
}

const STAYS = `
  SELECT claim.hub_id, claim.booking_id, booking.person_id, claim.bookable_id, bookable.kind, claim.status,
         lower(claim.during) AS "from", upper(claim.during) AS "to", booking.on_my_way_at, booking.no_show_at, booking.appealed_at
    FROM claim
    JOIN booking ON booking.hub_id = claim.hub_id AND booking.id = claim.booking_id
    JOIN bookable ON bookable.hub_id = claim.hub_id AND bookable.id = claim.bookable_id`;
// Of the booking too, so that what it says is read after the wait and not as it was before.
const LOCKED = `ORDER BY claim.id FOR NO KEY UPDATE OF claim, booking`;

/** From what tells most of a bundle to what tells least. */
const TELLING = ['checked_in', 'confirmed', 'held', 'released', 'completed', 'cancelled', 'expired'];

/** Bookings at the time at which people come, stay away, leave and complain. */
@Injectable()
export class StayRepository {
  /** @param personId whose it must be; null: anybody's, for the product itself */
  async lock(tx: Tx, hubId: string, bookingId: string, personId: string | null): Promise<LockedStay | undefined> {
    const rows = await tx.query<Row>(
      `${STAYS}
        WHERE booking.hub_id = $1 AND booking.id = $2 AND booking.person_id = coalesce($3, booking.person_id) ${LOCKED}`,
      [hubId, bookingId, personId],
    );
    return staysOf(rows)[0];
  }

  /** The hubs in which something has begun that nobody checked in. */
  async hubsThatWait(tx: Tx, now: Temporal.Instant): Promise<readonly string[]> {
    const rows = await tx.query<{ hub_id: string }>(
      `SELECT DISTINCT hub_id FROM claim
        WHERE status = 'confirmed' AND kind = 'booking' AND lower(during) <= $1 AND upper(during) > $1 ORDER BY hub_id`,
      [now.toString()],
    );
    return rows.map((row) => row.hub_id);
  }

  /**
   * What of a hub goes on and was checked in by nobody in time; what somebody else is changing is left out.
   * @param graces how long after its start, by kind; other kinds wait for ever
   */
  async lockUnchecked(
    tx: Tx,
    hubId: string,
    now: Temporal.Instant,
    graces: readonly { readonly kind: BookableKind; readonly minutes: number }[],
    limit: number,
  ): Promise<readonly LockedStay[]> {
    const rows = await tx.query<Row>(
      `${STAYS}
         JOIN unnest($3::text[], $4::integer[]) AS grace (kind, minutes) ON grace.kind = bookable.kind
        WHERE claim.hub_id = $1 AND claim.status = 'confirmed' AND claim.kind = 'booking' AND upper(claim.during) > $2
          AND lower(claim.during) <= $2::timestamptz - make_interval(mins => grace.minutes) AND booking.person_id IS NOT NULL
        ORDER BY lower(claim.during), claim.id LIMIT $5 FOR NO KEY UPDATE OF claim, booking SKIP LOCKED`,
      [hubId, now.toString(), graces.map(({ kind }) => kind), graces.map(({ minutes }) => minutes), limit],
    );
    return staysOf(rows);
  }

  /** The bookings of a hub that wait for check-in at some instant of a span. */
  async waitingIn(tx: Tx, hubId: string, span: TimeRange): Promise<readonly string[]> {
    const rows = await tx.query<{ booking_id: string }>(
      `SELECT DISTINCT booking_id FROM claim
        WHERE hub_id = $1 AND blocked && $2::tstzrange AND during && $2::tstzrange AND status IN ('held', 'confirmed', 'checked_in')
          AND kind = 'booking'`,
      [hubId, span.toString()],
    );
    return rows.map((row) => row.booking_id);
  }

  async sayOnMyWay(tx: Tx, { hubId, bookingId }: BookingOf, now: Temporal.Instant): Promise<void> {
    await tx.query(`UPDATE booking SET on_my_way_at = $3 WHERE hub_id = $1 AND id = $2 AND on_my_way_at IS NULL`, [
      hubId,
      bookingId,
      now.toString(),
    ]);
  }

  async markNoShows(tx: Tx, bookings: readonly BookingOf[], now: Temporal.Instant): Promise<void> {
    await tx.query(
      `UPDATE booking SET no_show_at = $3 FROM unnest($1::uuid[], $2::uuid[]) AS absent (hub_id, id)
        WHERE booking.hub_id = absent.hub_id AND booking.id = absent.id`,
      [bookings.map(({ hubId }) => hubId), bookings.map(({ bookingId }) => bookingId), now.toString()],
    );
  }
}

function staysOf(rows: readonly Row[]): readonly LockedStay[] {
  const parts = new Map<string, Row[]>();
  for (const row of rows) parts.set(row.booking_id, [...(parts.get(row.booking_id) ?? []), row]);
  return [...parts.values()].map((claims) => {
    const { hub_id: hubId, booking_id: bookingId, person_id: personId, ...first } = claims.toSorted(byTelling)[0]!;
    const told = claims.filter(({ status }) => status === first.status);
    return {
      hubId,
      bookingId,
      personId,
      parts: told.map(({ bookable_id: id, kind }) => ({ id, kind })),
      span: TimeRange.of(instantOf(first.from), instantOf(first.to)),
      status: first.status,
      onMyWayAt: first.on_my_way_at && instantOf(first.on_my_way_at),
      noShowAt: first.no_show_at && instantOf(first.no_show_at),
      appealedAt: first.appealed_at && instantOf(first.appealed_at),
    };
  });
}

const byTelling = (a: Row, b: Row): number => TELLING.indexOf(a.status) - TELLING.indexOf(b.status);
