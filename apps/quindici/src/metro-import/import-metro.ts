import { join } from 'node:path';
import type { INestApplicationContext } from '@nestjs/common';
import type { HubDraft, ResidentCell } from '#libs/hubs';
import { ENVIRONMENT, type Environment } from '#libs/platform';
import { buildWalkNetwork, type OsmData, readOsm, TravelService, type WalkNetwork } from '#libs/travel';
import type { Report } from '../control/control-protocol.js';
import { demoHubs } from './hubs/demo-hubs.js';
import { namedStreets, streetsOf } from './hubs/named-streets.js';
import { onStreets, readHubFile } from './hubs/read-hub-file.js';
import { type MetroImport, type MetroImportArgs, parseArgs } from './import-args.js';
import { NothingUsable, type RefusedRow } from './import-errors.js';
import { removeFolder, sweep, writeMetroFiles } from './metro-files.js';
import { readPopulation } from './population/read-population.js';
import { spread } from './population/spread.js';
import { storeMetro } from './store-metro.js';
import { streetCells } from './street-cells.js';

export interface MetroImportResult {
  readonly name: string;
  readonly slug: string;
  readonly version: number;
  readonly streets: { readonly nodes: number; readonly edges: number; readonly km: number; readonly islandKm: number };
  readonly tiles: { readonly count: number; readonly bytes: number };
  readonly population: {
    readonly cells: number;
    readonly residents: number;
    readonly refused: readonly RefusedRow[];
  } | null;
  readonly hubs: {
    readonly created: number;
    readonly updated: number;
    readonly desks: number;
    readonly desksKept: number;
    readonly refused: readonly RefusedRow[];
  };
  readonly seconds: number;
}

/**
 * Imports the streets of a metro, and with them its residents and hubs, and puts them in service. When any of it can not be used, nothing is changed.
 * @throws UnreadableNetwork, NoWalkableStreets, UnreadableFile, ColumnMissing, NothingUsable, CannotStore, InvalidImport
 */
export async function importMetro(
  services: INestApplicationContext,
  args: MetroImportArgs,
  report: Report,
): Promise<MetroImportResult> {
  const started = performance.now();
  const wish = parseArgs(args);
  const organisation = `Rete di ${wish.name}`;
  // The small files first: what is wrong with them is known before the long work.
  const people = wish.population === undefined ? null : await readPopulation(wish.population);
  const given = wish.hubs === undefined ? { hubs: [], refused: [] } : await readHubFile(wish.hubs, organisation);
  const { osm, network } = await buildNetwork(wish.osm, report);

  const population = people === null ? null : spread(people.rows, ofSet(streetCells(network)));
  const populationRefused = [...(people?.refused ?? []), ...(population?.refused ?? [])];
  if (population?.cells.length === 0) throw new NothingUsable(wish.population!, populationRefused);
  const hubFile = onStreets(given, network);
  if (wish.hubs !== undefined && hubFile.hubs.length === 0) throw new NothingUsable(wish.hubs, hubFile.refused);
  const hubs =
    wish.demoHubs === undefined ? hubFile.hubs : makeHubs(wish, wish.demoHubs, osm, network, population?.cells ?? []);

  const dataFolder = services.get<Environment>(ENVIRONMENT, { strict: false }).DATA_DIR;
  const files = await writeMetroFiles(dataFolder, { ...wish, osm, network }, (share) =>
    report({ phase: 'Drawing the base map', share }),
  );
  report({ phase: 'Putting it in service' });
  const { nodes, edges, km, islandKm } = network.stats;
  const streets = { nodes, edges, km: Math.round(km), islandKm: Math.round(islandKm) };
  const stored = await storeMetro(services, {
    wish,
    network,
    folder: files.folder,
    statistics: { streets, tiles: files.tiles },
    cells: population?.cells ?? null,
    hubs,
    equip: wish.equip || wish.demoHubs !== undefined,
  }).catch(async (error: unknown) => {
    await removeFolder(join(dataFolder, files.folder));
    throw error;
  });
  services.get(TravelService, { strict: false }).useNetwork(stored.metroId, network);
  await sweep(dataFolder, wish.slug, stored.forgottenFolders, stored.keptFolders);
  return {
    name: wish.name,
    slug: wish.slug,
    version: stored.version,
    streets,
    tiles: { count: files.tiles.tiles, bytes: files.tiles.bytes },
    population: population === null ? null : { ...sizeOf(population.cells), refused: populationRefused },
    hubs: {
      created: stored.hubsCreated,
      updated: stored.hubsUpdated,
      desks: hubs.reduce((sum, { plan }) => sum + plan.bookables.filter(({ kind }) => kind === 'desk').length, 0),
      desksKept: stored.desksKept,
      refused: hubFile.refused,
    },
    seconds: Math.round(performance.now() - started) / 1000,
  };
}

async function buildNetwork(file: string, report: Report): Promise<{ osm: OsmData; network: WalkNetwork }> {
  const osm = await readOsm(file, {
    onProgress: ({ bytes, totalBytes }) =>
      report({ phase: 'Reading the streets', share: totalBytes === 0 ? 0 : bytes / totalBytes }),
  });
  const network = buildWalkNetwork(osm, {
    onProgress: (share) => report({ phase: 'Building the walking network', share }),
  });
  return { osm, network };
}

/** Only where one can walk to: a named street may lie on an island of the network. */
function makeHubs(
  wish: MetroImport,
  count: number,
  osm: OsmData,
  network: WalkNetwork,
  residents: readonly ResidentCell[],
): readonly HubDraft[] {
  const reachable = new Map(
    [...namedStreets(streetsOf(osm))]
      .map(
        ([cell, places]) =>
          [cell, places.filter((place) => (network.findSnap(place)?.metres ?? Infinity) < 5)] as const,
      )
      .filter(([, places]) => places.length > 0),
  );
  return demoHubs({ count, metro: wish.name, seed: wish.slug, residents, streets: reachable });
}

function ofSet(cells: ReadonlySet<string>): (cell: string) => boolean {
  return (cell) => cells.has(cell);
}

function sizeOf(cells: readonly ResidentCell[]): { cells: number; residents: number } {
  return { cells: cells.length, residents: Math.round(cells.reduce((sum, { residents }) => sum + residents, 0)) };
}
