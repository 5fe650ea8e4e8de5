import { type Command, InvalidArgumentError } from 'commander';
import { slugOf } from '#libs/kernel';
import type { CommandContext } from '../control/command.js';
import type { MetroImportArgs } from '../metro-import/import-args.js';
import type { RefusedRow } from '../metro-import/import-errors.js';
import type { MetroImportResult } from '../metro-import/import-metro.js';
import { resolvePath } from './resolve-path.js';
import { showProgress } from './show-progress.js';

interface MetroImportOptions {
  readonly name: string;
  readonly slug?: string;
  readonly osm: string;
  readonly population?: string;
  readonly hubs?: string;
  readonly demoHubs?: number;
  readonly timeZone: string;
  readonly attribution?: string;
  readonly json?: boolean;
}

const MOST_REFUSALS_SHOWN = 10;

export function addMetroImport(program: Command, context: CommandContext): void {
  program
    .command('metro')
    .description('metropolitan areas')
    .command('import')
    .description(
      'import the streets of a city, and with them its residents and hubs; the former version stays when anything is wrong',
    )
    .requiredOption('--name <name>', 'name of the metro, e.g. Bologna')
    .option('--slug <slug>', 'its name in addresses (default: made from the name)')
    .requiredOption('--osm <file>', 'OpenStreetMap extract, .osm.pbf')
    .option(
      '--population <file>',
      'residents: CSV with lat, lon, population (area_km2), or cell, residents; or GeoJSON points or areas',
    )
    .option('--hubs <file>', 'hubs: CSV with name, lat, lon, desks, ...; or GeoJSON points')
    .option('--demo-hubs <number>', 'make up this many hubs where people live, with simulated sensors', parseCount)
    .option('--time-zone <zone>', 'IANA time zone', 'Europe/Rome')
    .option('--attribution <text>', 'shown on every map (default: © OpenStreetMap contributors)')
    .option('--json', 'print the result as JSON')
    .action(async ({ json, ...options }: MetroImportOptions) => {
      const progress = showProgress();
      try {
        const result = await context.run<MetroImportResult>('metro import', toArgs(options), progress.report);
        progress.stop();
        process.stdout.write(json === true ? `${JSON.stringify(result)}\n` : describeResult(result));
      } finally {
        progress.stop();
      }
    });
}

function toArgs({ slug, osm, population, hubs, ...rest }: MetroImportOptions): MetroImportArgs {
  return {
    ...rest,
    slug: slug ?? slugOf(rest.name),
    osm: resolvePath(osm),
    ...(population === undefined ? {} : { population: resolvePath(population) }),
    ...(hubs === undefined ? {} : { hubs: resolvePath(hubs) }),
  };
}

function describeResult({ name, slug, version, streets, tiles, population, hubs, seconds }: MetroImportResult): string {
  const lines = [
    `${name} (${slug}), version ${version}, in service after ${seconds.toFixed(1)} s`,
    `  streets: ${streets.km} km in ${streets.edges} edges; ${streets.islandKm} km hang on nothing and were left out`,
    `  base map: ${tiles.count} tiles, ${Math.round(tiles.bytes / 1024)} KiB`,
  ];
  if (population !== null) lines.push(`  residents: ${population.residents} in ${population.cells} cells`);
  if (hubs.created + hubs.updated > 0)
    lines.push(`  hubs: ${hubs.created} new, ${hubs.updated} changed, with ${hubs.desks} desks`);
  if (hubs.desksKept > 0) lines.push(`  ${hubs.desksKept} desks stand in no plan any more, but stay: they were booked`);
  lines.push(...describeRefusals('residents', population?.refused ?? []), ...describeRefusals('hubs', hubs.refused));
  return `${lines.join('\n')}\n`;
}

function describeRefusals(what: string, refused: readonly RefusedRow[]): string[] {
  if (refused.length === 0) return [];
  const shown = refused.slice(0, MOST_REFUSALS_SHOWN).map(({ row, reason }) => `    row ${row}: ${reason}`);
  const rest = refused.length - shown.length;
  return [`  ${refused.length} rows of ${what} were refused:`, ...shown, ...(rest > 0 ? [`    and ${rest} more`] : [])];
}

function parseCount(text: string): number {
  const count = Number(text);
  if (!Number.isInteger(count) || count < 1) throw new InvalidArgumentError('a whole number above 0 is needed');
  return count;
}
