import { Injectable } from '@nestjs/common';
import type { Approval, ApprovalDecision } from '#libs/contracts';
import { instantOf, type Temporal } from '#libs/kernel';
import type { Tx } from '#libs/platform';

export interface LockedApproval {
  /** Null: the person was erased */
  readonly personId: string | null;
  readonly dueAt: Temporal.Instant;
  readonly decision: ApprovalDecision | null;
  /** That have not run out */
  readonly heldClaims: readonly string[];
}

interface Row {
  readonly booking_id: string;
  readonly display_name: string | null;
  readonly bookables: Approval['bookables'];
  readonly from: Date;
  readonly to: Date;
  readonly asked_at: Date;
  readonly due_at: Date;
  readonly decision: ApprovalDecision | null;
  readonly reason: string | null;
}

const APPROVALS = `
  SELECT approval.booking_id, person.display_name, held.bookables, held."from", held."to", approval.asked_at, approval.due_at,
         approval.decision, approval.reason
    FROM approval
    JOIN booking ON booking.hub_id = approval.hub_id AND booking.id = approval.booking_id
    LEFT JOIN person ON person.id = booking.person_id
   CROSS JOIN LATERAL (
     SELECT jsonb_agg(jsonb_build_object('id', bookable.id, 'kind', bookable.kind, 'label', bookable.label, 'spaceName', space.name)
                      ORDER BY bookable.kind, bookable.label) AS bookables,
            min(lower(claim.during)) AS "from", max(upper(claim.during)) AS "to", bool_or(claim.status = 'held') AS waits
       FROM claim
       JOIN bookable ON bookable.hub_id = claim.hub_id AND bookable.id = claim.bookable_id
       JOIN space ON space.hub_id = bookable.hub_id AND space.id = bookable.space_id
      WHERE claim.hub_id = approval.hub_id AND claim.booking_id = approval.booking_id) AS held
   WHERE approval.hub_id = $1`;

/** Questions to those who run hubs, and their answers. Who asks writes the question; the answer is the product's to write. */
@Injectable()
export class ApprovalRepository {
  async ask(
    tx: Tx,
    hubId: string,
    bookingId: string,
    askedAt: Temporal.Instant,
    dueAt: Temporal.Instant,
  ): Promise<void> {
    await tx.query(`INSERT INTO approval (hub_id, booking_id, asked_at, due_at) VALUES ($1, $2, $3, $4)`, [
      hubId,
      bookingId,
      askedAt.toString(),
      dueAt.toString(),
    ]);
  }

  /** Those that are held and not answered, the next to lapse first. */
  async waiting(tx: Tx, hubId: string, now: Temporal.Instant, limit: number): Promise<readonly Approval[]> {
    const rows = await tx.query<Row>(
      `${APPROVALS} AND approval.decision IS NULL AND approval.due_at > $2 AND held.waits
       ORDER BY approval.due_at, approval.booking_id LIMIT $3`,
      [hubId, now.toString(), limit],
    );
    return rows.map(toApproval);
  }

  async one(tx: Tx, hubId: string, bookingId: string): Promise<Approval | undefined> {
    const [row] = await tx.query<Row>(`${APPROVALS} AND approval.booking_id = $2`, [hubId, bookingId]);
    return row && toApproval(row);
  }

  /** Until the transaction ends. To be called while what the booking holds is locked. */
  async lock(tx: Tx, hubId: string, bookingId: string, now: Temporal.Instant): Promise<LockedApproval | undefined> {
    const [row] = await tx.query<{
      person_id: string | null;
      due_at: Date;
      decision: ApprovalDecision | null;
      held: string[];
    }>(
      `SELECT booking.person_id, approval.due_at, approval.decision,
              array(SELECT claim.id FROM claim
                     WHERE claim.hub_id = approval.hub_id AND claim.booking_id = approval.booking_id AND claim.status = 'held'
                       AND claim.expires_at > $3) AS held
         FROM approval JOIN booking ON booking.hub_id = approval.hub_id AND booking.id = approval.booking_id
        WHERE approval.hub_id = $1 AND approval.booking_id = $2 FOR UPDATE OF approval`,
      [hubId, bookingId, now.toString()],
    );
    return (
      row && {
        personId: row.person_id,
        dueAt: instantOf(row.due_at),
        decision: row.decision,
        heldClaims: row.held,
      }
    );
  }

  async decide(
    tx: Tx,
    hubId: string,
    bookingId: string,
    { decision, reason, at }: { decision: ApprovalDecision; reason: string | null; at: Temporal.Instant },
  ): Promise<void> {
    await tx.query(
      `UPDATE approval SET decision = $3, reason = $4, decided_at = $5 WHERE hub_id = $1 AND booking_id = $2`,
      [hubId, bookingId, decision, reason, at.toString()],
    );
  }
}

const toApproval = (row: Row): Approval => ({
  bookingId: row.booking_id,
  personName: row.display_name,
  bookables: row.bookables,
  from: instantOf(row.from).toString(),
  to: instantOf(row.to).toString(),
  askedAt: instantOf(row.asked_at).toString(),
  until: instantOf(row.due_at).toString(),
  decision: row.decision,
  reason: row.reason,
});
