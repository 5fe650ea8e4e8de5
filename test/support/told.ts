import { type OutboxEvent, SYSTEM } from '#libs/platform';
import type { TestDatabase } from './databases.js';

type Told = Pick<OutboxEvent, 'topic' | 'payload'>;

/** What is told about a hub from now on, as it stands in the table: readers wait for transactions of other tests on the same server. */
export async function listen(db: TestDatabase, hubId: string): Promise<() => Promise<readonly Told[]>> {
  const told = (after: string): Promise<(Told & { readonly id: string })[]> =>
    db.unitOfWork.run(SYSTEM, (tx) =>
      tx.query(`SELECT id::text, topic, payload FROM outbox WHERE hub_id = $1 AND id > $2 ORDER BY id`, [hubId, after]),
    );
  const last = (await told('0')).at(-1)?.id ?? '0';
  return async () => (await told(last)).map(({ topic, payload }) => ({ topic, payload }));
}
