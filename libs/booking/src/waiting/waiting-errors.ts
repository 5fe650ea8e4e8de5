import { DomainError, type DomainErrorKind } from '#libs/kernel';

/** One person, one place in line for a time: who waits everywhere keeps others from everywhere. */
export class AlreadyWaiting extends DomainError {
  readonly code = 'already-waiting';
  readonly kind: DomainErrorKind = 'conflict';

  constructor() {
    super('You already wait for something in that time: leave that line first, or choose another time');
  }
}

export class WaitingEntryNotFound extends DomainError {
  readonly code = 'waiting-entry-not-found';
  readonly kind: DomainErrorKind = 'not-found';

  constructor() {
    super('You wait for no such thing in this hub');
  }
}
