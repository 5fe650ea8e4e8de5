import type { INestApplicationContext } from '@nestjs/common';
import { auditHeads, verifyAudit } from './audit/audit-commands.js';
import type { Command } from './control/command.js';
import { Refused, type Report } from './control/control-protocol.js';
import { listDevices } from './devices/list-devices.js';
import { importHubs, importOrganisations } from './imports/import-tables.js';
import { importMetro } from './metro-import/import-metro.js';
import { grantRole, revokeRole } from './people/change-roles.js';
import { listOrganisations } from './people/list-organisations.js';
import { runSearch } from './search/run-search.js';

/** What the command line can have done, by the name that it goes by between the processes. */
const commands = {
  'audit seal-head': auditHeads,
  'audit verify': verifyAudit,
  'device list': listDevices,
  grant: grantRole,
  'hub import': importHubs,
  'metro import': importMetro,
  'organisation import': importOrganisations,
  'organisation list': listOrganisations,
  revoke: revokeRole,
  search: runSearch,
} as const;

/** @throws Refused for a command that this version does not know: the other process may be newer */
export async function runCommand(
  services: INestApplicationContext,
  name: string,
  args: unknown,
  report: Report,
): Promise<unknown> {
  if (!Object.hasOwn(commands, name)) throw new Refused('unknown-command', `This version knows no command "${name}"`);
  return (commands[name as keyof typeof commands] as Command)(services, args, report);
}
