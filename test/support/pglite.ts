import { type ChildProcess, fork } from 'node:child_process';
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { dataSource, migrate } from '#libs/database';
import { freePort } from './free-port.js';

export interface EmbeddedDatabase {
  readonly url: string;
  readonly stop: () => Promise<void>;
}

interface Running extends EmbeddedDatabase {
  readonly child: ChildProcess;
}

const inRoot = (path: string): string => fileURLToPath(new URL(`../../${path}`, import.meta.url));
const MIGRATIONS = inRoot('libs/database/src/migrations');
const CACHE = inRoot('.cache');
/** Who began a snapshot so long ago did not live to end it. */
const ABANDONED_MS = 120_000;

/** A migrated PGlite in memory, or the one in a folder that no process owns any more, behind a socket on a free port. */
export async function embeddedDatabase(dataDir?: string): Promise<EmbeddedDatabase> {
  if (dataDir === undefined) return open({ snapshot: await migratedSnapshot() });
  const database = await open({ dataDir });
  await migrateAll(database.url);
  return database;
}

async function open(content: { readonly dataDir?: string; readonly snapshot?: string }): Promise<Running> {
  const port = await freePort();
  const argument = JSON.stringify({ port, ...content });
  const child = fork(inRoot('test/support/pglite-process.mjs'), [argument], { execArgv: [] });
  const exited = once(child, 'exit');
  const ended = exited.then(([code]) => {
    throw new Error(`PGlite ended with ${String(code)}`);
  });
  await Promise.race([once(child, 'message'), ended]);
  const stop = async (): Promise<void> => {
    child.kill('SIGKILL');
    await exited;
  };
  return { url: `postgres://postgres@127.0.0.1:${port}/postgres`, child, stop };
}

async function migrateAll(url: string): Promise<void> {
  const source = await dataSource(url, 2).initialize();
  await migrate(source);
  await source.destroy();
}

/** The files of a migrated PGlite, made once per version of the schema: to migrate anew costs a multiple of the rest of its start. */
async function migratedSnapshot(): Promise<string> {
  const file = join(CACHE, `pglite-${versionOf()}.tar`);
  const begun = `${file}.begun`;
  mkdirSync(CACHE, { recursive: true });
  while (!existsSync(file)) {
    if (claimed(begun)) await makeSnapshot(file, begun);
    else await sleep(100);
  }
  return file;
}

/** Another worker may make the same snapshot at this moment. */
function claimed(begun: string): boolean {
  const since = statSync(begun, { throwIfNoEntry: false })?.mtimeMs;
  if (since !== undefined && Date.now() - since > ABANDONED_MS) rmSync(begun, { recursive: true, force: true });
  try {
    mkdirSync(begun);
    return true;
  } catch {
    return false;
  }
}

async function makeSnapshot(file: string, begun: string): Promise<void> {
  const database = await open({});
  try {
    await migrateAll(database.url);
    const dumpTo = join(begun, 'snapshot.tar');
    const dumped = once(database.child, 'message');
    database.child.send({ dumpTo });
    await dumped;
    for (const old of readdirSync(CACHE)) if (/^pglite-.*\.tar$/.test(old)) rmSync(join(CACHE, old));
    renameSync(dumpTo, file);
  } finally {
    await database.stop();
    rmSync(begun, { recursive: true, force: true });
  }
}

function versionOf(): string {
  const hash = createHash('sha256').update(readFileSync(inRoot('node_modules/@electric-sql/pglite/package.json')));
  for (const step of readdirSync(MIGRATIONS)) hash.update(readFileSync(join(MIGRATIONS, step)));
  return hash.digest('hex').slice(0, 12);
}
