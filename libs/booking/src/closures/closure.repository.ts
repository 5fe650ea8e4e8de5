import { Injectable } from '@nestjs/common';
import type { Closure, ClosureEffect, ClosurePage, ClosuresQuery } from '#libs/contracts';
import { instantOf, newId, type Temporal, TimeRange } from '#libs/kernel';
import { type Tx, violates } from '#libs/platform';
import { ClosureRaced } from './closure-errors.js';

export interface NewClosure {
  readonly hubId: string;
  readonly id: string;
  readonly spaceId: string | null;
  readonly span: TimeRange;
  readonly reason: string;
  readonly createdBy: string | null;
  readonly createdAt: Temporal.Instant;
}

/** What a closure did to one claim of a booking. */
export interface ClaimEffect {
  readonly claimId: string;
  readonly bookingId: string;
  readonly bookableId: string;
  readonly status: string;
  readonly change: ClosureEffect['change'];
  readonly place: ClosureEffect['place'];
  readonly undone: ClosureEffect['undone'];
}

export interface Wall {
  readonly bookableId: string;
  readonly during: TimeRange;
}

type Listed = ClosurePage['items'][number];

interface ClosureRow {
  readonly id: string;
  readonly hub_id: string;
  readonly space_id: string | null;
  readonly from: Date;
  readonly to: Date;
  readonly reason: string;
  readonly created_at: Date;
  readonly ended_at: Date | null;
  readonly undone: boolean;
}

interface EffectRow {
  readonly claim_id: string;
  readonly booking_id: string;
  readonly bookable_id: string;
  readonly status: string;
  readonly change: ClosureEffect['change'];
  readonly to_hub_id: string | null;
  readonly to_bookable_id: string | null;
  readonly to_booking_id: string | null;
  readonly undone: ClosureEffect['undone'];
}

/** How long a closure can be undone. */
const UNDO = { minutes: 10 };
const COLUMNS = `closure.id, closure.hub_id, closure.space_id, lower(closure.during) AS "from", upper(closure.during) AS "to", closure.reason,
  closure.created_at, closure.ended_at, closure.undone`;

@Injectable()
export class ClosureRepository {
  async insert(tx: Tx, { hubId, id, spaceId, span, reason, createdBy, createdAt }: NewClosure): Promise<void> {
    await tx.query(
      `INSERT INTO closure (hub_id, id, space_id, during, reason, created_by, created_at) VALUES ($1, $2, $3, $4, $5, $6, $7)`,
      [hubId, id, spaceId, span.toString(), reason, createdBy, createdAt.toString()],
    );
  }

  /**
   * Blocks what nothing holds yet of a zone. Blocks, appointments and sessions that are there stay, and so does what is kept free around bookings.
   * @throws ClosureRaced: a booking reached into the span in this very moment
   */
  async block(tx: Tx, closure: NewClosure, zone: readonly string[]): Promise<readonly Wall[]> {
    const rows = await tx.query<{ bookable_id: string; from: Date; to: Date }>(
      `SELECT gap.bookable_id, lower(gap.during) AS "from", upper(gap.during) AS "to"
         FROM (SELECT zone.bookable_id, unnest(tstzmultirange($2::tstzrange) - coalesce(
                        (SELECT range_agg(claim.blocked) FROM claim
                          WHERE claim.hub_id = $1 AND claim.bookable_id = zone.bookable_id AND claim.blocked && $2::tstzrange
                            AND claim.status IN ('held', 'confirmed', 'checked_in')
                            AND NOT (claim.kind IN ('booking', 'hold') AND claim.during && $2::tstzrange)), '{}'::tstzmultirange)) AS during
                 FROM unnest($3::uuid[]) AS zone (bookable_id)) AS gap`,
      [closure.hubId, closure.span.toString(), zone],
    );
    const walls = rows.map(({ bookable_id, from, to }) => ({
      bookableId: bookable_id,
      during: TimeRange.of(instantOf(from), instantOf(to)),
    }));
    try {
      await tx.query(
        `WITH wall AS (
           SELECT * FROM unnest($3::uuid[], $4::uuid[], $5::tstzrange[]) AS wall (id, bookable_id, during)
         ), blocked AS (
           INSERT INTO claim (hub_id, id, bookable_id, kind, status, during, blocked)
           SELECT $1, id, bookable_id, 'block', 'confirmed', during, during FROM wall
         )
         INSERT INTO closure_block (hub_id, closure_id, claim_id) SELECT $1, $2, id FROM wall`,
        [
          closure.hubId,
          closure.id,
          walls.map(() => newId()),
          walls.map(({ bookableId }) => bookableId),
          walls.map(({ during }) => during.toString()),
        ],
      );
      return walls;
    } catch (error) {
      throw violates(error, 'claim_no_overlap') ? new ClosureRaced() : error;
    }
  }

  async keepEffects(tx: Tx, hubId: string, closureId: string, effects: readonly ClaimEffect[]): Promise<void> {
    if (effects.length === 0) return;
    await tx.query(
      `INSERT INTO closure_effect (hub_id, closure_id, claim_id, booking_id, bookable_id, status, change, to_hub_id, to_bookable_id, to_booking_id)
       SELECT $1, $2, effect.* FROM unnest($3::uuid[], $4::uuid[], $5::uuid[], $6::text[], $7::text[], $8::uuid[], $9::uuid[], $10::uuid[]) AS effect`,
      [
        hubId,
        closureId,
        effects.map(({ claimId }) => claimId),
        effects.map(({ bookingId }) => bookingId),
        effects.map(({ bookableId }) => bookableId),
        effects.map(({ status }) => status),
        effects.map(({ change }) => change),
        effects.map(({ place }) => place?.hubId ?? null),
        effects.map(({ place }) => place?.bookableId ?? null),
        effects.map(({ place }) => place?.bookingId ?? null),
      ],
    );
  }

  /** Does the work, or takes it back and nothing else when it is refused. @returns undefined then */
  async attempt<T>(tx: Tx, work: () => Promise<T>, isRefusal: (error: unknown) => boolean): Promise<T | undefined> {
    await tx.query(`SAVEPOINT attempt`);
    try {
      const result = await work();
      await tx.query(`RELEASE SAVEPOINT attempt`);
      return result;
    } catch (error) {
      if (!isRefusal(error)) throw error;
      await tx.query(`ROLLBACK TO SAVEPOINT attempt`);
      return undefined;
    }
  }

  async supersede(
    tx: Tx,
    successor: { readonly hubId: string; readonly bookingId: string },
    hubId: string,
    bookingId: string,
  ): Promise<void> {
    await tx.query(`UPDATE booking SET supersedes_hub_id = $3, supersedes_id = $4 WHERE hub_id = $1 AND id = $2`, [
      successor.hubId,
      successor.bookingId,
      hubId,
      bookingId,
    ]);
  }

  async one(tx: Tx, hubId: string, closureId: string): Promise<Closure | undefined> {
    const [row] = await tx.query<ClosureRow>(`SELECT ${COLUMNS} FROM closure WHERE hub_id = $1 AND id = $2`, [
      hubId,
      closureId,
    ]);
    if (row === undefined) return undefined;
    return { ...toClosure(row), effects: perBooking(await this.effects(tx, hubId, closureId)) };
  }

  /** In the order of the claims. */
  async effects(tx: Tx, hubId: string, closureId: string): Promise<readonly ClaimEffect[]> {
    const rows = await tx.query<EffectRow>(
      `SELECT claim_id, booking_id, bookable_id, status, change, to_hub_id, to_bookable_id, to_booking_id, undone
         FROM closure_effect WHERE hub_id = $1 AND closure_id = $2 ORDER BY claim_id`,
      [hubId, closureId],
    );
    return rows.map(toEffect);
  }

  /** Those that last into a span, by start. */
  async page(
    tx: Tx,
    hubId: string,
    { from, to, limit }: ClosuresQuery,
    after: { readonly from: string; readonly id: string } | null,
  ): Promise<readonly Listed[]> {
    const rows = await tx.query<ClosureRow & { moved: number; cancelled: number }>(
      `SELECT ${COLUMNS},
              (SELECT count(DISTINCT booking_id)::int FROM closure_effect WHERE hub_id = closure.hub_id AND closure_id = closure.id AND change <> 'cancelled') AS moved,
              (SELECT count(DISTINCT booking_id)::int FROM closure_effect WHERE hub_id = closure.hub_id AND closure_id = closure.id AND change = 'cancelled') AS cancelled
         FROM closure
        WHERE closure.hub_id = $1 AND closure.during && tstzrange($2, $3)
          AND ($4::timestamptz IS NULL OR (lower(closure.during), closure.id) > ($4::timestamptz, $5::uuid))
        ORDER BY lower(closure.during), closure.id LIMIT $6`,
      [hubId, from, to, after?.from ?? null, after?.id ?? null, limit + 1],
    );
    return rows.map((row) => ({ ...toClosure(row), moved: row.moved, cancelled: row.cancelled }));
  }

  async madeBy(tx: Tx, personId: string): Promise<readonly object[]> {
    return tx.query(
      `SELECT id, hub_id AS "hubId", to_json(lower(during)) AS "from", to_json(upper(during)) AS "to", reason, to_json(created_at) AS "createdAt"
         FROM closure WHERE created_by = $1 ORDER BY created_at, id`,
      [personId],
    );
  }

  async unlink(tx: Tx, personId: string): Promise<void> {
    await tx.query(`UPDATE closure SET created_by = NULL WHERE created_by = $1`, [personId]);
  }
}

/** A bundle has one line for each of its parts in the table, and one for each place here. */
const perBooking = (effects: readonly ClaimEffect[]): ClosureEffect[] =>
  effects.map(({ bookingId, bookableId, change, place, undone }) => ({ bookingId, bookableId, change, place, undone }));

function toClosure(row: ClosureRow): Omit<Closure, 'effects'> {
  const createdAt = instantOf(row.created_at);
  return {
    id: row.id,
    hubId: row.hub_id,
    spaceId: row.space_id,
    from: instantOf(row.from).toString(),
    to: instantOf(row.to).toString(),
    reason: row.reason,
    createdAt: createdAt.toString(),
    undoUntil: createdAt.add(UNDO).toString(),
    endedAt: row.ended_at === null ? null : instantOf(row.ended_at).toString(),
    undone: row.undone,
  };
}

function toEffect(row: EffectRow): ClaimEffect {
  const { to_hub_id: hubId, to_bookable_id: bookableId, to_booking_id: bookingId } = row;
  return {
    claimId: row.claim_id,
    bookingId: row.booking_id,
    bookableId: row.bookable_id,
    status: row.status,
    change: row.change,
    place: hubId === null || bookableId === null || bookingId === null ? null : { hubId, bookableId, bookingId },
    undone: row.undone,
  };
}
