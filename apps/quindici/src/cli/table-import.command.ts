import type { Command } from 'commander';
import type { ImportOutcome } from '#libs/platform';
import type { CommandContext } from '../control/command.js';
import type { HubImportArgs, TableImportArgs } from '../imports/import-tables.js';
import { describeImport } from './describe-import.js';
import { groupOf } from './group-of.js';
import { resolvePath } from './resolve-path.js';

interface Printed {
  readonly json?: boolean;
}

export function addTableImports(program: Command, context: CommandContext): void {
  const run = async (name: string, { json, ...args }: TableImportArgs & Printed): Promise<void> => {
    const wish = { ...args, file: resolvePath(args.file) };
    const outcome = await context.run<ImportOutcome>(name, wish, () => undefined);
    process.stdout.write(json === true ? `${JSON.stringify(outcome.report)}\n` : describeImport(outcome));
    if (outcome.report.refused.length > 0 && args.partial !== true) process.exitCode = 1;
  };
  ofTable(groupOf(program, 'organisation', 'organisations of the network').command('import'))
    .description('take organisations from a CSV (name, kind, ipa_code, parent_ipa_code or parent_name) or JSON')
    .action((args: TableImportArgs & Printed) => run('organisation import', args));
  ofTable(groupOf(program, 'hub', 'hubs of an organisation').command('import'))
    .description('take the hubs of one organisation in one metro from a CSV or GeoJSON points')
    .requiredOption('--organisation <organisation>', 'id, name or IPA code')
    .requiredOption('--metro <slug>', 'slug of the metro')
    .action((args: HubImportArgs & Printed) => run('hub import', args));
}

const ofTable = (command: Command): Command =>
  command
    .requiredOption('--file <file>', 'what to take')
    .option('--dry-run', 'say what would come of it, and take it back')
    .option('--partial', 'take the sound rows though others are refused')
    .option('--json', 'print the report as JSON');
