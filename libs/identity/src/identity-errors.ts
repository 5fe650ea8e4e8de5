import { DomainError } from '#libs/kernel';

export class NotSignedIn extends DomainError {
  readonly code = 'not-signed-in';
  readonly kind = 'unauthenticated';

  constructor() {
    super('Sign in to go on');
  }
}

export class NotAllowed extends DomainError {
  readonly code = 'not-allowed';
  readonly kind = 'forbidden';

  constructor(what = 'Your role does not allow this') {
    super(what);
  }
}
