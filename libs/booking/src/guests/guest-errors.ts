import { DomainError, type DomainErrorKind } from '#libs/kernel';

/** One bookable is for the person whose booking it is. */
export class NoSeatLeft extends DomainError {
  readonly code = 'no-seat-left';
  readonly kind: DomainErrorKind = 'conflict';

  constructor() {
    super('The booking has no seat left for a guest: book more, or withdraw one');
  }
}

export class GuestNotFound extends DomainError {
  readonly code = 'guest-not-found';
  readonly kind: DomainErrorKind = 'not-found';

  constructor() {
    super('There is no such guest of yours, and no such seat');
  }
}

export class GuestInvitationNotValid extends DomainError {
  readonly code = 'guest-invitation-not-valid';
  readonly kind: DomainErrorKind = 'not-found';

  constructor() {
    super('The invitation is unknown, withdrawn or used, or its booking is over: ask who invited you');
  }
}
