/** How far a right goes: the whole network, or these organisations with all their hubs, and these single hubs. */
export interface Reach {
  readonly everywhere: boolean;
  readonly organisationIds: readonly string[];
  readonly hubIds: readonly string[];
}

export const NOWHERE: Reach = { everywhere: false, organisationIds: [], hubIds: [] };
export const EVERYWHERE: Reach = { everywhere: true, organisationIds: [], hubIds: [] };

/** Who acts, as the audit names them. */
export interface Principal {
  readonly kind: 'person' | 'machine' | 'kiosk' | 'system' | 'nobody';
  /** of the person or of the token */
  readonly id: string | null;
}

/** On whose behalf the database works: what its policies and the audit may read. */
export interface ActorContext {
  readonly principal: Principal;
  /** Null unless the principal is a person */
  readonly personId: string | null;
  /** system: the product itself (worker, ingest, import), not bound to a person's rights */
  readonly system: boolean;
  /** whose hubs it runs */
  readonly manages: Reach;
  /** whose members, tokens and agreements it sees */
  readonly administers: Reach;
  /** whose audit it reads */
  readonly audits: Reach;
  /** whose people a directory service manages through it */
  readonly provisions: Reach;
}

const powerless = {
  personId: null,
  manages: NOWHERE,
  administers: NOWHERE,
  audits: NOWHERE,
  provisions: NOWHERE,
} as const;

export const ANONYMOUS: ActorContext = { ...powerless, principal: { kind: 'nobody', id: null }, system: false };
export const SYSTEM: ActorContext = { ...powerless, principal: { kind: 'system', id: null }, system: true };

/** The product's own work that somebody asked for: not bound to their rights, but told of in the audit as theirs. */
export const onBehalfOf = (actor: ActorContext): ActorContext => ({ ...SYSTEM, principal: actor.principal });

/** One open transaction. Repositories take it as their first argument. */
export interface Tx {
  readonly actor: ActorContext;
  /** @returns the rows, as node-postgres maps them: timestamptz is Date, int8 and numeric are text */
  query<Row extends object>(sql: string, parameters?: readonly unknown[]): Promise<Row[]>;
  /**
   * Sends a statement whose answer nobody needs: the next one goes out right behind it. When it is refused, what comes after it is too, and the
   * transaction fails with the refusal of the first.
   * @param explained what the refusal means
   */
  send(sql: string, parameters?: readonly unknown[], explained?: (error: unknown) => unknown): void;
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
