import { DomainError } from '#libs/kernel';
import { Refused } from './control-protocol.js';

/** What is told of an error at the command line: a stable code and one clear line. */
export function refusalOf(error: unknown): { code: string; message: string } {
  if (error instanceof DomainError || error instanceof Refused) return { code: error.code, message: error.message };
  return { code: 'failed', message: error instanceof Error ? error.message : String(error) };
}
