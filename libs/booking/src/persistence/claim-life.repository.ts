import { Injectable } from '@nestjs/common';
import { instantOf, type Temporal, TimeRange } from '#libs/kernel';
import { type Tx, violates } from '#libs/platform';
import type { ChangedClaim } from '../claim-events.js';
import { AlreadyBooked, BookableTaken } from '../domain/booking-errors.js';
import { type ClaimEvent, type ClaimState, statesBefore } from '../domain/claim-life.js';

/** Whose booking a change is made to. */
export interface BookingOf {
  readonly hubId: string;
  readonly bookingId: string;
  readonly personId: string;
}

interface Row {
  readonly hub_id: string;
  readonly id: string;
  readonly bookable_id: string;
  readonly booking_id: string;
  readonly status: ClaimState;
  readonly from: Date;
  readonly to: Date;
}

export interface BookedClaim extends ChangedClaim {
  readonly id: string;
  readonly bookingId: string;
}

const RETURNED = `claim.hub_id, claim.id, claim.bookable_id, claim.booking_id, claim.status, lower(claim.during) AS "from", upper(claim.during) AS "to"`;
const OF_BOOKING = `hub_id = $1 AND booking_id = $2 AND person_id = $3`;
const before = (...events: readonly ClaimEvent[]): string =>
  `claim.status IN (${events
    .flatMap(statesBefore)
    .map((state) => `'${state}'`)
    .join(', ')})`;

/** What happens to the claims of one booking between its making and its end. The constraints are the judges of what collides. */
@Injectable()
export class ClaimLifeRepository {
  /** What a booking was ever made for, in the order in which all lock. */
  async bookablesOf(tx: Tx, { hubId, bookingId }: BookingOf): Promise<readonly string[]> {
    const rows = await tx.query<{ bookable_id: string }>(
      `SELECT DISTINCT bookable_id FROM claim WHERE hub_id = $1 AND booking_id = $2 ORDER BY bookable_id`,
      [hubId, bookingId],
    );
    return rows.map((row) => row.bookable_id);
  }

  async checkIn(tx: Tx, { hubId, bookingId }: BookingOf): Promise<readonly BookedClaim[]> {
    return this.changed(
      tx,
      `UPDATE claim SET status = 'checked_in' WHERE claim.hub_id = $1 AND claim.booking_id = $2 AND ${before('check-in')} RETURNING ${RETURNED}`,
      [hubId, bookingId],
    );
  }

  /** What is asked for and held is confirmed. */
  async approve(tx: Tx, hubId: string, bookingId: string): Promise<readonly BookedClaim[]> {
    return this.changed(
      tx,
      `UPDATE claim SET status = 'confirmed', expires_at = NULL
        WHERE claim.hub_id = $1 AND claim.booking_id = $2 AND ${before('confirm')} RETURNING ${RETURNED}`,
      [hubId, bookingId],
    );
  }

  /** Cuts what lasts beyond an instant of its own time: what is left of it is free. */
  async shorten(
    tx: Tx,
    { hubId, bookingId, personId }: BookingOf,
    at: Temporal.Instant,
  ): Promise<readonly BookedClaim[]> {
    return this.changed(
      tx,
      `WITH engaged AS (
         UPDATE engagement SET during = tstzrange(lower(during), $4) WHERE ${OF_BOOKING} AND active
       )
       UPDATE claim
          SET during = tstzrange(lower(claim.during), $4), blocked = tstzrange(lower(claim.blocked), $4)
        WHERE claim.hub_id = $1 AND claim.booking_id = $2 AND ${before('leave')} AND claim.during @> $4::timestamptz
       RETURNING ${RETURNED}`,
      [hubId, bookingId, personId, at.toString()],
    );
  }

  /**
   * @returns null when what follows is taken, of a bookable or of the person's own time: then the transaction is spent
   */
  async extend(
    tx: Tx,
    { hubId, bookingId, personId }: BookingOf,
    to: Temporal.Instant,
  ): Promise<readonly BookedClaim[] | null> {
    try {
      return await this.changed(
        tx,
        `WITH engaged AS (
           UPDATE engagement SET during = tstzrange(lower(during), $4) WHERE ${OF_BOOKING} AND active
         )
         UPDATE claim
            SET during = tstzrange(lower(claim.during), $4),
                blocked = tstzrange(lower(claim.blocked), $4::timestamptz + (upper(claim.blocked) - upper(claim.during)))
          WHERE claim.hub_id = $1 AND claim.booking_id = $2 AND ${before('leave')}
         RETURNING ${RETURNED}`,
        [hubId, bookingId, personId, to.toString()],
      );
    } catch (error) {
      if (violates(error, 'claim_no_overlap') || violates(error, 'engagement_no_overlap')) return null;
      throw error;
    }
  }

  /** How far a booking can be extended before something else begins; null: as far as one likes. */
  async freeUntil(tx: Tx, { hubId, bookingId, personId }: BookingOf): Promise<Temporal.Instant | null> {
    const [row] = await tx.query<{ until: Date | null }>(
      `SELECT least(
          (SELECT min(lower(other.blocked) - (upper(claim.blocked) - upper(claim.during)))
             FROM claim
             JOIN claim AS other ON other.hub_id = claim.hub_id AND other.bookable_id = claim.bookable_id AND other.id <> claim.id
              AND other.status IN ('held', 'confirmed', 'checked_in') AND other.blocked && tstzrange(upper(claim.blocked), NULL)
            WHERE claim.hub_id = $1 AND claim.booking_id = $2 AND ${before('leave')}),
          (SELECT min(lower(other.during))
             FROM engagement JOIN engagement AS other ON other.person_id = engagement.person_id AND other.active
              AND other.booking_id <> engagement.booking_id AND lower(other.during) >= upper(engagement.during)
            WHERE engagement.hub_id = $1 AND engagement.booking_id = $2 AND engagement.person_id = $3)) AS until`,
      [hubId, bookingId, personId],
    );
    return row?.until == null ? null : instantOf(row.until);
  }

  /** Those of some bookings to which nobody came, of which no part is checked in; held until the transaction ends. */
  async lockAbsent(tx: Tx, hubId: string, bookingIds: readonly string[]): Promise<readonly string[]> {
    const absent = `FROM claim WHERE claim.hub_id = $1 AND claim.booking_id = ANY ($2::uuid[]) AND ${before('no-show')}`;
    await tx.query(`SELECT claim.id ${absent} ORDER BY claim.id FOR NO KEY UPDATE`, [hubId, bookingIds]);
    // Asked anew after the wait: another part may have been checked in meanwhile.
    const rows = await tx.query<{ id: string }>(
      `SELECT claim.id ${absent} AND NOT EXISTS (
          SELECT FROM claim AS part
           WHERE part.hub_id = claim.hub_id AND part.booking_id = claim.booking_id AND part.status = 'checked_in')`,
      [hubId, bookingIds],
    );
    return rows.map(({ id }) => id);
  }

  /**
   * Takes a wrong release back: somebody was there.
   * @throws BookableTaken, AlreadyBooked
   */
  async restore(tx: Tx, { hubId, bookingId, personId }: BookingOf, span: TimeRange): Promise<readonly BookedClaim[]> {
    try {
      return await this.changed(
        tx,
        `WITH engaged AS (UPDATE engagement SET active = true WHERE ${OF_BOOKING})
         UPDATE claim SET status = 'checked_in'
          WHERE claim.hub_id = $1 AND claim.booking_id = $2 AND ${before('restore')}
         RETURNING ${RETURNED}`,
        [hubId, bookingId, personId],
      );
    } catch (error) {
      if (violates(error, 'engagement_no_overlap')) throw new AlreadyBooked(span);
      if (violates(error, 'claim_no_overlap')) throw new BookableTaken(hubId, '', span);
      throw error;
    }
  }

  private async changed(tx: Tx, statement: string, parameters: readonly unknown[]): Promise<readonly BookedClaim[]> {
    const rows = await tx.query<Row>(statement, parameters);
    return rows.map((row) => ({
      id: row.id,
      hubId: row.hub_id,
      bookableId: row.bookable_id,
      bookingId: row.booking_id,
      status: row.status,
      during: TimeRange.of(instantOf(row.from), instantOf(row.to)),
    }));
  }
}
