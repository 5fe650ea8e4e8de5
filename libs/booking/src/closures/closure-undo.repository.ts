import { Injectable } from '@nestjs/common';
import type { ClaimStatus, ClosureEffect } from '#libs/contracts';
import { instantOf, type Temporal, TimeRange } from '#libs/kernel';
import { type Tx, violates } from '#libs/platform';
import type { HeldClaim } from '../moves/move.repository.js';
import { ClosureRaced } from './closure-errors.js';

interface ClaimRow {
  readonly id: string;
  readonly booking_id: string;
  readonly bookable_id: string;
  readonly status: ClaimStatus;
  readonly from: Date;
  readonly to: Date;
  readonly blocked_from: Date;
  readonly blocked_to: Date;
}

/** What lifting a closure reads and writes, with the power of the product itself. */
@Injectable()
export class ClosureUndoRepository {
  /** The persons of some bookings of the hub, in the order in which they are locked. */
  async personsOf(tx: Tx, hubId: string, bookingIds: readonly string[]): Promise<ReadonlyMap<string, string>> {
    const rows = await tx.query<{ id: string; person_id: string }>(
      `SELECT id, person_id FROM booking WHERE hub_id = $1 AND id = ANY ($2::uuid[]) AND person_id IS NOT NULL ORDER BY person_id`,
      [hubId, bookingIds],
    );
    return new Map(rows.map((row) => [row.id, row.person_id]));
  }

  /** Rivals wait until the transaction ends. */
  async lock(tx: Tx, hubId: string, closureId: string): Promise<void> {
    await tx.query(`SELECT FROM closure WHERE hub_id = $1 AND id = $2 FOR UPDATE`, [hubId, closureId]);
  }

  /** The walls that stand. */
  async walls(
    tx: Tx,
    hubId: string,
    closureId: string,
  ): Promise<readonly { readonly id: string; readonly bookableId: string }[]> {
    const rows = await tx.query<{ id: string; bookable_id: string }>(
      `SELECT claim.id, claim.bookable_id
         FROM closure_block JOIN claim ON claim.hub_id = closure_block.hub_id AND claim.id = closure_block.claim_id
        WHERE closure_block.hub_id = $1 AND closure_block.closure_id = $2 AND claim.status IN ('held', 'confirmed', 'checked_in')
        ORDER BY claim.id`,
      [hubId, closureId],
    );
    return rows.map(({ id, bookable_id }) => ({ id, bookableId: bookable_id }));
  }

  /** All claims of some bookings, whatever became of them, held until the transaction ends. */
  async lockClaims(
    tx: Tx,
    bookings: readonly { readonly hubId: string; readonly bookingId: string }[],
  ): Promise<readonly HeldClaim[]> {
    const rows = await tx.query<ClaimRow>(
      `SELECT claim.id, claim.booking_id, claim.bookable_id, claim.status, lower(claim.during) AS "from", upper(claim.during) AS "to",
              lower(claim.blocked) AS blocked_from, upper(claim.blocked) AS blocked_to
         FROM claim
        WHERE (claim.hub_id, claim.booking_id) IN (SELECT * FROM unnest($1::uuid[], $2::uuid[]))
        ORDER BY claim.id
          FOR UPDATE OF claim`,
      [bookings.map(({ hubId }) => hubId), bookings.map(({ bookingId }) => bookingId)],
    );
    return rows.map((row) => ({
      id: row.id,
      bookingId: row.booking_id,
      bookableId: row.bookable_id,
      status: row.status,
      during: TimeRange.of(instantOf(row.from), instantOf(row.to)),
      blocked: TimeRange.of(instantOf(row.blocked_from), instantOf(row.blocked_to)),
    }));
  }

  /** Whether another booking of theirs holds the person in that time. */
  async isEngaged(tx: Tx, personId: string, span: TimeRange): Promise<boolean> {
    const rows = await tx.query(
      `SELECT FROM engagement WHERE person_id = $1 AND active AND during && $2::tstzrange LIMIT 1`,
      [personId, span.toString()],
    );
    return rows.length > 0;
  }

  /**
   * The booking lives again, with the claims as they were.
   * @throws ClosureRaced: somebody was faster, past our locks
   */
  async revive(
    tx: Tx,
    hubId: string,
    bookingId: string,
    claims: readonly { readonly id: string; readonly status: string }[],
  ): Promise<void> {
    try {
      await tx.query(`UPDATE engagement SET active = true WHERE hub_id = $1 AND booking_id = $2`, [hubId, bookingId]);
      await tx.query(
        `UPDATE claim SET status = was.status FROM unnest($2::uuid[], $3::text[]) AS was (id, status) WHERE claim.hub_id = $1 AND claim.id = was.id`,
        [hubId, claims.map(({ id }) => id), claims.map(({ status }) => status)],
      );
    } catch (error) {
      const raced = violates(error, 'claim_no_overlap') || violates(error, 'engagement_no_overlap');
      throw raced ? new ClosureRaced() : error;
    }
  }

  async markEnded(tx: Tx, hubId: string, closureId: string, at: Temporal.Instant, undone: boolean): Promise<void> {
    await tx.query(`UPDATE closure SET ended_at = $3, undone = $4 WHERE hub_id = $1 AND id = $2`, [
      hubId,
      closureId,
      at.toString(),
      undone,
    ]);
  }

  async markEffects(
    tx: Tx,
    hubId: string,
    closureId: string,
    outcomes: ReadonlyMap<string, NonNullable<ClosureEffect['undone']>>,
  ): Promise<void> {
    await tx.query(
      `UPDATE closure_effect SET undone = made.outcome FROM unnest($3::uuid[], $4::text[]) AS made (booking_id, outcome)
        WHERE hub_id = $1 AND closure_id = $2 AND closure_effect.booking_id = made.booking_id`,
      [hubId, closureId, [...outcomes.keys()], [...outcomes.values()]],
    );
  }
}
