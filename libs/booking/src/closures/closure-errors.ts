import { DomainError, type DomainErrorKind } from '#libs/kernel';

type Details = Readonly<Record<string, unknown>>;

export class ClosureNotFound extends DomainError {
  readonly code = 'closure-not-found';
  readonly kind: DomainErrorKind = 'not-found';

  constructor() {
    super('The hub has no such closure');
  }
}

export class ClosureInThePast extends DomainError {
  readonly code = 'closure-in-the-past';
  readonly kind: DomainErrorKind = 'unprocessable';

  constructor() {
    super('That time has passed: nothing of it is left to close');
  }
}

/** So many changes at once would hold up everybody who books in the hub. */
export class ClosureTooLarge extends DomainError {
  readonly code = 'closure-too-large';
  readonly kind: DomainErrorKind = 'unprocessable';
  override readonly details: Details;

  constructor(hit: number, most: number) {
    super(
      `The closure would hit ${hit} bookings, and ${most} can be moved at once: close fewer days or spaces at a time`,
    );
    this.details = { hit, most };
  }
}

/** Bookings changed in the very moment in which it was written. */
export class ClosureRaced extends DomainError {
  readonly code = 'closure-raced';
  readonly kind: DomainErrorKind = 'conflict';

  constructor() {
    super('Bookings of that time changed at the same moment: nothing is closed, try again');
  }
}

export class ClosureUndoTooLate extends DomainError {
  readonly code = 'closure-undo-too-late';
  readonly kind: DomainErrorKind = 'conflict';
  override readonly details: Details;

  constructor(undoUntil: string) {
    super(
      `The closure could be undone until ${undoUntil}: now it can be ended, and the bookings that it hit stay as they are`,
    );
    this.details = { undoUntil };
  }
}

export class ClosureEnded extends DomainError {
  readonly code = 'closure-ended';
  readonly kind: DomainErrorKind = 'conflict';

  constructor() {
    super('The closure was ended and can not be undone any more');
  }
}
