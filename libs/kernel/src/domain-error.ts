/** What a refusal means to the caller; the transport maps each kind to one status. */
export type DomainErrorKind =
  | 'invalid'
  | 'unauthenticated'
  | 'forbidden'
  | 'not-found'
  | 'conflict'
  | 'stale'
  | 'unprocessable'
  | 'unconditional'
  | 'unavailable';

/** A refusal that the product can explain: stable code for machines, message for people, details for the problem body. */
export abstract class DomainError extends Error {
  abstract readonly code: string;
  abstract readonly kind: DomainErrorKind;
  readonly details: Readonly<Record<string, unknown>> = {};

  override get name(): string {
    return this.constructor.name;
  }
}
