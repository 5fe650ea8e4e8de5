import { ensureBuilt } from './lib/build.mjs';
import { ensureInstalled, requireNode } from './lib/install.mjs';
import { orFail } from './lib/run.mjs';

requireNode();
await orFail(ensureInstalled().then(ensureBuilt));
process.argv.splice(2, 0, 'up');
await import('../dist/apps/quindici/src/main.js');
