import type { Command } from 'commander';
import type { Organisation } from '#libs/contracts';
import type { CommandContext } from '../control/command.js';
import { groupOf } from './group-of.js';

export function addOrganisationList(program: Command, context: CommandContext): void {
  groupOf(program, 'organisation', 'organisations of the network')
    .command('list')
    .description('id, kind, hubs and name of each, by name')
    .option('--json', 'print them as the API does')
    .action(async ({ json }: { readonly json?: boolean }) => {
      const found = await context.run<readonly Organisation[]>('organisation list', {}, () => undefined);
      process.stdout.write(json === true ? `${JSON.stringify(found, null, 2)}\n` : found.map(line).join(''));
    });
}

const line = ({ id, kind, hubs, name, ipaCode }: Organisation): string =>
  `${id}  ${kind.padEnd(17)}  ${String(hubs).padStart(4)}  ${name}${ipaCode === null ? '' : ` (${ipaCode})`}\n`;
