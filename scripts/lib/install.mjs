import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { root, run } from './run.mjs';

const OLDEST_NODE = [20, 19];

export function requireNode() {
  const [major, minor] = process.versions.node.split('.').map(Number);
  if (major > OLDEST_NODE[0] || (major === OLDEST_NODE[0] && minor >= OLDEST_NODE[1])) return;
  console.error(`Quindici needs Node.js ${OLDEST_NODE.join('.')} or newer; this is ${process.versions.node}.`);
  process.exit(1);
}

/** `npm ci` in a folder, unless what is installed there already answers its lock file. */
export async function ensureInstalled(folder = root) {
  const lock = createHash('sha256')
    .update(readFileSync(join(folder, 'package-lock.json')))
    .digest('hex');
  const wanted = `${lock} node-${process.versions.modules} ${process.platform}-${process.arch}`;
  const mark = join(folder, 'node_modules', '.quindici-installed');
  if (existsSync(mark) && readFileSync(mark, 'utf8') === wanted) return;
  console.log('Installing the packages (about a minute the first time) ...');
  // The parent npm hands down its configuration by environment; NODE_ENV=production would leave out the build tools.
  const env = { ...process.env, NODE_ENV: undefined, SCARF_ANALYTICS: 'false' };
  await run('npm', ['ci', '--no-audit', '--no-fund', '--loglevel=error', '--include=dev'], { cwd: folder, env });
  writeFileSync(mark, wanted);
}
