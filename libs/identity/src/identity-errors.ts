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

export class SessionNotFound extends DomainError {
  readonly code = 'session-not-found';
  readonly kind = 'not-found';

  constructor() {
    super('You have no such session');
  }
}

export class SignInExpired extends DomainError {
  readonly code = 'sign-in-expired';
  readonly kind = 'invalid';

  constructor() {
    super('This sign-in was begun elsewhere, was used before or took more than ten minutes: begin again');
  }
}

export class SignInRefused extends DomainError {
  readonly code = 'sign-in-refused';
  readonly kind = 'forbidden';

  constructor(override readonly cause: unknown) {
    super('The identity provider did not confirm who you are');
  }
}

export class IdentityProviderUnavailable extends DomainError {
  readonly code = 'identity-provider-unavailable';
  readonly kind = 'unavailable';

  constructor(override readonly cause?: unknown) {
    super('The identity provider does not answer: try again in a while');
  }
}

export class SignInNotConfigured extends DomainError {
  readonly code = 'sign-in-not-configured';
  readonly kind = 'unavailable';

  constructor() {
    super('This deployment has no identity provider yet: set OIDC_ISSUER, OIDC_CLIENT_ID and OIDC_CLIENT_SECRET');
  }
}
