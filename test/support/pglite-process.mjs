import { readFileSync, writeFileSync } from 'node:fs';
import { PGlite } from '@electric-sql/pglite';
import { btree_gist } from '@electric-sql/pglite/contrib/btree_gist';
import { postgis } from '@electric-sql/pglite-postgis';
import { PGLiteSocketServer } from '@electric-sql/pglite-socket';

/** PGlite in a process of its own, for as long as its parent wants it: outside of Jest's modules it starts in a fraction of the time. */
const { port, dataDir, snapshot } = JSON.parse(process.argv[2]);
const loadDataDir = snapshot === undefined ? undefined : new Blob([readFileSync(snapshot)]);
const db = await PGlite.create({ dataDir, loadDataDir, extensions: { btree_gist, postgis } });
const server = new PGLiteSocketServer({ db, host: '127.0.0.1', port, maxConnections: 20 });
await server.start();
process.once('disconnect', () => process.exit());
process.on('message', ({ dumpTo }) => void dump(dumpTo));
process.send('started');

async function dump(file) {
  const image = await db.dumpDataDir('none');
  writeFileSync(file, new Uint8Array(await image.arrayBuffer()));
  process.send('dumped');
}
