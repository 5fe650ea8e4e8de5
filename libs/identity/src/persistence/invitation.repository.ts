import { Injectable } from '@nestjs/common';
import type { InvitedRole } from '#libs/contracts';
import { instantOf, type Temporal } from '#libs/kernel';
import { type Tx, violates } from '#libs/platform';
import { HubOfAnother } from '../membership-errors.js';

interface InvitationRow {
  readonly id: string;
  readonly organisation_id: string;
  readonly organisation_name: string;
  readonly hub_id: string | null;
  readonly hub_name: string | null;
  readonly role: InvitedRole;
  readonly label: string;
  readonly invited_by: string | null;
  readonly created_at: Date;
  readonly expires_at: Date;
  readonly accepted_at: Date | null;
}

export interface NewInvitation {
  readonly id: string;
  readonly organisationId: string;
  readonly hubId: string | null;
  readonly role: InvitedRole;
  readonly label: string;
  readonly tokenHash: Buffer;
  readonly invitedBy: string;
  readonly createdAt: Temporal.Instant;
  readonly expiresAt: Temporal.Instant;
}

export interface StoredInvitation {
  readonly id: string;
  readonly organisation: { readonly id: string; readonly name: string };
  readonly hub: { readonly id: string; readonly name: string } | null;
  readonly role: InvitedRole;
  readonly label: string;
  /** Null once that person is erased */
  readonly invitedBy: string | null;
  readonly createdAt: Temporal.Instant;
  readonly expiresAt: Temporal.Instant;
  readonly acceptedAt: Temporal.Instant | null;
}

const INVITATIONS = `
  SELECT invitation.id, invitation.organisation_id, organisation.name AS organisation_name, hub_id, hub.name AS hub_name,
         role, label, invited_by, created_at, expires_at, accepted_at
    FROM invitation JOIN organisation ON organisation.id = invitation.organisation_id LEFT JOIN hub ON hub.id = hub_id`;

@Injectable()
export class InvitationRepository {
  /** The newest first. */
  async page(tx: Tx, organisationId: string, before: string | null, limit: number): Promise<StoredInvitation[]> {
    const rows = await tx.query<InvitationRow>(
      `${INVITATIONS} WHERE invitation.organisation_id = $1 AND ($2::uuid IS NULL OR invitation.id < $2)
        ORDER BY invitation.id DESC LIMIT $3`,
      [organisationId, before, limit],
    );
    return rows.map(invitationOf);
  }

  async find(tx: Tx, organisationId: string, id: string): Promise<StoredInvitation | undefined> {
    const [row] = await tx.query<InvitationRow>(
      `${INVITATIONS} WHERE invitation.organisation_id = $1 AND invitation.id = $2`,
      [organisationId, id],
    );
    return row && invitationOf(row);
  }

  /** One that can still be accepted. */
  async open(tx: Tx, tokenHash: Buffer, now: Temporal.Instant): Promise<StoredInvitation | undefined> {
    const [row] = await tx.query<InvitationRow>(
      `${INVITATIONS} WHERE token_hash = $1 AND accepted_at IS NULL AND expires_at > $2`,
      [tokenHash, now.toString()],
    );
    return row && invitationOf(row);
  }

  /** One that this very person accepted before. */
  async acceptedBy(tx: Tx, tokenHash: Buffer, personId: string): Promise<StoredInvitation | undefined> {
    const [row] = await tx.query<InvitationRow>(`${INVITATIONS} WHERE token_hash = $1 AND accepted_by = $2`, [
      tokenHash,
      personId,
    ]);
    return row && invitationOf(row);
  }

  /** @returns whether it was open until now: whoever comes second, even at the same instant, finds it used */
  async accept(tx: Tx, tokenHash: Buffer, personId: string, now: Temporal.Instant): Promise<boolean> {
    const rows = await tx.query(
      `UPDATE invitation SET accepted_by = $2, accepted_at = $3
        WHERE token_hash = $1 AND accepted_at IS NULL AND expires_at > $3 RETURNING id`,
      [tokenHash, personId, now.toString()],
    );
    return rows.length === 1;
  }

  /** @throws HubOfAnother */
  async insert(tx: Tx, invitation: NewInvitation): Promise<void> {
    try {
      await tx.query(
        `INSERT INTO invitation (organisation_id, id, hub_id, role, label, token_hash, invited_by, created_at, expires_at)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
        [
          invitation.organisationId,
          invitation.id,
          invitation.hubId,
          invitation.role,
          invitation.label,
          invitation.tokenHash,
          invitation.invitedBy,
          invitation.createdAt.toString(),
          invitation.expiresAt.toString(),
        ],
      );
    } catch (error) {
      throw violates(error, 'invitation_to_hub_of_organisation') ? new HubOfAnother() : error;
    }
  }

  /** @returns whether it was there and had not been accepted */
  async withdraw(tx: Tx, organisationId: string, id: string): Promise<boolean> {
    const rows = await tx.query(
      `DELETE FROM invitation WHERE organisation_id = $1 AND id = $2 AND accepted_at IS NULL RETURNING id`,
      [organisationId, id],
    );
    return rows.length === 1;
  }
}

const invitationOf = (row: InvitationRow): StoredInvitation => ({
  id: row.id,
  organisation: { id: row.organisation_id, name: row.organisation_name },
  hub: row.hub_id === null ? null : { id: row.hub_id, name: row.hub_name ?? '' },
  role: row.role,
  label: row.label,
  invitedBy: row.invited_by,
  createdAt: instantOf(row.created_at),
  expiresAt: instantOf(row.expires_at),
  acceptedAt: row.accepted_at && instantOf(row.accepted_at),
});
