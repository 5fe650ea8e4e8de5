import { mkdirSync } from 'node:fs';
import { parentPort, workerData } from 'node:worker_threads';
import { PGlite } from '@electric-sql/pglite';
import { btree_gist } from '@electric-sql/pglite/contrib/btree_gist';
import { postgis } from '@electric-sql/pglite-postgis';
import { PGLiteSocketServer } from '@electric-sql/pglite-socket';
import type { Listen } from './database-endpoint.js';

/** PGlite computes on the thread that holds it: here it has one of its own, so that the API answers meanwhile. */
const { folder, listen } = workerData as { folder: string; listen: Listen };

mkdirSync(folder, { recursive: true, mode: 0o700 });
const db = await PGlite.create({ dataDir: folder, extensions: { btree_gist, postgis } });
const server = new PGLiteSocketServer({ db, ...listen, maxConnections: 50 });
await server.start();

parentPort!.once('message', () => {
  void server
    .stop()
    .then(() => db.close())
    .finally(() => parentPort!.postMessage('stopped'));
});
parentPort!.postMessage('started');
