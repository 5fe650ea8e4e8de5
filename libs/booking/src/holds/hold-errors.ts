import { DomainError, type DomainErrorKind } from '#libs/kernel';

/** There is none, or it is somebody else's: which of the two is not told. */
export class HoldNotFound extends DomainError {
  readonly code = 'hold-not-found';
  readonly kind: DomainErrorKind = 'not-found';

  constructor() {
    super('There is no such hold, or it is not yours');
  }
}

export class HoldEnded extends DomainError {
  readonly code = 'hold-ended';
  readonly kind: DomainErrorKind = 'conflict';

  constructor() {
    super('The hold has run out, was given back or is booked already: search again');
  }
}

export class HoldDiffers extends DomainError {
  readonly code = 'hold-differs';
  readonly kind: DomainErrorKind = 'unprocessable';

  constructor() {
    super('The booking asks for other things, or for another time, than what is held');
  }
}
