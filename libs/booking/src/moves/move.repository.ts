import { Injectable } from '@nestjs/common';
import type { ClaimStatus } from '#libs/contracts';
import { instantOf, TimeRange } from '#libs/kernel';
import { idInViolation, type Tx, violates } from '#libs/platform';
import { AlreadyBooked, BookableNotFound, BookableTaken } from '../domain/booking-errors.js';

/** An active claim of a booking. */
export interface HeldClaim {
  readonly id: string;
  readonly bookingId: string;
  readonly bookableId: string;
  readonly status: ClaimStatus;
  readonly during: TimeRange;
  readonly blocked: TimeRange;
}

/** Where and when a claim is to be. */
export type PlacedClaim = Pick<HeldClaim, 'id' | 'bookableId' | 'during' | 'blocked'>;

interface HeldRow {
  readonly id: string;
  readonly booking_id: string;
  readonly bookable_id: string;
  readonly status: ClaimStatus;
  readonly from: Date;
  readonly to: Date;
  readonly blocked_from: Date;
  readonly blocked_to: Date;
}

const HELD = `
  SELECT claim.id, claim.booking_id, claim.bookable_id, claim.status, lower(claim.during) AS "from", upper(claim.during) AS "to",
         lower(claim.blocked) AS blocked_from, upper(claim.blocked) AS blocked_to
    FROM claim
   WHERE claim.hub_id = $1 AND claim.booking_id = ANY ($2::uuid[]) AND claim.status IN ('held', 'confirmed', 'checked_in')
   ORDER BY claim.id`;

/** Claims of bookings that go to another place or time. */
@Injectable()
export class MoveRepository {
  /** Undefined where there is no such booking to see, or its person is gone. */
  async ownerOf(tx: Tx, hubId: string, bookingId: string): Promise<string | undefined> {
    const [row] = await tx.query<{ person_id: string | null }>(
      `SELECT person_id FROM booking WHERE hub_id = $1 AND id = $2`,
      [hubId, bookingId],
    );
    return row?.person_id ?? undefined;
  }

  /** The active claims of some bookings, by id. */
  async held(tx: Tx, hubId: string, bookingIds: readonly string[]): Promise<readonly HeldClaim[]> {
    return (await tx.query<HeldRow>(HELD, [hubId, bookingIds])).map(toHeld);
  }

  /** The same, kept as they are until the transaction ends. */
  async lockHeld(tx: Tx, hubId: string, bookingIds: readonly string[]): Promise<readonly HeldClaim[]> {
    return (await tx.query<HeldRow>(`${HELD} FOR UPDATE`, [hubId, bookingIds])).map(toHeld);
  }

  /** @throws AlreadyBooked: the person is elsewhere in that time */
  async engage(tx: Tx, hubId: string, bookingId: string, personId: string, span: TimeRange): Promise<void> {
    try {
      await tx.query(
        `UPDATE engagement SET during = $4::tstzrange WHERE person_id = $1 AND hub_id = $2 AND booking_id = $3`,
        [personId, hubId, bookingId, span.toString()],
      );
    } catch (error) {
      throw violates(error, 'engagement_no_overlap') ? new AlreadyBooked(span) : error;
    }
  }

  /**
   * All in one statement: the judge looks at its end.
   * @throws BookableTaken, BookableNotFound: one was just removed
   */
  async place(tx: Tx, hubId: string, claims: readonly PlacedClaim[]): Promise<void> {
    try {
      await tx.query(
        `UPDATE claim
            SET bookable_id = placed.bookable_id, during = placed.during, blocked = placed.blocked,
                expires_at = CASE WHEN claim.status = 'held' THEN least(claim.expires_at, lower(placed.during)) ELSE claim.expires_at END
           FROM unnest($2::uuid[], $3::uuid[], $4::tstzrange[], $5::tstzrange[]) AS placed (id, bookable_id, during, blocked)
          WHERE claim.hub_id = $1 AND claim.id = placed.id`,
        [
          hubId,
          claims.map(({ id }) => id),
          claims.map(({ bookableId }) => bookableId),
          claims.map(({ during }) => during.toString()),
          claims.map(({ blocked }) => blocked.toString()),
        ],
      );
    } catch (error) {
      throw refusalOf(error, hubId, claims);
    }
  }

  /** Two claims change places: neither place is free before the other one has left, so the judge waits. */
  async swap(tx: Tx, hubId: string, a: HeldClaim, b: HeldClaim): Promise<void> {
    await tx.query(`SET CONSTRAINTS claim_no_overlap DEFERRED`);
    try {
      for (const [claim, bookableId] of [
        [a, b.bookableId],
        [b, a.bookableId],
      ] as const)
        await tx.query(`UPDATE claim SET bookable_id = $3 WHERE hub_id = $1 AND id = $2`, [
          hubId,
          claim.id,
          bookableId,
        ]);
      await tx.query(`SET CONSTRAINTS claim_no_overlap IMMEDIATE`);
    } catch (error) {
      throw refusalOf(error, hubId, [a]);
    }
  }
}

function refusalOf(error: unknown, hubId: string, claims: readonly PlacedClaim[]): unknown {
  const [first] = claims;
  if (violates(error, 'claim_no_overlap')) {
    const bookableId = idInViolation(error, 'bookable_id') ?? first!.bookableId;
    const taken = claims.find((claim) => claim.bookableId === bookableId) ?? first!;
    return new BookableTaken(hubId, bookableId, taken.during);
  }
  return violates(error, 'claim_on_bookable') ? new BookableNotFound() : error;
}

function toHeld(row: HeldRow): HeldClaim {
  return {
    id: row.id,
    bookingId: row.booking_id,
    bookableId: row.bookable_id,
    status: row.status,
    during: TimeRange.of(instantOf(row.from), instantOf(row.to)),
    blocked: TimeRange.of(instantOf(row.blocked_from), instantOf(row.blocked_to)),
  };
}
