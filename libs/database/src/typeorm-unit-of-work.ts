import { createHash } from 'node:crypto';
import { Inject, Injectable, Logger, Optional } from '@nestjs/common';
import type { Client, QueryConfig, QueryResult, QueryResultRow } from 'pg';
import { DataSource, QueryFailedError } from 'typeorm';
import {
  type ActorContext,
  CommitSignal,
  ENVIRONMENT,
  type Environment,
  isRetryable,
  type Tx,
  UnitOfWork,
} from '#libs/platform';
import { beginAs } from './begin-as.js';
import { SentStatements } from './sent-statements.js';

type Ask = <Row extends QueryResultRow>(query: string | QueryConfig) => Promise<QueryResult<Row>>;

/** TypeORM lends the connections and migrates; the statements go to the driver itself, which can keep them prepared. */
@Injectable()
export class TypeOrmUnitOfWork extends UnitOfWork {
  private readonly logger = new Logger(UnitOfWork.name);
  private readonly names = new Map<string, string>();
  private readonly embedded: boolean;

  constructor(
    private readonly source: DataSource,
    private readonly signal: CommitSignal,
    @Optional() @Inject(ENVIRONMENT) environment?: Pick<Environment, 'DATABASE_EMBEDDED'>,
  ) {
    super();
    this.embedded = environment?.DATABASE_EMBEDDED === true;
  }

  async run<T>(actor: ActorContext, work: (tx: Tx) => Promise<T>): Promise<T> {
    try {
      return await this.attempt(actor, work);
    } catch (error) {
      if (!isRetryable(error)) throw error;
      this.logger.debug('The transaction lost a race with another one, trying it again');
      return this.attempt(actor, work);
    }
  }

  private async attempt<T>(actor: ActorContext, work: (tx: Tx) => Promise<T>): Promise<T> {
    const runner = this.source.createQueryRunner();
    const sent = new SentStatements();
    let told = false;
    try {
      const client = (await runner.connect()) as Client;
      const ask = this.embedded ? inTurn(client) : (client.query.bind(client) as Ask);
      try {
        sent.add(ask(beginAs(actor)));
        const result = await work({
          actor,
          wakeReaders: () => void (told = true),
          query: (sql, parameters = []) => this.query(ask, sql, parameters),
          send: (sql, parameters = [], explained = same) =>
            sent.add(
              this.query(ask, sql, parameters).catch((error: unknown) => {
                throw explained(error);
              }),
            ),
        });
        // Where something was refused, this takes all of it back.
        const committed = ask('COMMIT');
        committed.catch(() => undefined);
        await sent.answered();
        await committed;
        if (told) this.signal.raise();
        return result;
      } catch (error) {
        await ask('ROLLBACK').catch(() => undefined);
        // PGlite's socket answers a refused statement once too often: whoever spoke next on this connection would be given the answer
        // to another question. The pool drops a connection that has ended.
        if (this.embedded) void client.end().catch(() => undefined);
        throw (await sent.refusal()) ?? error;
      }
    } finally {
      await runner.release();
    }
  }

  private async query<Row extends object>(ask: Ask, sql: string, values: readonly unknown[]): Promise<Row[]> {
    try {
      const name = this.nameOf(sql);
      const query = { text: sql, values: values as unknown[], ...(name === undefined ? {} : { name }) };
      return (await ask<Row>(query)).rows;
    } catch (error) {
      throw new QueryFailedError(sql, values as unknown[], error as Error);
    }
  }

  /** Statements of one text are parsed and planned once a connection. All connections to PGlite are one session, in which names would collide. */
  private nameOf(sql: string): string | undefined {
    if (this.embedded) return undefined;
    const known = this.names.get(sql);
    if (known !== undefined) return known;
    if (this.names.size >= MOST_PREPARED) return undefined;
    const name = createHash('sha256').update(sql).digest('base64url');
    this.names.set(sql, name);
    return name;
  }
}

/** For a connection that takes the next statement when it has answered the last. */
function inTurn(client: Client): Ask {
  let last: Promise<unknown> = Promise.resolve();
  return <Row extends QueryResultRow>(query: string | QueryConfig) => {
    const answer = last.then(() => (client.query.bind(client) as Ask)<Row>(query));
    last = answer.catch(() => undefined);
    return answer;
  };
}

const same = (error: unknown): unknown => error;

/** Far more than there are statements in the repositories: a text that was put together anew each time must not fill the server's memory. */
const MOST_PREPARED = 1000;
