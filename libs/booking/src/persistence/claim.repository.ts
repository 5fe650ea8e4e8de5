import { Injectable } from '@nestjs/common';
import type { ClaimStatus } from '#libs/contracts';
import { Clock, instantOf, type Temporal, TimeRange } from '#libs/kernel';
import type { Tx } from '#libs/platform';

export type ClaimKind = 'booking' | 'hold' | 'block' | 'appointment' | 'session' | 'walk_in';

/** A bookable held for a time; whose it is, the booking knows. */
export interface Claim {
  readonly hubId: string;
  readonly id: string;
  readonly bookableId: string;
  readonly bookingId: string | null;
  readonly kind: ClaimKind;
  readonly status: ClaimStatus;
  readonly during: TimeRange;
  /** With what is needed before and after it */
  readonly blocked: TimeRange;
  /** The hold that it is of, or was before it became a booking */
  readonly holdId: string | null;
}

interface ClaimRow {
  readonly hub_id: string;
  readonly id: string;
  readonly bookable_id: string;
  readonly booking_id: string | null;
  readonly kind: ClaimKind;
  readonly status: ClaimStatus;
  readonly from: Date;
  readonly to: Date;
  readonly blocked_from: Date;
  readonly blocked_to: Date;
  readonly hold_id: string | null;
}

const COLUMNS = `claim.hub_id, claim.id, claim.bookable_id, claim.booking_id, claim.kind, claim.status,
  lower(claim.during) AS "from", upper(claim.during) AS "to", lower(claim.blocked) AS blocked_from, upper(claim.blocked) AS blocked_to,
  claim.hold_id`;
/** Word for word the predicate of claim_no_overlap, so that its index serves. */
const ACTIVE = `claim.status IN ('held', 'confirmed', 'checked_in')`;

/** A hold that has run out holds nothing, although nobody has ended it yet. */
const inForce = (now: string): string => `(claim.status <> 'held' OR claim.expires_at > ${now})`;

/** Claims carry no person: every claim may be read, by anybody, for availability. */
@Injectable()
export class ClaimRepository {
  constructor(private readonly clock: Clock) {}

  /** What is held in some hubs in a span: hub and bookable, each pair once. */
  async takenIn(
    tx: Tx,
    hubIds: readonly string[],
    span: TimeRange,
  ): Promise<readonly { readonly hubId: string; readonly bookableId: string }[]> {
    const rows = await tx.query<{ hub_id: string; bookable_id: string }>(
      `SELECT DISTINCT claim.hub_id, claim.bookable_id
         FROM unnest($1::uuid[]) AS asked (hub_id)
         JOIN claim ON claim.hub_id = asked.hub_id AND claim.blocked && $2::tstzrange AND ${ACTIVE} AND ${inForce('$3')}`,
      [hubIds, span.toString(), this.now],
    );
    return rows.map((row) => ({ hubId: row.hub_id, bookableId: row.bookable_id }));
  }

  /**
   * Those of some bookables of a hub that are held in a span. Each is looked up by itself, to its first claim: a hub's claims of a week are many
   * more than its bookables.
   */
  async takenOf(tx: Tx, hubId: string, bookableIds: readonly string[], span: TimeRange): Promise<ReadonlySet<string>> {
    const rows = await tx.query<{ id: string }>(
      `SELECT asked.id
         FROM unnest($2::uuid[]) AS asked (id)
        CROSS JOIN LATERAL (
          SELECT FROM claim
           WHERE claim.hub_id = $1 AND claim.bookable_id = asked.id AND claim.blocked && $3::tstzrange AND ${ACTIVE} AND ${inForce('$4')}
           LIMIT 1) AS held`,
      [hubId, bookableIds, span.toString(), this.now],
    );
    return new Set(rows.map(({ id }) => id));
  }

  /** Those of some bookables that were ever claimed: their history stays, whatever becomes of them. */
  async everClaimed(
    tx: Tx,
    bookables: readonly { readonly hubId: string; readonly id: string }[],
  ): Promise<ReadonlySet<string>> {
    const rows = await tx.query<{ id: string }>(
      `SELECT given.id FROM unnest($1::uuid[], $2::uuid[]) AS given (hub_id, id)
        WHERE EXISTS (SELECT FROM claim WHERE claim.hub_id = given.hub_id AND claim.bookable_id = given.id)`,
      [bookables.map(({ hubId }) => hubId), bookables.map(({ id }) => id)],
    );
    return new Set(rows.map(({ id }) => id));
  }

  /** The bookables of a hub that a person's own bookings hold in a span. */
  async ownIn(tx: Tx, personId: string, hubId: string, span: TimeRange): Promise<readonly string[]> {
    const rows = await tx.query<{ bookable_id: string }>(
      `SELECT DISTINCT claim.bookable_id
         FROM engagement JOIN claim ON claim.hub_id = engagement.hub_id AND claim.booking_id = engagement.booking_id
        WHERE engagement.person_id = $1 AND engagement.active AND engagement.during && $3::tstzrange
          AND engagement.hub_id = $2 AND claim.during && $3::tstzrange AND ${ACTIVE}`,
      [personId, hubId, span.toString()],
    );
    return rows.map((row) => row.bookable_id);
  }

  /** The active claims that hold a bookable of the hub at an instant; at most one a bookable. */
  async activeAt(tx: Tx, hubId: string, at: Temporal.Instant): Promise<readonly Claim[]> {
    const rows = await tx.query<ClaimRow>(
      `SELECT ${COLUMNS} FROM claim WHERE claim.hub_id = $1 AND claim.during @> $2::timestamptz AND claim.blocked @> $2::timestamptz AND ${ACTIVE} AND ${inForce('$3')}`,
      [hubId, at.toString(), this.now],
    );
    return rows.map(toClaim);
  }

  /** The active claims of the hub that last into a span, by bookable and start. */
  async activeOfHub(tx: Tx, hubId: string, span: TimeRange): Promise<readonly Claim[]> {
    const rows = await tx.query<ClaimRow>(
      `SELECT ${COLUMNS} FROM claim
        WHERE claim.hub_id = $1 AND claim.blocked && $2::tstzrange AND claim.during && $2::tstzrange AND ${ACTIVE} AND ${inForce('$3')}
        ORDER BY claim.bookable_id, lower(claim.during)`,
      [hubId, span.toString(), this.now],
    );
    return rows.map(toClaim);
  }

  /** The active claims that hold a bookable at some instant of a span, in their order. */
  async activeIn(tx: Tx, hubId: string, bookableId: string, span: TimeRange): Promise<readonly Claim[]> {
    const rows = await tx.query<ClaimRow>(
      `SELECT ${COLUMNS} FROM claim
        WHERE claim.hub_id = $1 AND claim.bookable_id = $2 AND claim.blocked && $3::tstzrange AND claim.during && $3::tstzrange AND ${ACTIVE} AND ${inForce('$4')}
        ORDER BY lower(claim.during)`,
      [hubId, bookableId, span.toString(), this.now],
    );
    return rows.map(toClaim);
  }

  /** Claims that are active and over, or holds that nobody confirmed in time, oldest end first. */
  async overdue(tx: Tx, now: Temporal.Instant, limit: number): Promise<readonly Claim[]> {
    const rows = await tx.query<ClaimRow>(
      `SELECT ${COLUMNS} FROM claim
        WHERE ${ACTIVE} AND (upper(claim.during) <= $1 OR (claim.status = 'held' AND claim.expires_at <= $1))
        ORDER BY upper(claim.during), claim.hub_id, claim.id
        LIMIT $2`,
      [now.toString(), limit],
    );
    return rows.map(toClaim);
  }

  /**
   * Checks in the confirmed claims that hold a desk at the instant somebody was there.
   * @returns the claims that this call checked in
   */
  async checkIn(
    tx: Tx,
    seen: readonly { readonly hubId: string; readonly bookableId: string; readonly at: Temporal.Instant }[],
  ): Promise<readonly Claim[]> {
    const rows = await tx.query<ClaimRow>(
      `UPDATE claim SET status = 'checked_in'
         FROM unnest($1::uuid[], $2::uuid[], $3::timestamptz[]) AS seen (hub_id, bookable_id, at)
        WHERE claim.hub_id = seen.hub_id AND claim.bookable_id = seen.bookable_id AND claim.during @> seen.at
          AND claim.status = 'confirmed' AND claim.kind = 'booking'
       RETURNING ${COLUMNS}`,
      [seen.map((s) => s.hubId), seen.map((s) => s.bookableId), seen.map((s) => s.at.toString())],
    );
    return rows.map(toClaim);
  }

  /** Makes rivals for the bookables of the claims wait until the transaction ends, in the order that all keep to. */
  async lockBookablesOf(tx: Tx, hubId: string, claimIds: readonly string[]): Promise<void> {
    await tx.query(
      `SELECT pg_advisory_xact_lock(hashtextextended(id, 0))
         FROM (SELECT DISTINCT bookable_id::text AS id FROM claim WHERE hub_id = $1 AND id = ANY ($2::uuid[]) ORDER BY 1) AS freed`,
      [hubId, claimIds],
    );
  }

  /** As `lockBookablesOf`, for all that some bookings hold. */
  async lockBookablesOfBookings(tx: Tx, hubId: string, bookingIds: readonly string[]): Promise<void> {
    await tx.query(
      `SELECT pg_advisory_xact_lock(hashtextextended(id, 0))
         FROM (SELECT DISTINCT bookable_id::text AS id FROM claim WHERE hub_id = $1 AND booking_id = ANY ($2::uuid[]) ORDER BY 1) AS freed`,
      [hubId, bookingIds],
    );
  }

  private get now(): string {
    return this.clock.now().toString();
  }

  /**
   * Ends those of the claims that are still active, frees their persons, and gives back what they took of quotas, once.
   * @returns the claims that this call ended, as they are now
   */
  async end(
    tx: Tx,
    hubId: string,
    claimIds: readonly string[],
    status: Extract<ClaimStatus, 'completed' | 'cancelled' | 'released' | 'expired'>,
  ): Promise<readonly Claim[]> {
    const ended = await tx.query<ClaimRow>(
      `UPDATE claim SET status = $3 WHERE claim.hub_id = $1 AND claim.id = ANY ($2::uuid[]) AND ${ACTIVE}
          AND ($3 <> 'expired' OR (claim.status = 'held' AND claim.expires_at <= $4))
       RETURNING ${COLUMNS}`,
      [hubId, claimIds, status, this.now],
    );
    const bookings = ended.map((row) => row.booking_id).filter((id) => id !== null);
    if (bookings.length > 0) {
      await tx.query(
        `WITH freed AS (
           UPDATE engagement SET active = false
            WHERE engagement.hub_id = $1 AND engagement.booking_id = ANY ($2::uuid[]) AND engagement.active
              AND NOT EXISTS (
                SELECT FROM claim WHERE claim.hub_id = engagement.hub_id AND claim.booking_id = engagement.booking_id AND ${ACTIVE})
           RETURNING engagement.hub_id, engagement.booking_id
         ), charged AS (
           DELETE FROM quota_charge USING freed
            WHERE quota_charge.hub_id = freed.hub_id AND quota_charge.booking_id = freed.booking_id
           RETURNING quota_charge.*
         ), owed AS (
           SELECT person_id, scope, quota, period, sum(amount)::integer AS amount FROM charged
            WHERE quota = 'active' OR $3 GROUP BY 1, 2, 3, 4
         ), locked AS (
           SELECT owed.* FROM quota_usage JOIN owed USING (person_id, scope, quota, period)
            ORDER BY person_id, scope, quota, period FOR UPDATE OF quota_usage
         )
         UPDATE quota_usage SET used = greatest(0, quota_usage.used - locked.amount)
           FROM locked
          WHERE (quota_usage.person_id, quota_usage.scope, quota_usage.quota, quota_usage.period)
              = (locked.person_id, locked.scope, locked.quota, locked.period)`,
        // What was not used does not count for its week; who did not come has had it.
        [hubId, bookings, status === 'cancelled' || status === 'expired'],
      );
    }
    return ended.map(toClaim);
  }
}

function toClaim(row: ClaimRow): Claim {
  return {
    hubId: row.hub_id,
    id: row.id,
    bookableId: row.bookable_id,
    bookingId: row.booking_id,
    kind: row.kind,
    status: row.status,
    during: TimeRange.of(instantOf(row.from), instantOf(row.to)),
    blocked: TimeRange.of(instantOf(row.blocked_from), instantOf(row.blocked_to)),
    holdId: row.hold_id,
  };
}
