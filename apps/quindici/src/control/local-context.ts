import { NestFactory } from '@nestjs/core';
import { type Environment, RedactingLogger } from '#libs/platform';
import { embedDatabase } from '../embedded/present-as-environment.js';
import type { CommandContext } from './command.js';
import { askOwner } from './ask-owner.js';
import { Refused } from './control-protocol.js';
import { reachOwner, takeFolder } from './data-folder.js';

/**
 * Runs each command where its database is: on the server that the environment names, in the `up` that owns the data folder, or here,
 * on the embedded database, once the folder is ours.
 */
export function localContext(environment: Environment): CommandContext {
  return {
    run: async <Result>(command: string, args: unknown, report: Parameters<CommandContext['run']>[2]) => {
      if (environment.DATABASE_URL !== undefined) return runHere<Result>(command, args, report);
      const owner = await reachOwner(environment.DATA_DIR);
      if (owner !== undefined) return askOwner<Result>(owner, { command, args }, report);
      const lock = await takeFolder(environment.DATA_DIR);
      if (lock === undefined)
        throw new Refused('folder-taken', 'Another Quindici is starting on this data folder; try again in a moment');
      report({ phase: 'Opening the embedded database' });
      const embedded = await embedDatabase(environment);
      try {
        return await runHere<Result>(command, args, report);
      } finally {
        await embedded.stop();
        lock.close();
      }
    },
  };
}

/** The modules are loaded only now: a question to a running `up` must not wait for them. */
async function runHere<Result>(
  command: string,
  args: unknown,
  report: Parameters<CommandContext['run']>[2],
): Promise<Result> {
  const [{ CommandModule }, { runCommand }] = await Promise.all([
    import('../command.module.js'),
    import('../commands.js'),
  ]);
  const services = await NestFactory.createApplicationContext(CommandModule, { logger: new RedactingLogger('warn') });
  try {
    return (await runCommand(services, command, args, report)) as Result;
  } finally {
    await services.close();
  }
}
