import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { root, run } from './run.mjs';

const SERVER = ['apps/api', 'apps/ingest', 'apps/worker', 'apps/quindici', 'libs', 'firmware-sim'];
const WEB = ['apps/web', 'libs/contracts'];
const SHARED = ['package.json', 'package-lock.json', 'tsconfig.json', 'tsconfig.build.json'];
const bin = (name, script) => join(root, 'node_modules', name, script);

/** Builds the server and the web application where their sources changed since the last build. */
export async function ensureBuilt() {
  await buildPart('server', SERVER, async () => {
    for (const part of SERVER) rmSync(join(root, 'dist', part), { recursive: true, force: true });
    await run(process.execPath, [bin('typescript', 'bin/tsc'), '-p', 'tsconfig.build.json']);
  });
  await buildPart('web', WEB, () =>
    run(process.execPath, [bin('vite', 'bin/vite.js'), 'build', 'apps/web', '--logLevel', 'warn']),
  );
}

async function buildPart(name, folders, build) {
  const mark = join(root, 'dist', `.built-${name}`);
  const wanted = fingerprint(folders);
  if (existsSync(mark) && readFileSync(mark, 'utf8') === wanted) return;
  console.log(`Building the ${name} ...`);
  rmSync(mark, { force: true });
  await build();
  mkdirSync(join(root, 'dist'), { recursive: true });
  writeFileSync(mark, wanted);
}

function fingerprint(folders) {
  const hash = createHash('sha256');
  const files = [
    ...SHARED.map((file) => join(root, file)),
    ...folders.flatMap((folder) => filesBelow(join(root, folder))),
  ];
  for (const file of files) {
    hash.update(relative(root, file)).update('\0');
    hash.update(readFileSync(file)).update('\0');
  }
  return hash.digest('hex');
}

function filesBelow(folder) {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && !entry.name.endsWith('.spec.ts'))
    .map((entry) => join(entry.parentPath ?? entry.path, entry.name))
    .toSorted();
}
