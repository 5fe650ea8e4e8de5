import { Injectable } from '@nestjs/common';
import { HubNotFound } from '#libs/hubs';
import type { Membership } from '#libs/identity';
import { instantOf, newId, type Temporal } from '#libs/kernel';
import { deleteAndCount, type Tx, violates } from '#libs/platform';

export interface StoredConsent {
  readonly id: string;
  readonly personId: string;
  readonly personName: string | null;
  readonly agentId: string | null;
  readonly hub: { readonly id: string; readonly name: string; readonly organisationId: string } | null;
  readonly atDesk: boolean;
  readonly label: string;
  readonly createdAt: Temporal.Instant;
  readonly openUntil: Temporal.Instant;
  readonly acceptedAt: Temporal.Instant | null;
  readonly endsAt: Temporal.Instant;
  readonly revokedAt: Temporal.Instant | null;
}

export interface NewConsent {
  readonly id: string;
  readonly personId: string;
  readonly hubId: string | null;
  readonly atDesk: boolean;
  readonly label: string;
  readonly tokenHash: Buffer;
  readonly createdAt: Temporal.Instant;
  readonly openUntil: Temporal.Instant;
  readonly endsAt: Temporal.Instant;
}

/** Something that happened to a consent, or by it. */
export interface ConsentFact {
  readonly personId: string;
  readonly consentId: string;
  readonly at: Temporal.Instant;
  readonly what: 'offered' | 'accepted' | 'booked' | 'revoked' | 'given-up';
  /** Who did it; null: the person themselves */
  readonly agentId: string | null;
  readonly hubId: string | null;
  readonly bookingId?: string;
}

interface Row {
  readonly id: string;
  readonly person_id: string;
  readonly display_name: string | null;
  readonly agent_id: string | null;
  readonly hub_id: string | null;
  readonly hub_name: string | null;
  readonly organisation_id: string | null;
  readonly at_desk: boolean;
  readonly label: string;
  readonly created_at: Date;
  readonly open_until: Date;
  readonly accepted_at: Date | null;
  readonly ends_at: Date;
  readonly revoked_at: Date | null;
}

const CONSENTS = `
  SELECT consent.id, consent.person_id, person.display_name, consent.agent_id, consent.hub_id, hub.name AS hub_name, hub.organisation_id,
         consent.at_desk, consent.label, consent.created_at, consent.open_until, consent.accepted_at, consent.ends_at, consent.revoked_at
    FROM consent
    LEFT JOIN person ON person.id = consent.person_id
    LEFT JOIN hub ON hub.id = consent.hub_id`;
const IN_FORCE = `consent.accepted_at IS NOT NULL AND consent.revoked_at IS NULL AND consent.ends_at >`;

/** Who may book for whom. Both see a consent; it is accepted and ended by the product alone. */
@Injectable()
export class ConsentRepository {
  /** @throws HubNotFound */
  async insert(tx: Tx, consent: NewConsent): Promise<void> {
    try {
      await tx.query(
        `INSERT INTO consent (person_id, id, hub_id, at_desk, label, token_hash, created_at, open_until, ends_at)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
        [
          consent.personId,
          consent.id,
          consent.hubId,
          consent.atDesk,
          consent.label,
          consent.tokenHash,
          consent.createdAt.toString(),
          consent.openUntil.toString(),
          consent.endsAt.toString(),
        ],
      );
    } catch (error) {
      throw violates(error, 'consent_hub_id_fkey') ? new HubNotFound(consent.hubId!) : error;
    }
  }

  /** Only ever added to. */
  async log(tx: Tx, { personId, consentId, at, what, agentId, hubId, bookingId }: ConsentFact): Promise<void> {
    await tx.query(
      `INSERT INTO consent_log (person_id, id, consent_id, at, what, agent_id, hub_id, booking_id) VALUES ($1, $2, $3, $4, $5, $6, $7, $8)`,
      [personId, newId(), consentId, at.toString(), what, agentId, hubId, bookingId ?? null],
    );
  }

  /** That a person gave or holds, those that count first. */
  async ofPerson(
    tx: Tx,
    personId: string,
    now: Temporal.Instant,
    limit: number,
    id: string | null = null,
  ): Promise<readonly StoredConsent[]> {
    const rows = await tx.query<Row>(
      `${CONSENTS} WHERE (consent.person_id = $1 OR consent.agent_id = $1) AND ($4::uuid IS NULL OR consent.id = $4)
        ORDER BY consent.revoked_at IS NULL AND consent.ends_at > $2 DESC, consent.created_at DESC, consent.id DESC LIMIT $3`,
      [personId, now.toString(), limit, id],
    );
    return rows.map(toConsent);
  }

  async standing(tx: Tx, personId: string, now: Temporal.Instant): Promise<number> {
    const [row] = await tx.query<{ n: number }>(
      `SELECT count(*)::integer AS n FROM consent WHERE person_id = $1 AND revoked_at IS NULL AND ends_at > $2`,
      [personId, now.toString()],
    );
    return row!.n;
  }

  /** One that can be accepted, until the transaction ends. */
  async lockOpen(tx: Tx, tokenHash: Buffer, now: Temporal.Instant): Promise<StoredConsent | undefined> {
    const [row] = await tx.query<Row>(
      `${CONSENTS} WHERE consent.token_hash = $1 AND consent.accepted_at IS NULL AND consent.revoked_at IS NULL
         AND consent.open_until > $2 AND consent.ends_at > $2 FOR UPDATE OF consent`,
      [tokenHash, now.toString()],
    );
    return row && toConsent(row);
  }

  async accept(tx: Tx, id: string, agentId: string, at: Temporal.Instant): Promise<void> {
    await tx.query(`UPDATE consent SET accepted_at = $2, agent_id = $3 WHERE id = $1`, [id, at.toString(), agentId]);
  }

  /** @returns whether it was not over before */
  async revoke(tx: Tx, id: string, at: Temporal.Instant): Promise<boolean> {
    const rows = await tx.query(
      `UPDATE consent SET revoked_at = $2 WHERE id = $1 AND revoked_at IS NULL AND ends_at > $2 RETURNING id`,
      [id, at.toString()],
    );
    return rows.length > 0;
  }

  /**
   * By which an agent may book for a person in a hub. Who revokes it waits until the transaction ends, so that it holds for all of the booking.
   * @param staff whether the agent works at the desk of the hub
   */
  async lockInForce(
    tx: Tx,
    { personId, agentId, hubId, staff }: { personId: string; agentId: string; hubId: string; staff: boolean },
    now: Temporal.Instant,
  ): Promise<StoredConsent | undefined> {
    const [row] = await tx.query<Row>(
      `${CONSENTS} WHERE consent.person_id = $1 AND ${IN_FORCE} $4 AND (consent.hub_id IS NULL OR consent.hub_id = $3)
         AND ((NOT consent.at_desk AND consent.agent_id = $2) OR (consent.at_desk AND $5))
       ORDER BY consent.at_desk, consent.ends_at DESC LIMIT 1 FOR SHARE OF consent`,
      [personId, agentId, hubId, now.toString(), staff],
    );
    return row && toConsent(row);
  }

  async membershipsOf(tx: Tx, personId: string): Promise<readonly Membership[]> {
    return tx.query<Membership>(
      `SELECT role, organisation_id AS "organisationId", hub_id AS "hubId" FROM membership WHERE person_id = $1`,
      [personId],
    );
  }

  async sayWhoBooked(tx: Tx, hubId: string, bookingId: string, agentId: string, consentId: string): Promise<void> {
    await tx.query(`UPDATE booking SET booked_by = $3, consent_id = $4 WHERE hub_id = $1 AND id = $2`, [
      hubId,
      bookingId,
      agentId,
      consentId,
    ]);
  }

  async given(tx: Tx, personId: string): Promise<readonly object[]> {
    return tx.query(
      `SELECT consent.id, label, at_desk AS "atDesk", hub.name AS hub, to_json(created_at) AS "createdAt", to_json(accepted_at) AS "acceptedAt",
              to_json(ends_at) AS "endsAt", to_json(revoked_at) AS "revokedAt"
         FROM consent LEFT JOIN hub ON hub.id = consent.hub_id WHERE person_id = $1 ORDER BY created_at, consent.id`,
      [personId],
    );
  }

  /** What is kept of a person as somebody who may book for others: not who these are. */
  async held(tx: Tx, personId: string): Promise<readonly object[]> {
    return tx.query(
      `SELECT id, label, to_json(accepted_at) AS "acceptedAt", to_json(ends_at) AS "endsAt", to_json(revoked_at) AS "revokedAt"
         FROM consent WHERE agent_id = $1 ORDER BY accepted_at, id`,
      [personId],
    );
  }

  async logOf(tx: Tx, personId: string): Promise<readonly object[]> {
    return tx.query(
      `SELECT consent_id AS "consentId", to_json(at) AS at, what, CASE WHEN agent_id IS NULL THEN 'you' ELSE 'somebody-else' END AS "by",
              hub_id AS "hubId", booking_id AS "bookingId"
         FROM consent_log WHERE person_id = $1 ORDER BY consent_log.at, id`,
      [personId],
    );
  }

  /** What they gave goes, what they held ends, and what they booked for others names them no more; the log follows the person. */
  async forgetPerson(tx: Tx, personId: string, now: Temporal.Instant): Promise<void> {
    await tx.query(`UPDATE booking SET booked_by = NULL WHERE booked_by = $1`, [personId]);
    await tx.query(`DELETE FROM consent WHERE person_id = $1`, [personId]);
    await tx.query(`DELETE FROM consent_log WHERE person_id = $1`, [personId]);
    await tx.query(
      `UPDATE consent SET agent_id = NULL, revoked_at = coalesce(revoked_at, $2) WHERE agent_id = $1 AND NOT at_desk`,
      [personId, now.toString()],
    );
    await tx.query(`UPDATE consent SET agent_id = NULL WHERE agent_id = $1`, [personId]);
  }

  /** @returns how many consents that ended before then it removed, and lines of the log */
  async purge(tx: Tx, before: Temporal.Instant): Promise<number> {
    const consents = await deleteAndCount(
      tx,
      `DELETE FROM consent
        WHERE least(revoked_at, ends_at, CASE WHEN accepted_at IS NULL THEN open_until END) < $1`,
      [before.toString()],
    );
    const lines = await deleteAndCount(
      tx,
      `DELETE FROM consent_log AS line
        WHERE at < $1 AND NOT EXISTS (SELECT FROM consent WHERE consent.person_id = line.person_id AND consent.id = line.consent_id)`,
      [before.toString()],
    );
    return consents + lines;
  }
}

const instant = (date: Date | null): Temporal.Instant | null => date && instantOf(date);

function toConsent(row: Row): StoredConsent {
  return {
    id: row.id,
    personId: row.person_id,
    personName: row.display_name,
    agentId: row.agent_id,
    hub: row.hub_id === null ? null : { id: row.hub_id, name: row.hub_name!, organisationId: row.organisation_id! },
    atDesk: row.at_desk,
    label: row.label,
    createdAt: instantOf(row.created_at),
    openUntil: instantOf(row.open_until),
    acceptedAt: instant(row.accepted_at),
    endsAt: instantOf(row.ends_at),
    revokedAt: instant(row.revoked_at),
  };
}
