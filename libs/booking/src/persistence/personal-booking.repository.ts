import { Injectable } from '@nestjs/common';
import type { Temporal } from '#libs/kernel';
import type { Tx } from '#libs/platform';

type Row = Readonly<Record<string, unknown>>;

/** Claims of one person in one hub that are not over. */
export interface OpenClaims {
  readonly organisationId: string;
  readonly hubId: string;
  readonly claimIds: readonly string[];
}

/** What booking keeps about one person, whatever hub it is in. To be used with the power of the product itself. */
@Injectable()
export class PersonalBookingRepository {
  async bookings(tx: Tx, personId: string): Promise<readonly Row[]> {
    return tx.query<Row>(
      `SELECT booking.id, booking.hub_id AS "hubId", hub.name AS hub, to_json(booking.created_at) AS "createdAt",
              to_json(booking.on_my_way_at) AS "onMyWayAt", to_json(booking.no_show_at) AS "noShowAt", to_json(booking.appealed_at) AS "appealedAt",
              (SELECT json_build_object('until', due_at, 'decision', decision, 'reason', reason)
                 FROM approval WHERE approval.hub_id = booking.hub_id AND approval.booking_id = booking.id) AS approval,
              (SELECT json_agg(json_build_object(
                        'bookableId', claim.bookable_id, 'label', bookable.label, 'kind', claim.kind, 'status', claim.status,
                        'from', lower(claim.during), 'to', upper(claim.during)) ORDER BY claim.id)
                 FROM claim JOIN bookable ON bookable.hub_id = claim.hub_id AND bookable.id = claim.bookable_id
                WHERE claim.hub_id = booking.hub_id AND claim.booking_id = booking.id) AS claims
         FROM booking JOIN hub ON hub.id = booking.hub_id
        WHERE booking.person_id = $1 ORDER BY booking.created_at, booking.id`,
      [personId],
    );
  }

  async engagements(tx: Tx, personId: string): Promise<readonly Row[]> {
    return tx.query<Row>(
      `SELECT booking_id AS "bookingId", hub_id AS "hubId", to_json(lower(during)) AS "from", to_json(upper(during)) AS "to", active
         FROM engagement WHERE person_id = $1 ORDER BY lower(during), booking_id`,
      [personId],
    );
  }

  async strikes(tx: Tx, personId: string): Promise<readonly Row[]> {
    return tx.query<Row>(
      `SELECT booking_id AS "bookingId", hub_id AS "hubId", to_json(at) AS at, to_json(expires_at) AS "expiresAt", to_json(lifted_at) AS "liftedAt"
         FROM strike WHERE person_id = $1 ORDER BY strike.at, booking_id`,
      [personId],
    );
  }

  async appeals(tx: Tx, personId: string): Promise<readonly Row[]> {
    return tx.query<Row>(
      `SELECT booking_id AS "bookingId", hub_id AS "hubId", to_json(at) AS at, reason, restored, outcome
         FROM appeal WHERE person_id = $1 ORDER BY appeal.at, booking_id`,
      [personId],
    );
  }

  async keys(tx: Tx, personId: string): Promise<number> {
    const [row] = await tx.query<{ n: number }>(
      `SELECT count(*)::integer AS n FROM idempotency_key WHERE person_id = $1`,
      [personId],
    );
    return row!.n;
  }

  async quotas(tx: Tx, personId: string): Promise<readonly Row[]> {
    return tx.query<Row>(
      `SELECT scope, quota, period, used, allowed FROM quota_usage WHERE person_id = $1 ORDER BY scope, quota, period`,
      [personId],
    );
  }

  /** Held until the transaction ends. */
  async lockOpenClaims(tx: Tx, personId: string, now: Temporal.Instant): Promise<readonly OpenClaims[]> {
    const rows = await tx.query<{ organisation_id: string; hub_id: string; ids: string[] }>(
      `WITH open AS (
         SELECT hub.organisation_id, claim.hub_id, claim.id
           FROM booking
           JOIN claim ON claim.hub_id = booking.hub_id AND claim.booking_id = booking.id
           JOIN hub ON hub.id = booking.hub_id
          WHERE booking.person_id = $1 AND claim.status IN ('held', 'confirmed', 'checked_in') AND upper(claim.during) > $2
          ORDER BY claim.hub_id, claim.id
            FOR UPDATE OF claim
       )
       SELECT organisation_id, hub_id, array_agg(id ORDER BY id) AS ids FROM open GROUP BY organisation_id, hub_id ORDER BY hub_id`,
      [personId, now.toString()],
    );
    return rows.map((row) => ({ organisationId: row.organisation_id, hubId: row.hub_id, claimIds: row.ids }));
  }

  /** The bookings stay, with their claims, and are nobody's. */
  async unlink(tx: Tx, personId: string): Promise<void> {
    for (const table of ['idempotency_key', 'quota_charge', 'quota_usage', 'strike', 'appeal'])
      await tx.query(`DELETE FROM ${table} WHERE person_id = $1`, [personId]);
    await tx.query(`DELETE FROM engagement WHERE person_id = $1`, [personId]);
    await tx.query(
      `UPDATE approval SET reason = NULL FROM booking
        WHERE booking.hub_id = approval.hub_id AND booking.id = approval.booking_id AND booking.person_id = $1`,
      [personId],
    );
    await tx.query(`UPDATE booking SET person_id = NULL WHERE person_id = $1`, [personId]);
  }
}
