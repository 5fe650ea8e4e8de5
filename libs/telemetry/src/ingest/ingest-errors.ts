import { DomainError } from '#libs/kernel';
import { sqlState } from '#libs/platform';

export class IngestBacklogFull extends DomainError {
  readonly code = 'ingest-backlog-full';
  readonly kind = 'unavailable';
  constructor(readonly capacity: number) {
    super(`${capacity} messages already wait for the database`);
  }
}

export class IngestClosed extends DomainError {
  readonly code = 'ingest-closed';
  readonly kind = 'unavailable';
  constructor() {
    super('The process is stopping; the message was not taken in');
  }
}

/**
 * Whether a message itself is at fault, so that trying it again can not help: data that the schema refuses (SQLSTATE 22, 23) or on which our code fails.
 * All else (no connection, shutdown, disk full, deadlock, a missing migration) passes or is mended, and the message waits.
 */
export function isPoison(error: unknown): boolean {
  const state = sqlState(error);
  if (state !== undefined) return state.startsWith('22') || state.startsWith('23');
  return error instanceof TypeError || error instanceof RangeError || error instanceof DomainError;
}
