import { join } from 'node:path';
import { type Environment, readEnvironment } from '#libs/platform';
import { openEmbeddedDatabase } from './embedded-database.js';

export interface Embedded {
  readonly environment: Environment;
  stop(): Promise<void>;
}

/**
 * Starts the embedded database where the environment names none, and writes it into the environment: to everything above it is a
 * PostgreSQL like any other. The caller holds the lock of the data folder.
 */
export async function embedDatabase(environment: Environment): Promise<Embedded> {
  if (environment.DATABASE_URL !== undefined) return { environment, stop: () => Promise.resolve() };
  const database = await openEmbeddedDatabase(join(environment.DATA_DIR, 'database'));
  Object.assign(process.env, { DATABASE_URL: database.url, DATABASE_EMBEDDED: '1' });
  return { environment: readEnvironment(), stop: () => database.stop() };
}
