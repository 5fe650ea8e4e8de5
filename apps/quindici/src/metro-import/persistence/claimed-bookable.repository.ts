import type { BookableKey } from '#libs/hubs';
import type { Tx } from '#libs/platform';

/** Those that were ever claimed: their history stays, whatever a new plan says. */
export async function claimedAmong(tx: Tx, bookables: readonly BookableKey[]): Promise<ReadonlySet<string>> {
  const rows = await tx.query<{ id: string }>(
    `SELECT given.id FROM unnest($1::uuid[], $2::uuid[]) AS given (hub_id, id)
      WHERE EXISTS (SELECT FROM claim WHERE claim.hub_id = given.hub_id AND claim.bookable_id = given.id)`,
    [bookables.map(({ hubId }) => hubId), bookables.map(({ id }) => id)],
  );
  return new Set(rows.map(({ id }) => id));
}
