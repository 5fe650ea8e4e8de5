import { Injectable } from '@nestjs/common';
import type { BookableKind, ClaimStatus } from '#libs/contracts';
import { instantOf, type Temporal, type TimeRange } from '#libs/kernel';
import type { Tx } from '#libs/platform';

/** Where a page of an export begins. */
export interface ExportPlace {
  /** Its start, as finely as the database knows it */
  readonly place: string;
  readonly claimId: string;
}

/** One bookable of one booking, without persons. */
export interface ExportedClaim extends ExportPlace {
  readonly bookingId: string;
  readonly hubName: string;
  readonly timeZone: string;
  readonly spaceName: string;
  readonly label: string;
  readonly kind: BookableKind;
  readonly status: ClaimStatus;
  readonly from: Temporal.Instant;
  readonly to: Temporal.Instant;
  readonly createdAt: Temporal.Instant;
  readonly seriesId: string | null;
  readonly noShow: boolean;
  readonly byOther: boolean;
}

interface Row {
  readonly place: string;
  readonly claim_id: string;
  readonly booking_id: string;
  readonly hub_name: string;
  readonly time_zone: string;
  readonly space_name: string;
  readonly label: string;
  readonly kind: BookableKind;
  readonly status: ClaimStatus;
  readonly from: Date;
  readonly to: Date;
  readonly created_at: Date;
  readonly series_id: string | null;
  readonly no_show: boolean;
  readonly by_other: boolean;
}

const CLAIMS = `
  SELECT claim.id AS claim_id, lower(claim.during)::text AS place, booking.id AS booking_id, hub.name AS hub_name, metro.time_zone, space.name AS space_name, bookable.label,
         bookable.kind, claim.status, lower(claim.during) AS "from", upper(claim.during) AS "to", booking.created_at, booking.series_id,
         booking.no_show_at IS NOT NULL AS no_show, booking.booked_by IS NOT NULL AS by_other
    FROM claim
    JOIN booking ON booking.hub_id = claim.hub_id AND booking.id = claim.booking_id
    JOIN bookable ON bookable.hub_id = claim.hub_id AND bookable.id = claim.bookable_id
    JOIN space ON space.hub_id = bookable.hub_id AND space.id = bookable.space_id
    JOIN hub ON hub.id = claim.hub_id
    JOIN metro ON metro.id = hub.metro_id`;
const PAGE = `
     AND claim.during && $2::tstzrange AND ($3::timestamptz IS NULL OR (lower(claim.during), claim.id) > ($3::timestamptz, $4::uuid))
   ORDER BY lower(claim.during), claim.id LIMIT $5`;

/** Bookings by the page, in the order of their time. */
@Injectable()
export class ExportRepository {
  /** With the power of the product itself: it tells of nobody. */
  async ofHub(
    tx: Tx,
    hubId: string,
    span: TimeRange,
    after: ExportPlace | null,
    limit: number,
  ): Promise<readonly ExportedClaim[]> {
    return this.page(
      tx,
      `${CLAIMS} WHERE claim.hub_id = $1 AND claim.kind = 'booking' ${PAGE}`,
      hubId,
      span,
      after,
      limit,
    );
  }

  async ofPerson(
    tx: Tx,
    personId: string,
    span: TimeRange,
    after: ExportPlace | null,
    limit: number,
  ): Promise<readonly ExportedClaim[]> {
    return this.page(tx, `${CLAIMS} WHERE booking.person_id = $1 ${PAGE}`, personId, span, after, limit);
  }

  private async page(
    tx: Tx,
    statement: string,
    of: string,
    span: TimeRange,
    after: ExportPlace | null,
    limit: number,
  ): Promise<readonly ExportedClaim[]> {
    const rows = await tx.query<Row>(statement, [
      of,
      span.toString(),
      after?.place ?? null,
      after?.claimId ?? null,
      limit,
    ]);
    return rows.map((row) => ({
      place: row.place,
      claimId: row.claim_id,
      bookingId: row.booking_id,
      hubName: row.hub_name,
      timeZone: row.time_zone,
      spaceName: row.space_name,
      label: row.label,
      kind: row.kind,
      status: row.status,
      from: instantOf(row.from),
      to: instantOf(row.to),
      createdAt: instantOf(row.created_at),
      seriesId: row.series_id,
      noShow: row.no_show,
      byOther: row.by_other,
    }));
  }
}
