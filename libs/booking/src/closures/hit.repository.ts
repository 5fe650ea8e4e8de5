import { Injectable } from '@nestjs/common';
import type { ClaimStatus } from '#libs/contracts';
import { instantOf, TimeRange } from '#libs/kernel';
import type { Tx } from '#libs/platform';
import type { HeldClaim } from '../moves/move.repository.js';

/** A booking that lies in a span to be closed. */
export interface HitBooking {
  readonly bookingId: string;
  /** Null: the person was erased */
  readonly personId: string | null;
  readonly during: TimeRange;
  /** All that it holds */
  readonly claims: readonly HeldClaim[];
  /** What of it lies in the closed zone */
  readonly hit: readonly HeldClaim[];
}

interface HitRow {
  readonly id: string;
  readonly booking_id: string;
  readonly person_id: string | null;
  readonly bookable_id: string;
  readonly status: ClaimStatus;
  readonly from: Date;
  readonly to: Date;
  readonly blocked_from: Date;
  readonly blocked_to: Date;
  readonly in_zone: boolean;
}

const ACTIVE = `claim.status IN ('held', 'confirmed', 'checked_in')`;
/** Also by `blocked`: its index is the one that serves. */
const IN_ZONE = `claim.hub_id = $1 AND claim.bookable_id = ANY ($2::uuid[]) AND claim.blocked && $3::tstzrange AND claim.during && $3::tstzrange AND ${ACTIVE}`;
const HITS = `
  SELECT claim.id, claim.booking_id, booking.person_id, claim.bookable_id, claim.status,
         lower(claim.during) AS "from", upper(claim.during) AS "to", lower(claim.blocked) AS blocked_from, upper(claim.blocked) AS blocked_to,
         claim.bookable_id = ANY ($2::uuid[]) AND claim.during && $3::tstzrange AS in_zone
    FROM claim JOIN booking ON booking.hub_id = claim.hub_id AND booking.id = claim.booking_id
   WHERE claim.hub_id = $1 AND ${ACTIVE}
     AND claim.booking_id IN (SELECT claim.booking_id FROM claim WHERE ${IN_ZONE} AND claim.kind = 'booking')
   ORDER BY claim.id`;

/** What a closure meets, and the walls that it puts up. */
@Injectable()
export class HitRepository {
  /** What can be booked in a space, or stands within its outline on the same level; of the whole hub when the space is null. */
  async zone(tx: Tx, hubId: string, spaceId: string | null): Promise<readonly string[]> {
    const rows = await tx.query<{ id: string }>(
      `SELECT bookable.id
         FROM bookable JOIN space ON space.hub_id = bookable.hub_id AND space.id = bookable.space_id
         LEFT JOIN space AS closed ON closed.hub_id = bookable.hub_id AND closed.id = $2::uuid
        WHERE bookable.hub_id = $1
          AND ($2::uuid IS NULL OR space.id = closed.id OR (space.level = closed.level AND ST_Covers(closed.outline, bookable.position)))
        ORDER BY bookable.id`,
      [hubId, spaceId],
    );
    return rows.map(({ id }) => id);
  }

  /** In the order of their time. */
  async hits(tx: Tx, hubId: string, zone: readonly string[], span: TimeRange): Promise<readonly HitBooking[]> {
    return toHits(await tx.query<HitRow>(HITS, [hubId, zone, span.toString()]));
  }

  /** The same, held until the transaction ends. */
  async lockHits(tx: Tx, hubId: string, zone: readonly string[], span: TimeRange): Promise<readonly HitBooking[]> {
    return toHits(await tx.query<HitRow>(`${HITS} FOR UPDATE OF claim`, [hubId, zone, span.toString()]));
  }

  /** Ids of the holds in the zone: nobody may come to a booking in a closed span by one. */
  async holds(tx: Tx, hubId: string, zone: readonly string[], span: TimeRange): Promise<readonly string[]> {
    const rows = await tx.query<{ id: string }>(
      `SELECT claim.id FROM claim WHERE ${IN_ZONE} AND claim.kind = 'hold' ORDER BY claim.id`,
      [hubId, zone, span.toString()],
    );
    return rows.map(({ id }) => id);
  }

  /** Which of some places nothing holds, besides the claims that are named. @returns their positions in the list */
  async freeOf(
    tx: Tx,
    places: readonly { readonly hubId: string; readonly bookableId: string; readonly blocked: TimeRange }[],
    besides: readonly string[] = [],
  ): Promise<ReadonlySet<number>> {
    const rows = await tx.query<{ n: number }>(
      `SELECT asked.n::int
         FROM unnest($1::uuid[], $2::uuid[], $3::tstzrange[]) WITH ORDINALITY AS asked (hub_id, bookable_id, blocked, n)
        WHERE NOT EXISTS (
          SELECT FROM claim
           WHERE claim.hub_id = asked.hub_id AND claim.bookable_id = asked.bookable_id AND claim.blocked && asked.blocked AND ${ACTIVE}
             AND claim.id <> ALL ($4::uuid[]))`,
      [
        places.map(({ hubId }) => hubId),
        places.map(({ bookableId }) => bookableId),
        places.map(({ blocked }) => blocked.toString()),
        besides,
      ],
    );
    return new Set(rows.map(({ n }) => n - 1));
  }
}

function toHits(rows: readonly HitRow[]): readonly HitBooking[] {
  const byBooking = new Map<string, HitRow[]>();
  for (const row of rows) byBooking.set(row.booking_id, [...(byBooking.get(row.booking_id) ?? []), row]);
  return [...byBooking.values()]
    .map((claims) => ({
      bookingId: claims[0]!.booking_id,
      personId: claims[0]!.person_id,
      during: TimeRange.of(instantOf(claims[0]!.from), instantOf(claims[0]!.to)),
      claims: claims.map(toHeld),
      hit: claims.filter((claim) => claim.in_zone).map(toHeld),
    }))
    .filter(({ hit }) => hit.length > 0)
    .toSorted((a, b) => a.during.start.epochMilliseconds - b.during.start.epochMilliseconds);
}

const toHeld = (row: HitRow): HeldClaim => ({
  id: row.id,
  bookingId: row.booking_id,
  bookableId: row.bookable_id,
  status: row.status,
  during: TimeRange.of(instantOf(row.from), instantOf(row.to)),
  blocked: TimeRange.of(instantOf(row.blocked_from), instantOf(row.blocked_to)),
});
