import { Injectable } from '@nestjs/common';
import type { Temporal } from '#libs/kernel';
import type { Principal, Tx } from '#libs/platform';

export interface AuditEntry {
  readonly organisationId: string;
  readonly id: string;
  readonly at: Temporal.Instant;
  readonly by: Principal;
  readonly action: string;
  readonly viewed: boolean;
  readonly hubId: string | null;
  readonly subjectId: string | null;
  readonly object: string | null;
  readonly detail: Readonly<Record<string, unknown>>;
}

/** Entries are added and read; the database grants nobody the right to change one. */
@Injectable()
export class AuditEntryRepository {
  async insert(tx: Tx, entry: AuditEntry): Promise<void> {
    await tx.query(
      `INSERT INTO audit_entry (organisation_id, id, at, actor_kind, actor_id, action, viewed, hub_id, subject_id, object, detail)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)`,
      [
        entry.organisationId,
        entry.id,
        entry.at.toString(),
        entry.by.kind,
        entry.by.id,
        entry.action,
        entry.viewed,
        entry.hubId,
        entry.subjectId,
        entry.object,
        JSON.stringify(entry.detail),
      ],
    );
  }
}
