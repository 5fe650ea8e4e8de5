import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

interface Manifest {
  readonly name: string;
  readonly version: string;
}

/** The folder of our package.json: its distance differs between the sources and dist. */
export const packageRoot = findRoot(import.meta.dirname);
export const packageVersion = manifestOf(packageRoot).version;

function findRoot(folder: string): string {
  if (existsSync(join(folder, 'package.json')) && manifestOf(folder).name === 'quindici') return folder;
  const parent = dirname(folder);
  if (parent === folder) throw new Error('The package of Quindici is not above its code');
  return findRoot(parent);
}

function manifestOf(folder: string): Manifest {
  return JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as Manifest;
}
