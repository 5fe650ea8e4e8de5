import { Injectable } from '@nestjs/common';
import type { Appeal, Strike } from '#libs/contracts';
import { instantOf, type Temporal } from '#libs/kernel';
import { deleteAndCount, type Tx } from '#libs/platform';
import type { BookingOf } from './claim-life.repository.js';

interface NewStrike extends BookingOf {
  readonly at: Temporal.Instant;
  readonly expiresAt: Temporal.Instant;
}

interface StrikeRow {
  readonly hub_id: string;
  readonly hub_name: string;
  readonly booking_id: string;
  readonly at: Date;
  readonly expires_at: Date;
  readonly lifted_at: Date | null;
}

interface AppealRow {
  readonly booking_id: string;
  readonly at: Date;
  readonly reason: string;
  readonly restored: boolean;
  readonly outcome: Appeal['outcome'];
}

const BOOKING = `hub_id = $1 AND booking_id = $2`;

/** No-shows that count against people, and what people say against them. */
@Injectable()
export class StrikeRepository {
  async insert(tx: Tx, strikes: readonly NewStrike[]): Promise<void> {
    if (strikes.length === 0) return;
    await tx.query(
      `INSERT INTO strike (person_id, hub_id, booking_id, at, expires_at)
       SELECT * FROM unnest($1::uuid[], $2::uuid[], $3::uuid[], $4::timestamptz[], $5::timestamptz[])
           ON CONFLICT DO NOTHING`,
      [
        strikes.map(({ personId }) => personId),
        strikes.map(({ hubId }) => hubId),
        strikes.map(({ bookingId }) => bookingId),
        strikes.map(({ at }) => at.toString()),
        strikes.map(({ expiresAt }) => expiresAt.toString()),
      ],
    );
  }

  /** When a person's strikes in an organisation that still count were. */
  async counting(
    tx: Tx,
    personId: string,
    organisationId: string,
    now: Temporal.Instant,
  ): Promise<readonly Temporal.Instant[]> {
    const rows = await tx.query<{ at: Date }>(
      `SELECT strike.at FROM strike JOIN hub ON hub.id = strike.hub_id
        WHERE strike.person_id = $1 AND strike.lifted_at IS NULL AND strike.expires_at > $3 AND hub.organisation_id = $2`,
      [personId, organisationId, now.toString()],
    );
    return rows.map(({ at }) => instantOf(at));
  }

  async ofPerson(tx: Tx, personId: string): Promise<readonly Strike[]> {
    const rows = await tx.query<StrikeRow>(
      `SELECT strike.*, hub.name AS hub_name FROM strike JOIN hub ON hub.id = strike.hub_id
        WHERE strike.person_id = $1 ORDER BY strike.at DESC, strike.booking_id`,
      [personId],
    );
    return rows.map((row) => ({
      bookingId: row.booking_id,
      hubId: row.hub_id,
      hubName: row.hub_name,
      at: instantOf(row.at).toString(),
      expiresAt: instantOf(row.expires_at).toString(),
      liftedAt: row.lifted_at && instantOf(row.lifted_at).toString(),
    }));
  }

  async lift(tx: Tx, { hubId, bookingId }: Omit<BookingOf, 'personId'>, now: Temporal.Instant): Promise<void> {
    await tx.query(`UPDATE strike SET lifted_at = $3 WHERE ${BOOKING} AND lifted_at IS NULL`, [
      hubId,
      bookingId,
      now.toString(),
    ]);
  }

  async purge(tx: Tx, before: Temporal.Instant): Promise<number> {
    return deleteAndCount(tx, `DELETE FROM strike WHERE expires_at < $1`, [before.toString()]);
  }

  /** The appeal is told on the booking too, where its person reads it. */
  async appeal(
    tx: Tx,
    { hubId, bookingId, personId }: BookingOf,
    { at, reason, restored, outcome }: Omit<Appeal, 'bookingId' | 'at'> & { readonly at: Temporal.Instant },
  ): Promise<void> {
    await tx.query(
      `WITH told AS (UPDATE booking SET appealed_at = $4 WHERE hub_id = $1 AND id = $2)
       INSERT INTO appeal (hub_id, booking_id, person_id, at, reason, restored, outcome) VALUES ($1, $2, $3, $4, $5, $6, $7)`,
      [hubId, bookingId, personId, at.toString(), reason, restored, outcome],
    );
  }

  async appealOf(tx: Tx, hubId: string, bookingId: string): Promise<Appeal | undefined> {
    const [row] = await tx.query<AppealRow>(`SELECT * FROM appeal WHERE ${BOOKING}`, [hubId, bookingId]);
    return row && toAppeal(row);
  }

  /** Whether an appeal of the person was accepted after an instant, whoever accepted it. */
  async acceptedSince(tx: Tx, personId: string, since: Temporal.Instant): Promise<boolean> {
    const rows = await tx.query(
      `SELECT FROM appeal WHERE person_id = $1 AND at > $2 AND outcome = 'accepted' LIMIT 1`,
      [personId, since.toString()],
    );
    return rows.length > 0;
  }

  async waitingInHub(tx: Tx, hubId: string, limit: number): Promise<readonly Appeal[]> {
    const rows = await tx.query<AppealRow>(
      `SELECT * FROM appeal WHERE hub_id = $1 AND outcome = 'waiting' ORDER BY at, booking_id LIMIT $2`,
      [hubId, limit],
    );
    return rows.map(toAppeal);
  }

  /** @returns whose appeal it was; undefined when none waits */
  async decide(tx: Tx, hubId: string, bookingId: string, outcome: Appeal['outcome']): Promise<string | undefined> {
    const [row] = await tx.query<{ person_id: string }>(
      `UPDATE appeal SET outcome = $3 WHERE ${BOOKING} AND outcome = 'waiting' RETURNING person_id`,
      [hubId, bookingId, outcome],
    );
    return row?.person_id;
  }

  async purgeAppeals(tx: Tx, before: Temporal.Instant): Promise<number> {
    return deleteAndCount(tx, `DELETE FROM appeal WHERE at < $1`, [before.toString()]);
  }
}

function toAppeal({ booking_id: bookingId, at, reason, restored, outcome }: AppealRow): Appeal {
  return { bookingId, at: instantOf(at).toString(), reason, restored, outcome };
}
