import { Injectable } from '@nestjs/common';
import { instantOf } from '#libs/kernel';
import type { Tx } from '#libs/platform';
import type { BookingFacts } from '../domain/notice-facts.js';

export interface BookingKey {
  readonly hubId: string;
  readonly bookingId: string;
}

export interface ToldBooking extends BookingKey {
  /** Null: nobody's any more */
  readonly personId: string | null;
  readonly facts: BookingFacts;
  readonly bookables: readonly { readonly id: string; readonly kind: string; readonly label: string }[];
}

interface Row {
  readonly hub_id: string;
  readonly id: string;
  readonly person_id: string | null;
  readonly organisation_id: string;
  readonly name: string;
  readonly address: string;
  readonly time_zone: string;
  readonly from: Date;
  readonly to: Date;
  readonly due_at: Date | null;
  readonly reason: string | null;
  readonly bookables: readonly { id: string; kind: string; label: string; space: string }[];
}

/** Bookings as those are told who must hear of them, with the power of the product itself. */
@Injectable()
export class ToldBookingRepository {
  /** Those of the bookings that are there: what holds of each, or all of it once nothing does. */
  async find(tx: Tx, keys: readonly BookingKey[]): Promise<readonly ToldBooking[]> {
    const rows = await tx.query<Row>(
      `SELECT booking.hub_id, booking.id, booking.person_id, hub.organisation_id, hub.name, hub.address, metro.time_zone,
              held."from", held."to", held.bookables, approval.due_at, approval.reason
         FROM (SELECT DISTINCT hub_id, id FROM unnest($1::uuid[], $2::uuid[]) AS told (hub_id, id)) AS told
         JOIN booking ON booking.hub_id = told.hub_id AND booking.id = told.id
         JOIN hub ON hub.id = booking.hub_id
         JOIN metro ON metro.id = hub.metro_id
         LEFT JOIN approval ON approval.hub_id = booking.hub_id AND approval.booking_id = booking.id
        CROSS JOIN LATERAL (
          SELECT min(lower(claim.during)) AS "from", max(upper(claim.during)) AS "to",
                 jsonb_agg(jsonb_build_object('id', bookable.id, 'kind', bookable.kind, 'label', bookable.label, 'space', space.name)
                           ORDER BY bookable.kind, bookable.label) AS bookables
            FROM (SELECT claim.*, rank() OVER (ORDER BY (claim.status IN ('held', 'confirmed', 'checked_in')) DESC) AS liveliness
                    FROM claim WHERE claim.hub_id = booking.hub_id AND claim.booking_id = booking.id) AS claim
            JOIN bookable ON bookable.hub_id = claim.hub_id AND bookable.id = claim.bookable_id
            JOIN space ON space.hub_id = bookable.hub_id AND space.id = bookable.space_id
           WHERE claim.liveliness = 1) AS held
        WHERE held.bookables IS NOT NULL`,
      [keys.map(({ hubId }) => hubId), keys.map(({ bookingId }) => bookingId)],
    );
    return rows.map(toToldBooking);
  }
}

function toToldBooking(row: Row): ToldBooking {
  return {
    hubId: row.hub_id,
    bookingId: row.id,
    personId: row.person_id,
    bookables: row.bookables.map(({ id, kind, label }) => ({ id, kind, label })),
    facts: {
      organisationId: row.organisation_id,
      hubId: row.hub_id,
      hubName: row.name,
      hubAddress: row.address,
      timeZone: row.time_zone,
      from: instantOf(row.from).toString(),
      to: instantOf(row.to).toString(),
      places: row.bookables.map(({ label, space }) => ({ label, space })),
      ...(row.due_at === null ? {} : { until: instantOf(row.due_at).toString() }),
      ...(row.reason === null ? {} : { reason: row.reason }),
    },
  };
}
