import { Inject, Injectable, Logger, Optional } from '@nestjs/common';
import type { Client } from 'pg';
import type { QueryRunner } from 'typeorm';
import { DataSource } from 'typeorm';
import {
  type ActorContext,
  CommitSignal,
  ENVIRONMENT,
  type Environment,
  isRetryable,
  type Reach,
  type Tx,
  UnitOfWork,
} from '#libs/platform';

@Injectable()
export class TypeOrmUnitOfWork extends UnitOfWork {
  private readonly logger = new Logger(UnitOfWork.name);

  constructor(
    private readonly source: DataSource,
    private readonly signal: CommitSignal,
    @Optional() @Inject(ENVIRONMENT) private readonly environment?: Pick<Environment, 'DATABASE_EMBEDDED'>,
  ) {
    super();
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
    let told = false;
    try {
      await runner.startTransaction();
      await takeOnRole(runner, actor);
      const result = await work({
        actor,
        wakeReaders: () => void (told = true),
        query: async <Row extends object>(sql: string, parameters?: readonly unknown[]) =>
          rowsOf<Row>(await runner.query(sql, parameters as unknown[] | undefined, true)),
      });
      await runner.commitTransaction();
      if (told) this.signal.raise();
      return result;
    } catch (error) {
      const spoilt = this.environment?.DATABASE_EMBEDDED === true ? await connectionOf(runner) : undefined;
      if (runner.isTransactionActive) await runner.rollbackTransaction().catch(() => undefined);
      // PGlite's socket answers a refused statement once too often: whoever spoke next on this connection would be given the answer
      // to another question. The pool drops a connection that has ended.
      void spoilt?.end().catch(() => undefined);
      throw error;
    } finally {
      await runner.release();
    }
  }
}

/** The bare connection; none where there never was one. */
const connectionOf = (runner: QueryRunner): Promise<Client | undefined> =>
  runner.connect().then(
    (client) => client as Client,
    () => undefined,
  );

const rowsOf = <Row extends object>(result: { readonly records: Row[] }): Row[] => result.records;

/** As SET LOCAL ROLE, in one round trip with the settings that the policies read. */
async function takeOnRole(runner: QueryRunner, actor: ActorContext): Promise<void> {
  await runner.query(
    `SELECT set_config('role', 'quindici_app', true),
            set_config('quindici.person_id', $1, true),
            set_config('quindici.system', $2, true),
            set_config('quindici.manages', $3, true),
            set_config('quindici.manages_hubs', $4, true),
            set_config('quindici.administers', $5, true),
            set_config('quindici.audits', $6, true)`,
    [
      actor.personId ?? '',
      actor.system ? 'on' : 'off',
      organisationsOf(actor.manages),
      actor.manages.hubIds.join(),
      organisationsOf(actor.administers),
      organisationsOf(actor.audits),
    ],
  );
}

const organisationsOf = ({ everywhere, organisationIds }: Reach): string => (everywhere ? '*' : organisationIds.join());
