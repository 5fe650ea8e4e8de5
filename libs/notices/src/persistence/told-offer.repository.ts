import { Injectable } from '@nestjs/common';
import { instantOf } from '#libs/kernel';
import type { Tx } from '#libs/platform';
import type { BookingKey, ToldBooking } from './told-booking.repository.js';

interface Row {
  readonly hub_id: string;
  readonly id: string;
  readonly person_id: string;
  readonly organisation_id: string;
  readonly name: string;
  readonly address: string;
  readonly time_zone: string;
  readonly from: Date;
  readonly to: Date;
  readonly until: Date;
  readonly bookable: { id: string; kind: string; label: string; space: string };
}

/** What is held for the next in line, as they are told of it. */
@Injectable()
export class ToldOfferRepository {
  /** Those that still stand. */
  async find(tx: Tx, keys: readonly BookingKey[]): Promise<readonly ToldBooking[]> {
    if (keys.length === 0) return [];
    const rows = await tx.query<Row>(
      `SELECT entry.hub_id, entry.id, entry.person_id, hub.organisation_id, hub.name, hub.address, metro.time_zone,
              lower(entry.during) AS "from", upper(entry.during) AS "to", entry.offer_expires_at AS until,
              jsonb_build_object('id', bookable.id, 'kind', bookable.kind, 'label', bookable.label, 'space', space.name) AS bookable
         FROM unnest($1::uuid[], $2::uuid[]) AS told (hub_id, id)
         JOIN waiting_entry AS entry ON entry.hub_id = told.hub_id AND entry.id = told.id AND entry.status = 'offered'
         JOIN claim ON claim.hub_id = entry.hub_id AND claim.hold_id = entry.hold_id AND claim.status = 'held'
         JOIN bookable ON bookable.hub_id = claim.hub_id AND bookable.id = claim.bookable_id
         JOIN space ON space.hub_id = bookable.hub_id AND space.id = bookable.space_id
         JOIN hub ON hub.id = entry.hub_id
         JOIN metro ON metro.id = hub.metro_id`,
      [keys.map(({ hubId }) => hubId), keys.map(({ bookingId }) => bookingId)],
    );
    return rows.map(({ bookable: { id, kind, label, space }, ...row }) => ({
      hubId: row.hub_id,
      bookingId: row.id,
      personId: row.person_id,
      bookables: [{ id, kind, label }],
      facts: {
        organisationId: row.organisation_id,
        hubId: row.hub_id,
        hubName: row.name,
        hubAddress: row.address,
        timeZone: row.time_zone,
        from: instantOf(row.from).toString(),
        to: instantOf(row.to).toString(),
        until: instantOf(row.until).toString(),
        places: [{ label, space }],
      },
    }));
  }
}
