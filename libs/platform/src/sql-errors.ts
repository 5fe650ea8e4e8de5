interface DriverError {
  readonly code?: string;
  readonly constraint?: string;
  readonly detail?: string;
}

function driverError(error: unknown): DriverError | undefined {
  if (typeof error !== 'object' || error === null) return undefined;
  return 'driverError' in error ? (error.driverError as DriverError) : error;
}

/** The SQLSTATE of a refused statement, if the error came from the database. */
export function sqlState(error: unknown): string | undefined {
  const code = driverError(error)?.code;
  return typeof code === 'string' && /^[0-9A-Z]{5}$/.test(code) ? code : undefined;
}

/** Whether the statement broke this constraint. By prefix: on a sharded table the name carries the shard's number. */
export function violates(error: unknown, constraint: string): boolean {
  return sqlState(error)?.startsWith('23') === true && driverError(error)?.constraint?.startsWith(constraint) === true;
}

/** The id in a column of the key that broke a constraint, as the server tells of it. */
export function idInViolation(error: unknown, column: string): string | undefined {
  const [, columns, values] = /^Key \(([^=]*)\)=\((.*?)\) conflicts/.exec(driverError(error)?.detail ?? '') ?? [];
  const place = columns?.split(', ').indexOf(column) ?? -1;
  return place < 0 ? undefined : values?.split(', ')[place];
}

/** Deadlock or serialisation failure: the same work may succeed if tried again. */
export function isRetryable(error: unknown): boolean {
  const state = sqlState(error);
  return state === '40P01' || state === '40001';
}

/** Refused only since an earlier statement of the transaction was. */
export const isAftermath = (error: unknown): boolean => sqlState(error) === '25P02';

const CONNECTION_ERRORS = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'EPIPE',
  'ETIMEDOUT',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EHOSTUNREACH',
]);
const CONNECTION_MESSAGES =
  /^(timeout exceeded when trying to connect|connection terminated|client has encountered a connection error|client was closed)/i;

/** The database does not answer, shuts down, starts up or has no connection left: the work may succeed later. */
export function isUnavailable(error: unknown): boolean {
  const code = driverError(error)?.code;
  if (typeof code === 'string' && (/^(08...|57P0[1-4]|53300)$/.test(code) || CONNECTION_ERRORS.has(code))) return true;
  return error instanceof Error && CONNECTION_MESSAGES.test(error.message);
}
