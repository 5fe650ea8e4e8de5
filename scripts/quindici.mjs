import { ensureBuilt } from './lib/build.mjs';
import { ensureInstalled, requireNode } from './lib/install.mjs';
import { orFail } from './lib/run.mjs';

requireNode();
await orFail(ensureInstalled().then(ensureBuilt));
await import('../dist/apps/quindici/src/main.js');
