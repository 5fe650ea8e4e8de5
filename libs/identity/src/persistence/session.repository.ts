import { Injectable } from '@nestjs/common';
import type { Assurance } from '#libs/contracts';
import { newId, Temporal } from '#libs/kernel';
import type { Tx } from '#libs/platform';
import { Actor } from '../actor.js';
import type { Membership } from '../policy.js';
import type { SessionTimes } from '../domain/session-lifetime.js';

interface SessionRow {
  readonly id: string;
  readonly assurance: Assurance;
  readonly person_id: string;
  readonly display_name: string;
  readonly acr: string | null;
  readonly last_seen_at: Date;
  readonly expires_at: Date;
  readonly memberships: readonly Membership[];
}

export interface NewSession {
  readonly tokenHash: Buffer;
  readonly personId: string;
  readonly acr: string | null;
  readonly assurance: Assurance;
  readonly createdAt: Temporal.Instant;
  readonly expiresAt: Temporal.Instant;
}

export interface StoredSession extends SessionTimes {
  readonly actor: Actor;
}

const instant = (date: Date): Temporal.Instant => Temporal.Instant.fromEpochMilliseconds(date.getTime());

@Injectable()
export class SessionRepository {
  async insert(tx: Tx, session: NewSession): Promise<void> {
    await tx.query(
      `INSERT INTO session (id, token_hash, person_id, acr, assurance, created_at, last_seen_at, expires_at)
       VALUES ($1, $2, $3, $4, $5, $6, $6, $7)`,
      [
        newId(),
        session.tokenHash,
        session.personId,
        session.acr,
        session.assurance,
        session.createdAt.toString(),
        session.expiresAt.toString(),
      ],
    );
  }

  async find(tx: Tx, tokenHash: Buffer): Promise<StoredSession | undefined> {
    const [row] = await tx.query<SessionRow>(
      `SELECT s.id, s.person_id, p.display_name, s.acr, s.assurance, s.last_seen_at, s.expires_at,
              coalesce(json_agg(json_build_object('role', m.role, 'organisationId', m.organisation_id, 'hubId', m.hub_id)
                                ORDER BY m.id) FILTER (WHERE m.id IS NOT NULL), '[]') AS memberships
       FROM session s JOIN person p ON p.id = s.person_id LEFT JOIN membership m ON m.person_id = s.person_id
       WHERE s.token_hash = $1
       GROUP BY s.token_hash, p.id`,
      [tokenHash],
    );
    if (row === undefined) return undefined;
    const { id: sessionId, acr, assurance } = row;
    const actor = new Actor(row.person_id, row.display_name, row.memberships, { sessionId, acr, assurance });
    return { actor, lastSeenAt: instant(row.last_seen_at), expiresAt: instant(row.expires_at) };
  }

  async seen(tx: Tx, tokenHash: Buffer, at: Temporal.Instant): Promise<void> {
    await tx.query(`UPDATE session SET last_seen_at = greatest(last_seen_at, $2) WHERE token_hash = $1`, [
      tokenHash,
      at.toString(),
    ]);
  }

  async delete(tx: Tx, tokenHash: Buffer): Promise<void> {
    await tx.query(`DELETE FROM session WHERE token_hash = $1`, [tokenHash]);
  }

  async deleteExpired(tx: Tx, now: Temporal.Instant): Promise<void> {
    await tx.query(`DELETE FROM session WHERE expires_at <= $1`, [now.toString()]);
  }
}
