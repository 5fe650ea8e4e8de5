import { Injectable } from '@nestjs/common';
import { NotSignedIn } from '#libs/identity';
import { instantOf, type Temporal, TimeRange } from '#libs/kernel';
import { deleteAndCount, idInViolation, type Tx, violates } from '#libs/platform';
import { AlreadyBooked, BookableNotFound, BookableTaken } from '../domain/booking-errors.js';
import type { NewClaim } from '../persistence/booking.repository.js';

export interface NewHold {
  readonly id: string;
  readonly hubId: string;
  readonly personId: string | null;
  readonly secretHash: Buffer | null;
  readonly span: TimeRange;
  readonly claims: readonly NewClaim[];
  readonly createdAt: Temporal.Instant;
  readonly expiresAt: Temporal.Instant;
}

/** Who says that a hold is theirs. */
export interface HoldKey {
  readonly hubId: string;
  readonly id: string;
  readonly personId: string | null;
  readonly secretHash: Buffer | null;
}

export interface LockedHold {
  readonly span: TimeRange;
  readonly claims: readonly { readonly id: string; readonly bookableId: string; readonly held: boolean }[];
}

export interface Conversion {
  readonly bookingId: string;
  readonly personId: string;
  readonly hubId: string;
  readonly holdId: string;
  readonly span: TimeRange;
  readonly createdAt: Temporal.Instant;
  /** Until when a manager may approve it; null: it is confirmed */
  readonly dueAt: Temporal.Instant | null;
}

/** Holds. Those of nobody who is signed in are seen by the product alone: it compares the secrets. */
@Injectable()
export class HoldRepository {
  /** @throws BookableTaken, BookableNotFound, NotSignedIn: the person was just erased */
  async insert(tx: Tx, hold: NewHold): Promise<void> {
    const { claims } = hold;
    try {
      await tx.query(
        `WITH hold AS (
           INSERT INTO hold (hub_id, id, person_id, secret_hash, during, created_at, expires_at) VALUES ($1, $2, $3, $4, $5, $6, $7)
         )
         INSERT INTO claim (hub_id, id, bookable_id, hold_id, kind, status, during, blocked, expires_at)
         SELECT $1, claimed.id, claimed.bookable_id, $2, 'hold', 'held', $5, claimed.blocked, $7
           FROM unnest($8::uuid[], $9::uuid[], $10::tstzrange[]) AS claimed (id, bookable_id, blocked)`,
        [
          hold.hubId,
          hold.id,
          hold.personId,
          hold.secretHash,
          hold.span.toString(),
          hold.createdAt.toString(),
          hold.expiresAt.toString(),
          claims.map(({ id }) => id),
          claims.map(({ bookableId }) => bookableId),
          claims.map(({ blocked }) => blocked.toString()),
        ],
      );
    } catch (error) {
      if (violates(error, 'claim_no_overlap'))
        throw new BookableTaken(hold.hubId, idInViolation(error, 'bookable_id') ?? claims[0]!.bookableId, hold.span);
      if (violates(error, 'claim_on_bookable')) throw new BookableNotFound();
      if (violates(error, 'hold_person_id_fkey')) throw new NotSignedIn();
      throw error;
    }
  }

  /** A hold that the key opens, until the transaction ends. */
  async lock(tx: Tx, { hubId, id, personId, secretHash }: HoldKey): Promise<LockedHold | undefined> {
    const [hold] = await tx.query<{ from: Date; to: Date }>(
      `SELECT lower(during) AS "from", upper(during) AS "to" FROM hold
        WHERE hub_id = $1 AND id = $2 AND (person_id = $3 OR secret_hash = $4) FOR UPDATE`,
      [hubId, id, personId, secretHash],
    );
    if (hold === undefined) return undefined;
    const claims = await tx.query<{ id: string; bookable_id: string; held: boolean }>(
      `SELECT id, bookable_id, status = 'held' AS held FROM claim WHERE hub_id = $1 AND hold_id = $2 ORDER BY bookable_id`,
      [hubId, id],
    );
    return {
      span: TimeRange.of(instantOf(hold.from), instantOf(hold.to)),
      claims: claims.map(({ bookable_id: bookableId, ...claim }) => ({ ...claim, bookableId })),
    };
  }

  /**
   * The very claims of the hold become those of a booking: at no instant are they nobody's.
   * @returns how many they are: none once the hold has run out
   * @throws AlreadyBooked, NotSignedIn
   */
  async convert(tx: Tx, conversion: Conversion): Promise<number> {
    const { bookingId, personId, hubId, holdId, span, createdAt, dueAt } = conversion;
    try {
      const converted = await tx.query<{ id: string }>(
        `WITH engaged AS (
           INSERT INTO engagement (person_id, hub_id, booking_id, during, active) VALUES ($1, $2, $3, $4, true) RETURNING 1
         ), booked AS (
           INSERT INTO booking (hub_id, id, person_id, created_at) VALUES ($2, $3, $1, $5)
         )
         UPDATE claim
            SET kind = 'booking', status = CASE WHEN $7::timestamptz IS NULL THEN 'confirmed' ELSE 'held' END, booking_id = $3, expires_at = $7
          WHERE claim.hub_id = $2 AND claim.hold_id = $6 AND claim.status = 'held' AND claim.expires_at > $5
            AND (SELECT count(*) FROM engaged) = 1
         RETURNING claim.id`,
        [personId, hubId, bookingId, span.toString(), createdAt.toString(), holdId, dueAt?.toString() ?? null],
      );
      return converted.length;
    } catch (error) {
      if (violates(error, 'engagement_no_overlap')) throw new AlreadyBooked(span);
      if (violates(error, 'engagement_person_id_fkey') || violates(error, 'booking_of_somebody'))
        throw new NotSignedIn();
      throw error;
    }
  }

  /** Claims of holds that have run out and stand in the way of a span, whoever held them. */
  async runOut(tx: Tx, hubId: string, span: TimeRange, now: Temporal.Instant): Promise<readonly string[]> {
    const rows = await tx.query<{ id: string }>(
      `SELECT id FROM claim
        WHERE hub_id = $1 AND blocked && $2::tstzrange AND status = 'held' AND expires_at <= $3 ORDER BY bookable_id, id`,
      [hubId, span.toString(), now.toString()],
    );
    return rows.map(({ id }) => id);
  }

  /** Claims of a person's own bookings that nobody approved in time and that keep them from a span, by hub. */
  async runOutOf(
    tx: Tx,
    personId: string,
    span: TimeRange,
    now: Temporal.Instant,
  ): Promise<ReadonlyMap<string, readonly string[]>> {
    const rows = await tx.query<{ hub_id: string; ids: string[] }>(
      `SELECT claim.hub_id, array_agg(claim.id) AS ids
         FROM engagement JOIN claim ON claim.hub_id = engagement.hub_id AND claim.booking_id = engagement.booking_id
        WHERE engagement.person_id = $1 AND engagement.active AND engagement.during && $2::tstzrange
          AND claim.status = 'held' AND claim.expires_at <= $3
        GROUP BY claim.hub_id ORDER BY claim.hub_id`,
      [personId, span.toString(), now.toString()],
    );
    return new Map(rows.map((row) => [row.hub_id, row.ids]));
  }

  /** The open claims of a person's holds, by hub. */
  async openOf(tx: Tx, personId: string): Promise<ReadonlyMap<string, readonly string[]>> {
    const rows = await tx.query<{ hub_id: string; ids: string[] }>(
      `SELECT claim.hub_id, array_agg(claim.id) AS ids
         FROM hold JOIN claim ON claim.hub_id = hold.hub_id AND claim.hold_id = hold.id
        WHERE hold.person_id = $1 AND claim.status = 'held' GROUP BY claim.hub_id ORDER BY claim.hub_id`,
      [personId],
    );
    return new Map(rows.map((row) => [row.hub_id, row.ids]));
  }

  async ofPerson(tx: Tx, personId: string): Promise<readonly object[]> {
    return tx.query(
      `SELECT id, hub_id AS "hubId", to_json(lower(during)) AS "from", to_json(upper(during)) AS "to",
              to_json(created_at) AS "createdAt", to_json(expires_at) AS "expiresAt"
         FROM hold WHERE person_id = $1 ORDER BY created_at, id`,
      [personId],
    );
  }

  async forgetPerson(tx: Tx, personId: string): Promise<void> {
    await tx.query(`DELETE FROM hold WHERE person_id = $1`, [personId]);
  }

  /** @returns how many holds that ran out before then it removed; their claims stay for the figures */
  async purge(tx: Tx, before: Temporal.Instant): Promise<number> {
    return deleteAndCount(tx, `DELETE FROM hold WHERE expires_at < $1`, [before.toString()]);
  }
}
