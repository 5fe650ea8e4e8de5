import { mkdir, readdir, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { newId } from '#libs/kernel';
import {
  type ArchiveStats,
  BASE_MAP_FILE,
  NETWORK_FILE,
  type OsmData,
  saveNetwork,
  type WalkNetwork,
  writeBaseMap,
} from '#libs/travel';
import { CannotStore } from './import-errors.js';

const DRAFT = '.draft';
/** A draft or an orphan of an import that died is swept away by a later one after this. */
const ABANDONED_AFTER_MS = 24 * 3600 * 1000;

export interface MetroFiles {
  /** Relative to the data folder. */
  readonly folder: string;
  readonly tiles: ArchiveStats;
}

export interface MetroFileContents {
  readonly slug: string;
  readonly name: string;
  readonly attribution: string;
  readonly osm: OsmData;
  readonly network: WalkNetwork;
}

/**
 * Writes the files of one version into a folder of its own, which appears whole or not at all.
 * @throws CannotStore when there is no room or no permission
 */
export async function writeMetroFiles(
  dataFolder: string,
  { slug, name, attribution, osm, network }: MetroFileContents,
  onProgress: (done: number) => void,
): Promise<MetroFiles> {
  const folder = join('metros', slug, newId());
  const final = join(dataFolder, folder);
  const draft = `${final}${DRAFT}`;
  try {
    await mkdir(draft, { recursive: true });
    await saveNetwork(network, join(draft, NETWORK_FILE));
    const tiles = await writeBaseMap(join(draft, BASE_MAP_FILE), osm, { name, attribution, onProgress });
    await rename(draft, final);
    return { folder, tiles };
  } catch (error) {
    await removeFolder(draft);
    throw (error as NodeJS.ErrnoException).code === undefined ? error : new CannotStore(dataFolder, error);
  }
}

export async function removeFolder(folder: string): Promise<void> {
  await rm(folder, { recursive: true, force: true }).catch(() => undefined);
}

/** Removes the folders of forgotten versions, and what imports that were killed left behind. */
export async function sweep(
  dataFolder: string,
  slug: string,
  forgotten: readonly string[],
  kept: readonly string[],
): Promise<void> {
  const home = join('metros', slug);
  const names = await readdir(join(dataFolder, home)).catch(() => []);
  const abandoned = names
    .map((name) => join(home, name))
    .filter((folder) => !kept.includes(folder) && isAbandoned(folder));
  for (const folder of [...forgotten, ...abandoned]) await removeFolder(join(dataFolder, folder));
}

/** The name begins with the milliseconds at which it was made (UUID version 7). */
function isAbandoned(folder: string): boolean {
  const made = Number.parseInt(folder.replace(DRAFT, '').slice(-36).replaceAll('-', '').slice(0, 12), 16);
  return Date.now() - made > ABANDONED_AFTER_MS;
}
