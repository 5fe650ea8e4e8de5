import { Injectable } from '@nestjs/common';
import type { Membership } from '#libs/identity';
import { instantOf, type Temporal, TimeRange } from '#libs/kernel';
import type { Tx } from '#libs/platform';

/** A booking that is not over, without the person whose it is: what they are in the organisation is enough to judge it. */
export interface StandingBooking {
  readonly hubId: string;
  readonly id: string;
  readonly span: TimeRange;
  readonly createdAt: Temporal.Instant;
  readonly bookableIds: readonly string[];
  readonly memberships: readonly Membership[];
}

interface Row {
  readonly hub_id: string;
  readonly id: string;
  readonly created_at: Date;
  readonly from: Date;
  readonly to: Date;
  readonly bookable_ids: string[];
  readonly memberships: Membership[];
}

@Injectable()
export class DryRunRepository {
  /** The next bookings of the organisation's hubs, or of one of them. With the power of the product itself: it reads the roles of others. */
  async standing(
    tx: Tx,
    organisationId: string,
    hubId: string | null,
    now: Temporal.Instant,
    limit: number,
  ): Promise<readonly StandingBooking[]> {
    const rows = await tx.query<Row>(
      `SELECT booking.hub_id, booking.id, booking.created_at, lower(claim.during) AS "from", upper(claim.during) AS "to",
              array_agg(claim.bookable_id) AS bookable_ids,
              coalesce((
                SELECT jsonb_agg(jsonb_build_object('role', role, 'organisationId', organisation_id, 'hubId', membership.hub_id))
                  FROM membership WHERE membership.person_id = booking.person_id AND organisation_id = $1), '[]') AS memberships
         FROM hub
         JOIN claim ON claim.hub_id = hub.id AND claim.kind = 'booking' AND claim.status IN ('held', 'confirmed', 'checked_in')
          AND upper(claim.during) > $3
         JOIN booking ON booking.hub_id = claim.hub_id AND booking.id = claim.booking_id
        WHERE hub.organisation_id = $1 AND ($2::uuid IS NULL OR hub.id = $2)
        GROUP BY booking.hub_id, booking.id, claim.during
        ORDER BY lower(claim.during), booking.id
        LIMIT $4`,
      [organisationId, hubId, now.toString(), limit],
    );
    return rows.map((row) => ({
      hubId: row.hub_id,
      id: row.id,
      span: TimeRange.of(instantOf(row.from), instantOf(row.to)),
      createdAt: instantOf(row.created_at),
      bookableIds: row.bookable_ids,
      memberships: row.memberships,
    }));
  }
}
