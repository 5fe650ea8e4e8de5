import type { Command } from 'commander';
import type { CommandContext } from '../control/command.js';
import type { ListDevicesArgs, ListedDevices } from '../devices/list-devices.js';

export function addDeviceList(program: Command, context: CommandContext): void {
  const device = program.command('device').description('sensors');
  device
    .command('list')
    .description('simulated sensors of a hub and the credential of their gateway, as JSON')
    .requiredOption('--metro <slug>', 'slug of the metro')
    .requiredOption('--hub <slug>', 'slug or id of the hub')
    .action(async (args: ListDevicesArgs) => {
      const listed = await context.run<ListedDevices>('device list', args, () => undefined);
      console.log(JSON.stringify(listed, null, 2));
    });
}
