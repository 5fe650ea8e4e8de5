import { DomainError, type DomainErrorKind } from '#libs/kernel';

export class BundleNeedsReplace extends DomainError {
  readonly code = 'bundle-needs-replace';
  readonly kind: DomainErrorKind = 'unprocessable';

  constructor() {
    super('The booking holds several things: say in `replace` which of them gives way to which');
  }
}

export class NotPartOfBooking extends DomainError {
  readonly code = 'not-part-of-booking';
  readonly kind: DomainErrorKind = 'unprocessable';

  constructor() {
    super('The booking does not hold what is to be replaced, or would hold one thing twice');
  }
}

export class NotMovable extends DomainError {
  readonly code = 'not-movable';
  readonly kind: DomainErrorKind = 'conflict';

  constructor() {
    super('The booking is over or was given back and can not be moved');
  }
}

export class AlreadyBegun extends DomainError {
  readonly code = 'already-begun';
  readonly kind: DomainErrorKind = 'conflict';

  constructor() {
    super('The booking has begun: it can end at another time or go on at another desk, but not begin again');
  }
}

export class NotSwappable extends DomainError {
  readonly code = 'not-swappable';
  readonly kind: DomainErrorKind = 'unprocessable';

  constructor() {
    super('Two bookings of one thing each, and of the same kind, can change places');
  }
}

export class EndsBeforeItBegins extends DomainError {
  readonly code = 'ends-before-it-begins';
  readonly kind: DomainErrorKind = 'unprocessable';

  constructor() {
    super('With the time that you give, the booking would end before it begins: change both ends');
  }
}
