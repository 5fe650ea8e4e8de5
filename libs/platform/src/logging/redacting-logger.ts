import { inspect } from 'node:util';
import { ConsoleLogger, type LogLevel } from '@nestjs/common';
import { redact } from './redact.js';

const LEVELS: readonly LogLevel[] = ['fatal', 'error', 'warn', 'log', 'debug', 'verbose'];

/** The log of every process of ours: nothing reaches it unredacted. */
export class RedactingLogger extends ConsoleLogger {
  constructor(level: LogLevel = 'log') {
    super({ logLevels: LEVELS.slice(0, LEVELS.indexOf(level) + 1) });
  }

  protected override printMessages(
    messages: unknown[],
    context?: string,
    level?: LogLevel,
    stream?: 'stdout' | 'stderr',
    stack?: unknown,
    parameters?: Record<string, unknown>,
  ): void {
    const clean = parameters === undefined ? messages : [...messages, parameters];
    super.printMessages(clean.map(cleanOf), context, level, stream, stack);
  }

  protected override printStackTrace(stack: string): void {
    super.printStackTrace(stack && cleanOf(stack));
  }
}

/** Of an error, what it says and where: what hangs on it besides are parameters of queries and bodies of answers. */
function cleanOf(message: unknown): string {
  if (typeof message === 'string') return redact(message);
  if (message instanceof Error) return redact(message.stack ?? message.message);
  return redact(inspect(message, { depth: 4, breakLength: Infinity }));
}
