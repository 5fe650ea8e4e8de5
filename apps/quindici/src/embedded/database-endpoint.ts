import { chmodSync, mkdirSync, rmSync, statSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { freePort } from './free-port.js';

/** Where PGlite listens. It asks nobody for a password. */
export type Listen = { readonly path: string } | { readonly host: string; readonly port: number };

export interface DatabaseEndpoint {
  readonly listen: Listen;
  readonly url: string;
}

/** The name that every PostgreSQL client looks for in a folder. */
const SOCKET = '.s.PGSQL.5432';
/** A socket's path may be no longer than this on the strictest system (macOS). */
const LONGEST_SOCKET_PATH = 100;

/**
 * A socket in a folder that its owner alone may enter. On Windows, and where the folder lies too deep for a socket, a port of the loopback,
 * which every user of the machine can reach.
 * @param databaseFolder beside which the folder of the socket is made
 */
export async function endpointFor(databaseFolder: string): Promise<DatabaseEndpoint> {
  const folder = join(resolve(databaseFolder), '..', 'socket');
  const path = join(folder, SOCKET);
  if (process.platform === 'win32' || path.length > LONGEST_SOCKET_PATH) {
    const port = await freePort();
    return { listen: { host: '127.0.0.1', port }, url: `postgres://postgres@127.0.0.1:${port}/postgres` };
  }
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  chmodSync(folder, 0o700);
  if (statSync(folder).uid !== process.getuid?.()) throw new Error(`${folder} belongs to somebody else`);
  // A killed owner leaves the name behind; whoever holds the lock of the data folder may take it away.
  rmSync(path, { force: true });
  return { listen: { path }, url: `postgres://postgres@${encodeURIComponent(folder)}/postgres` };
}
