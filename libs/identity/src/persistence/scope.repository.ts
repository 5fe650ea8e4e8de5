import { Injectable } from '@nestjs/common';
import type { Tx } from '#libs/platform';

export interface Scope {
  readonly organisationId: string | null;
  readonly hubId: string | null;
}

/** Turns ids that a stranger wrote into those of things that are there. */
@Injectable()
export class ScopeRepository {
  /** The organisation, by its id or by its hub; nothing for ids that lead nowhere. */
  async find(tx: Tx, { organisationId, hubId }: { readonly [Key in keyof Scope]: string | undefined }): Promise<Scope> {
    if (organisationId === undefined && hubId === undefined) return { organisationId: null, hubId: null };
    const [found] = await tx.query<{ organisation_id: string; hub_id: string | null }>(
      `SELECT organisation.id AS organisation_id, hub.id AS hub_id
         FROM organisation LEFT JOIN hub ON hub.organisation_id = organisation.id AND hub.id = $2::uuid
        WHERE organisation.id = $1::uuid OR ($1 IS NULL AND hub.id IS NOT NULL)`,
      [organisationId ?? null, hubId ?? null],
    );
    return { organisationId: found?.organisation_id ?? null, hubId: found?.hub_id ?? null };
  }
}
