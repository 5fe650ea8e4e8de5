import 'reflect-metadata';
import { Command } from 'commander';
import { readEnvironment, redact } from '#libs/platform';
import { addAudit } from './cli/audit.command.js';
import { addDeviceList } from './cli/device-list.command.js';
import { addGrant } from './cli/grant.command.js';
import { addMetroImport } from './cli/metro-import.command.js';
import { addOrganisationList } from './cli/organisation-list.command.js';
import { addSearch } from './cli/search.command.js';
import { addTableImports } from './cli/table-import.command.js';
import { localContext } from './control/local-context.js';
import { refusalOf } from './control/refusal.js';
import { addUp } from './up/up.command.js';

const program = new Command('quindici').description('Booking and occupancy of a network of public coworking hubs');
const context = {
  run: ((...args) => localContext(readEnvironment()).run(...args)) as ReturnType<typeof localContext>['run'],
};
addUp(program);
addMetroImport(program, context);
addSearch(program, context);
addDeviceList(program, context);
addAudit(program, context);
addOrganisationList(program, context);
addTableImports(program, context);
addGrant(program, context);

try {
  await program.parseAsync();
} catch (error) {
  const { code, message } = refusalOf(error);
  console.error(redact(`quindici: ${message} (${code})`));
  process.exitCode = 1;
}
