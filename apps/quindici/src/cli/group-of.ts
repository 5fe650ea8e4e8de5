import type { Command } from 'commander';

/** The command that others stand under: each may be the first to need it. */
export const groupOf = (program: Command, name: string, description: string): Command =>
  program.commands.find((command) => command.name() === name) ?? program.command(name).description(description);
