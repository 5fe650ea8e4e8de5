import { onBehalfOf, type Tx } from './unit-of-work.js';

const turn = (tx: Tx, state: 'on' | 'off'): Promise<unknown> =>
  tx.query(`SELECT set_config('quindici.system', $1, true)`, [state]);

/**
 * The product's own work in the middle of somebody's transaction: what must be true together with what they did, of rows that are not theirs.
 * Nothing else may use the transaction meanwhile. The power ends with the work, also when it fails: a failed statement spends the transaction,
 * and going back to a savepoint takes the setting back too.
 * @param work is given the transaction with that power; the audit still names who began it
 */
export async function elevated<T>(tx: Tx, work: (tx: Tx) => Promise<T>): Promise<T> {
  if (tx.actor.system) return work(tx);
  await turn(tx, 'on');
  let result: T;
  try {
    result = await work({ ...tx, actor: onBehalfOf(tx.actor) });
  } catch (error) {
    await turn(tx, 'off').catch(() => undefined);
    throw error;
  }
  await turn(tx, 'off');
  return result;
}
