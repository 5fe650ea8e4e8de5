import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import { endpointFor } from './database-endpoint.js';

export interface EmbeddedDatabase {
  readonly url: string;
  stop(): Promise<void>;
}

/**
 * Opens PGlite with PostGIS in a thread of this process, behind a socket. The caller holds the lock of the data folder.
 * @throws what PGlite says when the folder is not a database or can not be written
 */
export async function openEmbeddedDatabase(folder: string): Promise<EmbeddedDatabase> {
  const { listen, url } = await endpointFor(folder);
  const worker = new Worker(new URL('database.worker.js', import.meta.url), { workerData: { folder, listen } });
  await Promise.race([once(worker, 'message'), rejectOnExit(worker)]);
  return {
    url,
    stop: async () => {
      const stopped = once(worker, 'message');
      worker.postMessage('stop');
      await stopped;
      await worker.terminate();
    },
  };
}

async function rejectOnExit(worker: Worker): Promise<never> {
  const [code] = (await once(worker, 'exit')) as [number];
  throw new Error(`The embedded database did not start (exit ${code})`);
}
