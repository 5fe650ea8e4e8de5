import { createServer, type AddressInfo } from 'node:net';

/** The wished port of the loopback, or the next free one after it; 0 asks for any. */
export async function freePort(wished = 0, tries = 50): Promise<number> {
  for (let port = wished; port < wished + tries; port++) {
    const free = await tryPort(port);
    if (free !== undefined) return free;
  }
  throw new Error(`No free port between ${wished} and ${wished + tries - 1}`);
}

function tryPort(port: number): Promise<number | undefined> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', (error: NodeJS.ErrnoException) =>
      error.code === 'EADDRINUSE' || error.code === 'EACCES' ? resolve(undefined) : reject(error),
    );
    server.listen(port, '127.0.0.1', () => {
      const { port: taken } = server.address() as AddressInfo;
      server.close(() => resolve(taken));
    });
  });
}
