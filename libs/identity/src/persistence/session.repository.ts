import { Injectable } from '@nestjs/common';
import type { Assurance } from '#libs/contracts';
import { instantOf, newId, type Temporal } from '#libs/kernel';
import type { Tx } from '#libs/platform';
import { Actor } from '../actor.js';
import type { Membership } from '../policy.js';
import type { SessionTimes } from '../domain/session-lifetime.js';

interface FoundRow {
  readonly id: string;
  readonly assurance: Assurance;
  readonly person_id: string;
  readonly display_name: string;
  readonly acr: string | null;
  readonly last_seen_at: Date;
  readonly expires_at: Date;
  readonly renewal_due: boolean;
  readonly memberships: readonly Membership[];
}

interface ListedRow {
  readonly id: string;
  readonly assurance: Assurance;
  readonly client: string | null;
  readonly created_at: Date;
  readonly last_seen_at: Date;
  readonly expires_at: Date;
}

export interface NewSession {
  readonly tokenHash: Buffer;
  readonly personId: string;
  readonly acr: string | null;
  readonly assurance: Assurance;
  readonly authenticatedAt: Temporal.Instant | null;
  readonly client: string | null;
  readonly providerSession: string | null;
  readonly createdAt: Temporal.Instant;
  readonly expiresAt: Temporal.Instant;
}

/** A session as one of its tokens finds it. */
export interface StoredSession extends SessionTimes {
  readonly actor: Actor;
  /** Whether the browser must be given another token, since the person's rights changed */
  readonly renewalDue: boolean;
}

/** A session as its person sees it. */
export interface ListedSession extends SessionTimes {
  readonly id: string;
  readonly assurance: Assurance;
  readonly client: string | null;
  readonly createdAt: Temporal.Instant;
}

/** A session that is no more. */
export interface EndedSession {
  readonly id: string;
  readonly personId: string;
}

@Injectable()
export class SessionRepository {
  /** @returns the id of the session */
  async insert(tx: Tx, session: NewSession): Promise<string> {
    const id = newId();
    await tx.query(
      `INSERT INTO session (id, token_hash, person_id, acr, assurance, authenticated_at, client, provider_session,
                            created_at, last_seen_at, expires_at)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $9, $10)`,
      [
        id,
        session.tokenHash,
        session.personId,
        session.acr,
        session.assurance,
        session.authenticatedAt?.toString() ?? null,
        session.client,
        session.providerSession,
        session.createdAt.toString(),
        session.expiresAt.toString(),
      ],
    );
    return id;
  }

  /** By its token, or by the former one while that still counts: then it expires with it. */
  async find(tx: Tx, tokenHash: Buffer, now: Temporal.Instant): Promise<StoredSession | undefined> {
    const [row] = await tx.query<FoundRow>(
      `SELECT s.id, s.person_id, p.display_name, s.acr, s.assurance, s.last_seen_at,
              CASE s.token_hash WHEN $1 THEN s.expires_at ELSE least(s.expires_at, s.former_until) END AS expires_at,
              s.renewal_due AND s.token_hash = $1 AS renewal_due,
              coalesce(json_agg(json_build_object('role', m.role, 'organisationId', m.organisation_id, 'hubId', m.hub_id)
                                ORDER BY m.id) FILTER (WHERE m.id IS NOT NULL), '[]') AS memberships
       FROM session s JOIN person p ON p.id = s.person_id LEFT JOIN membership m ON m.person_id = s.person_id
       WHERE s.token_hash = $1 OR (s.former_hash = $1 AND s.former_until > $2)
       GROUP BY s.token_hash, p.id`,
      [tokenHash, now.toString()],
    );
    if (row === undefined) return undefined;
    const { id: sessionId, acr, assurance } = row;
    return {
      actor: new Actor(row.person_id, row.display_name, row.memberships, { sessionId, acr, assurance }),
      renewalDue: row.renewal_due,
      lastSeenAt: instantOf(row.last_seen_at),
      expiresAt: instantOf(row.expires_at),
    };
  }

  async seen(tx: Tx, sessionId: string, at: Temporal.Instant): Promise<void> {
    await tx.query(`UPDATE session SET last_seen_at = greatest(last_seen_at, $2) WHERE id = $1`, [
      sessionId,
      at.toString(),
    ]);
  }

  async list(tx: Tx, personId: string): Promise<ListedSession[]> {
    const rows = await tx.query<ListedRow>(
      `SELECT id, assurance, client, created_at, last_seen_at, expires_at
       FROM session WHERE person_id = $1 ORDER BY last_seen_at DESC, id DESC`,
      [personId],
    );
    return rows.map((row) => ({
      id: row.id,
      assurance: row.assurance,
      client: row.client,
      createdAt: instantOf(row.created_at),
      lastSeenAt: instantOf(row.last_seen_at),
      expiresAt: instantOf(row.expires_at),
    }));
  }

  async demandRenewal(tx: Tx, personId: string): Promise<void> {
    await tx.query(`SELECT quindici_renew_sessions($1)`, [personId]);
  }

  /**
   * Replaces the token, once, however many requests ask for it at the same time.
   * @returns whether it was replaced by this one
   */
  async renew(tx: Tx, tokenHash: Buffer, newHash: Buffer, formerUntil: Temporal.Instant): Promise<boolean> {
    const rows = await tx.query(
      `UPDATE session SET token_hash = $2, former_hash = token_hash, former_until = $3, renewal_due = false
       WHERE token_hash = $1 AND renewal_due RETURNING id`,
      [tokenHash, newHash, formerUntil.toString()],
    );
    return rows.length > 0;
  }

  async delete(tx: Tx, personId: string, sessionId: string): Promise<EndedSession[]> {
    return this.ended(tx, `person_id = $1 AND id = $2`, [personId, sessionId]);
  }

  async deleteOthers(tx: Tx, personId: string, kept: string | null): Promise<EndedSession[]> {
    return this.ended(tx, `person_id = $1 AND id IS DISTINCT FROM $2`, [personId, kept]);
  }

  async deleteByToken(tx: Tx, tokenHash: Buffer): Promise<EndedSession[]> {
    return this.ended(tx, `token_hash = $1 OR former_hash = $1`, [tokenHash]);
  }

  /** By the provider's words: one session of its own, or all of a person, and where both are named both must fit. */
  async deleteOfProvider(tx: Tx, issuer: string, sid: string | null, subject: string | null): Promise<EndedSession[]> {
    return this.ended(
      tx,
      `($2::text IS NOT NULL OR $3::text IS NOT NULL)
       AND ($2::text IS NULL OR provider_session = $2)
       AND person_id IN (SELECT id FROM person WHERE issuer = $1 AND ($3::text IS NULL OR subject = $3))`,
      [issuer, sid, subject],
    );
  }

  private async ended(tx: Tx, condition: string, parameters: readonly unknown[]): Promise<EndedSession[]> {
    return tx.query<EndedSession>(
      `DELETE FROM session WHERE ${condition} RETURNING id, person_id AS "personId"`,
      parameters,
    );
  }
}
