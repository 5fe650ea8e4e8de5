import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { ensureBuilt } from './lib/build.mjs';
import { ensureInstalled, requireNode } from './lib/install.mjs';
import { orFail, root, run } from './lib/run.mjs';
import { provideServices } from './lib/services.mjs';

/** The benches that need a real database beside them. */
const NEED_POSTGRES = new Set(['auth', 'availability', 'race', 'booking', 'ingest']);

const [name, ...args] = process.argv.slice(2);
const folder = join(root, 'test', 'bench');
const known = readdirSync(folder).flatMap((file) => (file.endsWith('.mjs') ? [file.slice(0, -4)] : []));
if (name === undefined || !existsSync(join(folder, `${name}.mjs`))) {
  console.error(`usage: npm run bench -- NAME [options], where NAME is one of: ${known.join(', ')}`);
  process.exit(2);
}

requireNode();
await orFail(ensureInstalled().then(ensureBuilt));
const services = NEED_POSTGRES.has(name)
  ? await orFail(provideServices(['postgres']))
  : { environment: {}, stop: () => undefined };
const missing = services.missing?.[0];
if (missing !== undefined) {
  console.error(`The bench ${name} needs ${missing.name}: ${missing.reason}`);
  process.exit(1);
}
try {
  const from = process.env.INIT_CWD ?? process.cwd();
  await run(process.execPath, [join(folder, `${name}.mjs`), ...args], {
    cwd: from,
    env: { ...process.env, ...services.environment },
  });
} catch (error) {
  console.error(error.message);
  process.exitCode = 1;
} finally {
  await services.stop();
}
