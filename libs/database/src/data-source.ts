import { DataSource } from 'typeorm';
import { migrations } from './migrations/index.js';

/**
 * Connections to one database; at least two, since migrations run beside the lock that guards them.
 * @param pipeline whether a statement is sent before the one ahead of it on the same connection is answered; PGlite's socket takes one at a time
 */
export function dataSource(url: string, poolSize = 10, pipeline = false): DataSource {
  return new DataSource({
    type: 'postgres',
    url,
    poolSize,
    migrations,
    migrationsTransactionMode: 'each',
    installExtensions: false,
    applicationName: 'quindici',
    extra: { connectionTimeoutMillis: 10_000, keepAlive: true, pipeline, ...socketOf(url) },
  });
}

/** The folder of a socket stands for a host with its slashes encoded, which TypeORM leaves as it is. */
function socketOf(url: string): { readonly host?: string } {
  const { hostname } = new URL(url);
  return /^%2f/i.test(hostname) ? { host: decodeURIComponent(hostname) } : {};
}

/** Brings the schema up to date; several processes may start at once. */
export async function migrate(source: DataSource): Promise<void> {
  const runner = source.createQueryRunner();
  try {
    await runner.query(`SELECT pg_advisory_lock(hashtext('quindici.migrations'))`);
    await source.runMigrations();
  } finally {
    await runner.query(`SELECT pg_advisory_unlock(hashtext('quindici.migrations'))`).catch(() => undefined);
    await runner.release();
  }
}
