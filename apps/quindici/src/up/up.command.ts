import { resolve } from 'node:path';
import type { Command } from 'commander';
import { InvalidArgumentError } from 'commander';

export interface UpOptions {
  readonly port?: number;
  readonly sensors: boolean;
  readonly demo: boolean;
}

export function addUp(program: Command): void {
  program
    .command('up')
    .description('start everything in one process on embedded parts, with a demo city and simulated sensors')
    .option('--port <port>', 'port to listen on, or the next free one; 0 takes any (default: PORT, or 3000)', parsePort)
    .option('--data <folder>', 'folder of the database and the networks (default: DATA_DIR, or .quindici)')
    .option('--no-demo', 'do not make the demo city')
    .option('--no-sensors', 'do not simulate sensors')
    .action(async (options: UpOptions & { data?: string }) => {
      if (options.data !== undefined) process.env.DATA_DIR = resolve(process.env.INIT_CWD ?? '.', options.data);
      const { up } = await import('./up.js');
      await up(options);
    });
}

function parsePort(text: string): number {
  const port = Number(text);
  if (!Number.isInteger(port) || port < 0 || port > 65_535)
    throw new InvalidArgumentError('a port lies between 0 and 65535');
  return port;
}
