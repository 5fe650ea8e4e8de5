import { createHash } from 'node:crypto';
import { mkdirSync, statSync, unlinkSync } from 'node:fs';
import { connect, createServer, type Server, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

/** A socket's path may be no longer than this on the strictest system (macOS). */
const LONGEST_SOCKET_PATH = 100;
const SETTLE_MS = 150;

/**
 * Where the owner of a data folder listens. Whoever holds this socket owns the folder: the socket dies with its process, so that
 * a killed owner leaves nothing to clean up but a name that nobody answers to.
 */
export function socketOf(dataFolder: string): string {
  const folder = resolve(dataFolder);
  const name = createHash('sha256').update(folder).digest('hex').slice(0, 16);
  if (process.platform === 'win32') return `\\\\.\\pipe\\quindici-${name}`;
  const path = join(folder, 'up.sock');
  return path.length <= LONGEST_SOCKET_PATH ? path : join(tmpdir(), `quindici-${name}.sock`);
}

/** A connection to the process that owns the folder, or undefined when no process does. */
export function reachOwner(dataFolder: string): Promise<Socket | undefined> {
  return new Promise((done, reject) => {
    const socket = connect(socketOf(dataFolder));
    socket.once('connect', () => done(socket));
    socket.once('error', (error: NodeJS.ErrnoException) =>
      error.code === 'ENOENT' || error.code === 'ECONNREFUSED' ? done(undefined) : reject(error),
    );
  });
}

/**
 * Takes the folder for this process.
 * @returns the listening socket that is the lock, or undefined when another process owns the folder
 */
export async function takeFolder(dataFolder: string): Promise<Server | undefined> {
  mkdirSync(dataFolder, { recursive: true, mode: 0o700 });
  const path = socketOf(dataFolder);
  const server = await listen(path);
  if (server !== undefined) return settle(server, path);
  const owner = await reachOwner(dataFolder);
  if (owner !== undefined) {
    owner.destroy();
    return undefined;
  }
  unlinkIfThere(path);
  const second = await listen(path);
  return second === undefined ? undefined : settle(second, path);
}

/** Two that clear away the same dead name at once: the later one keeps it, the earlier one finds the name is not its own. */
async function settle(server: Server, path: string): Promise<Server | undefined> {
  if (process.platform === 'win32') return server;
  const mine = statSync(path).ino;
  await sleep(SETTLE_MS);
  if (inodeOf(path) === mine) return server;
  server.close();
  return undefined;
}

function inodeOf(path: string): number | undefined {
  return statSync(path, { throwIfNoEntry: false })?.ino;
}

function listen(path: string): Promise<Server | undefined> {
  return new Promise((done, reject) => {
    const server = createServer();
    server.once('error', (error: NodeJS.ErrnoException) =>
      error.code === 'EADDRINUSE' ? done(undefined) : reject(error),
    );
    server.listen(path, () => done(server));
  });
}

function unlinkIfThere(path: string): void {
  try {
    unlinkSync(path);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
  }
}
