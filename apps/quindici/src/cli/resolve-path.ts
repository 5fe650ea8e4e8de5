import { resolve } from 'node:path';

/** A path as the caller meant it: npm runs us in the folder of the package and keeps the caller's in INIT_CWD. */
export function resolvePath(path: string): string {
  return resolve(process.env.INIT_CWD ?? '.', path);
}
