import { DomainError, type DomainErrorKind } from '#libs/kernel';

/** Also where there is no such person. */
export class NoConsent extends DomainError {
  readonly code = 'no-consent';
  readonly kind: DomainErrorKind = 'forbidden';

  constructor() {
    super('This person has not agreed, or agrees no more, that you book for them here');
  }
}

export class ConsentNotFound extends DomainError {
  readonly code = 'consent-not-found';
  readonly kind: DomainErrorKind = 'not-found';

  constructor() {
    super('You have given and hold no such consent');
  }
}

export class ConsentNotValid extends DomainError {
  readonly code = 'consent-not-valid';
  readonly kind: DomainErrorKind = 'not-found';

  constructor() {
    super('The link or code is unknown, expired, revoked, used or not for you: ask for a new one');
  }
}

export class TooManyConsents extends DomainError {
  readonly code = 'too-many-consents';
  readonly kind: DomainErrorKind = 'conflict';

  constructor(most: number) {
    super(`You have given ${most} consents that have not ended: revoke one first`);
  }
}
