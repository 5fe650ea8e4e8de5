import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';

export interface CityData {
  /** `describe` where the data of real cities is at hand; skips with the reason where it is not, and fails in CI. */
  readonly describe: typeof describe;
  file(path: string): string;
}

/** Extracts of real cities, too large for the repository: `QUINDICI_DATA` names their folder. */
export function cityData(): CityData {
  const folder = resolve(process.env.QUINDICI_DATA ?? '../shared/data');
  const there = existsSync(folder);
  if (!there && process.env.CI === 'true') throw new Error(`There is no city data in ${folder}: set QUINDICI_DATA`);
  if (!there) console.warn(`Skipped: there is no city data in ${folder}; set QUINDICI_DATA`);
  return { describe: there ? describe : describe.skip, file: (path) => join(folder, path) };
}
