import type { PolicyRules } from '#libs/contracts';
import { newId } from '#libs/kernel';
import type { TestDatabase } from './databases.js';

export interface WrittenLayer {
  readonly spaceId?: string;
  readonly kind?: string;
  readonly audience?: string;
}

/** Rules that are in force in a hub, as a manager would have written them. */
export async function writeRules(
  db: Pick<TestDatabase, 'source'>,
  hubId: string,
  rules: PolicyRules,
  { spaceId, kind, audience }: WrittenLayer = {},
): Promise<void> {
  await db.source.query(
    `INSERT INTO policy (organisation_id, id, hub_id, space_id, kind, audience, version, rules, valid_from)
     SELECT organisation_id, $2, id, $3, $4, $5, 1, $6, now() FROM hub WHERE id = $1`,
    [hubId, newId(), spaceId ?? null, kind ?? null, audience ?? null, JSON.stringify(rules)],
  );
}
