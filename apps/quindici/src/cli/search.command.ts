import { type Command, InvalidArgumentError } from 'commander';
import type { HubHit, SearchResult } from '#libs/contracts';
import { Temporal } from '#libs/kernel';
import type { CommandContext } from '../control/command.js';
import type { SearchArgs } from '../search/run-search.js';
import { showProgress } from './show-progress.js';

export function addSearch(program: Command, context: CommandContext): void {
  program
    .command('search')
    .description('hubs that can be reached on foot, nearest first, with their free desks')
    .requiredOption('--metro <name>', 'name or slug of the metro')
    .requiredOption('--lat <degrees>', 'latitude of the origin', parseNumber)
    .requiredOption('--lon <degrees>', 'longitude of the origin', parseNumber)
    .option('--minutes <minutes>', 'how long one is willing to walk, 1 to 60', parseNumber, 15)
    .option('--from <instant>', 'RFC 3339 (default: 10:00 on the next weekday)')
    .option('--to <instant>', 'RFC 3339 (default: 12:00 on the next weekday)')
    .option('--json', "print the API's answer")
    .action(async ({ json, ...args }: SearchArgs & { readonly json?: boolean }) => {
      const progress = showProgress();
      try {
        const result = await context.run<SearchResult>('search', args, progress.report);
        progress.stop();
        process.stdout.write(json === true ? `${JSON.stringify(result, null, 2)}\n` : describe(result));
      } finally {
        progress.stop();
      }
    });
}

function describe({ metro, timeZone, minutes, from, to, hubs, nearestBeyond }: SearchResult): string {
  const local = (instant: string): string =>
    Temporal.Instant.from(instant).toZonedDateTimeISO(timeZone).toPlainDateTime().toString({ smallestUnit: 'minute' });
  const head = `${metro}: ${hubs.length} hubs within ${minutes} minutes' walk, ${local(from)} to ${local(to)} (${timeZone})`;
  const beyond =
    nearestBeyond === null ? [] : ['Nothing free within that time. The nearest free desk:', line(nearestBeyond)];
  return `${[head, ...hubs.map(line), ...beyond].join('\n')}\n`;
}

function line({ seconds, free, desks, open, name, address, bestDesk }: HubHit): string {
  const state = open ? `${free} of ${desks} free` : 'closed';
  const desk = bestDesk === null ? '' : `, best ${bestDesk.label}`;
  return `${String(seconds).padStart(6)} s  ${state.padEnd(15)}  ${name}${address === '' ? '' : ` (${address})`}${desk}`;
}

function parseNumber(text: string): number {
  const number = Number(text);
  if (text.trim() === '' || !Number.isFinite(number)) throw new InvalidArgumentError('a number is needed');
  return number;
}
