import type { INestApplicationContext } from '@nestjs/common';
import type { Report } from './control-protocol.js';

/** Work of the command line: runs on the product's services, in a process of its own or in a running `up`. */
export type Command<Args = unknown, Result = unknown> = (
  services: INestApplicationContext,
  args: Args,
  report: Report,
) => Promise<Result>;

/** How a command of the command line gets its work done, wherever the services are. */
export interface CommandContext {
  run<Result>(command: string, args: unknown, report: Report): Promise<Result>;
}
