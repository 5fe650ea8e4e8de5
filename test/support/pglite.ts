import { PGlite } from '@electric-sql/pglite';
import { btree_gist } from '@electric-sql/pglite/contrib/btree_gist';
import { postgis } from '@electric-sql/pglite-postgis';
import { PGLiteSocketServer } from '@electric-sql/pglite-socket';
import { dataSource, migrate } from '#libs/database';
import { freePort } from './free-port.js';

export interface EmbeddedDatabase {
  readonly url: string;
  readonly stop: () => Promise<void>;
}

/** A migrated PGlite in memory, or the one in a folder that no process owns any more, behind a socket on a free port. */
export async function embeddedDatabase(dataDir?: string): Promise<EmbeddedDatabase> {
  const db = await PGlite.create({ dataDir, extensions: { btree_gist, postgis } });
  const port = await freePort();
  const server = new PGLiteSocketServer({ db, host: '127.0.0.1', port, maxConnections: 20 });
  await server.start();
  const url = `postgres://postgres@127.0.0.1:${port}/postgres`;
  const source = await dataSource(url, 2).initialize();
  await migrate(source);
  await source.destroy();
  return {
    url,
    stop: async () => {
      await server.stop();
      await db.close();
    },
  };
}
