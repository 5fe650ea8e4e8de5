import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { Client } from 'pg';
import { dataSource, migrate } from '#libs/database';

/** The PostgreSQL server of the suites: named by the environment, or started for them by `npm test`. */
export const testServer = (): string | undefined => process.env.TEST_POSTGRES_URL;

const urlOf = (server: string, database: string): string => {
  const url = new URL(server);
  url.pathname = `/${database}`;
  return url.href;
};

const hashOf = (text: string, length: number): string =>
  createHash('sha256').update(text).digest('hex').slice(0, length);
const migrations = fileURLToPath(new URL('../../libs/database/src/migrations/', import.meta.url));
/** Two checkouts may use one server at once. */
const CHECKOUT = hashOf(migrations, 6);

/** A migrated database of its own, cloned from a template that is made once per version of the schema. */
export async function freshDatabase(purpose: string): Promise<string> {
  const server = testServer();
  if (server === undefined)
    throw new Error('TEST_POSTGRES_URL is not set: run `npm test`, or name a PostgreSQL with PostGIS');
  const admin = new Client({ connectionString: server });
  await admin.connect();
  try {
    const template = await migratedTemplate(admin, server);
    const name = `quindici_${purpose.replaceAll('-', '_')}_${CHECKOUT}_${process.env.JEST_WORKER_ID ?? process.pid}`;
    await admin.query(`DROP DATABASE IF EXISTS ${name} WITH (FORCE)`);
    await admin.query(`CREATE DATABASE ${name} TEMPLATE ${template}`);
    return urlOf(server, name);
  } finally {
    await admin.end();
  }
}

async function migratedTemplate(admin: Client, server: string): Promise<string> {
  const steps = readdirSync(migrations).map((file) => readFileSync(migrations + file, 'utf8'));
  const name = `quindici_template_${hashOf(steps.join(), 12)}`;
  await admin.query('SELECT pg_advisory_lock(15)');
  try {
    const { rowCount } = await admin.query('SELECT 1 FROM pg_database WHERE datname = $1 AND datistemplate', [name]);
    if (rowCount === 0) await makeTemplate(admin, server, name);
  } finally {
    await admin.query('SELECT pg_advisory_unlock(15)');
  }
  return name;
}

async function makeTemplate(admin: Client, server: string, name: string): Promise<void> {
  await admin.query(`DROP DATABASE IF EXISTS ${name} WITH (FORCE)`);
  await admin.query(`CREATE DATABASE ${name}`);
  const source = await dataSource(urlOf(server, name)).initialize();
  await migrate(source);
  await source.destroy();
  await admin.query(`ALTER DATABASE ${name} IS_TEMPLATE true`);
}
