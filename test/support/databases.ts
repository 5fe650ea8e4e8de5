import { DataSource } from 'typeorm';
import { dataSource, TypeOrmUnitOfWork } from '#libs/database';
import { CommitSignal, type UnitOfWork } from '#libs/platform';
import { freshDatabase } from './database.js';
import { embeddedDatabase } from './pglite.js';

export interface TestDatabase {
  /** One session behind all connections, as in the single process */
  readonly embedded: boolean;
  readonly url: string;
  readonly source: DataSource;
  readonly unitOfWork: UnitOfWork;
  readonly signal: CommitSignal;
  stop(): Promise<void>;
}

/** The same suite on both databases: `describe.each(databases)('... on $name', ({ open }) => ...)`. */
export const databases = [
  { name: 'PostgreSQL', open: (purpose: string) => openPostgres(purpose) },
  { name: 'PGlite', open: () => openEmbedded() },
] as const;

export async function openPostgres(purpose: string): Promise<TestDatabase> {
  return connect(await freshDatabase(purpose), 10, () => Promise.resolve());
}

/** Another pool on a database that is there, by whatever way the URL goes. */
export const connectTo = (url: string): Promise<TestDatabase> => connect(url, 10, () => Promise.resolve());

async function openEmbedded(): Promise<TestDatabase> {
  const { url, stop } = await embeddedDatabase();
  return connect(url, 4, stop, true);
}

async function connect(url: string, pool: number, stop: () => Promise<void>, embedded = false): Promise<TestDatabase> {
  const source = await dataSource(url, pool, !embedded).initialize();
  const signal = new CommitSignal();
  return {
    embedded,
    url,
    source,
    signal,
    unitOfWork: new TypeOrmUnitOfWork(source, signal, { DATABASE_EMBEDDED: embedded }),
    stop: async () => {
      await source.destroy();
      await stop();
    },
  };
}
