/** On whose behalf the database works: what its policies and the audit may read. Null is nobody. */
export interface ActorContext {
  readonly personId: string | null;
  /** system: the product itself (worker, ingest, import), not bound to a person's rights */
  readonly system: boolean;
}

export const ANONYMOUS: ActorContext = { personId: null, system: false };
export const SYSTEM: ActorContext = { personId: null, system: true };

/** One open transaction. Repositories take it as their first argument. */
export interface Tx {
  readonly actor: ActorContext;
  /** @returns the rows, as node-postgres maps them: timestamptz is Date, int8 and numeric are text */
  query<Row extends object>(sql: string, parameters?: readonly unknown[]): Promise<Row[]>;
  /** Has the readers of the outbox woken once this is committed; they are not woken by transactions that told nothing. */
  wakeReaders(): void;
}

/**
 * Runs work in one transaction, as the role that row-level security binds, with the actor in transaction-local settings.
 * Commits when the work resolves, rolls back when it rejects. Deadlock and serialisation failures (40P01, 40001) are tried once more,
 * so the work must have no effect outside the transaction.
 */
export abstract class UnitOfWork {
  abstract run<T>(actor: ActorContext, work: (tx: Tx) => Promise<T>): Promise<T>;
}
