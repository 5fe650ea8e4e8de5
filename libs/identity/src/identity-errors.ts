import type { Assurance } from '#libs/contracts';
import { DomainError } from '#libs/kernel';

/** Why a sign-in failed, as the audit keeps it: never a token, nor what a provider said in words. */
export type SignInFault =
  | 'return-path'
  | 'no-state'
  | 'state-of-another-browser'
  | 'attempt-unknown-or-used'
  | 'attempt-expired'
  | 'provider-declined'
  | 'code'
  | 'nonce'
  | 'answer'
  | 'assurance';

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

export class ReturnPathRefused extends DomainError {
  readonly code = 'return-path-refused';
  readonly kind = 'invalid';
  readonly fault: SignInFault = 'return-path';

  constructor() {
    super('return_to must be the path of a page of this site');
  }
}

export class SignInExpired extends DomainError {
  readonly code = 'sign-in-expired';
  readonly kind = 'invalid';

  constructor(readonly fault: SignInFault) {
    super('This sign-in was begun elsewhere, was used before or took more than ten minutes: begin again');
  }
}

export class SignInRefused extends DomainError {
  readonly code = 'sign-in-refused';
  readonly kind = 'forbidden';

  constructor(
    override readonly cause: unknown,
    readonly fault: SignInFault,
  ) {
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

export class AssuranceTooLow extends DomainError {
  readonly code = 'assurance-too-low';
  readonly kind = 'forbidden';
  readonly fault: SignInFault = 'assurance';
  override readonly details: { readonly signIn: string };

  /** @param returnTo the page to come back to */
  constructor(wanted: Assurance, returnTo: string) {
    super(`This asks for a sign-in of assurance ${wanted}`);
    this.details = { signIn: `/auth/sign-in?return_to=${encodeURIComponent(returnTo)}&assurance=${wanted}` };
  }
}

export class LogoutTokenRefused extends DomainError {
  readonly code = 'logout-token-refused';
  readonly kind = 'invalid';

  constructor(
    readonly reason: 'malformed' | 'signature' | 'issuer' | 'audience' | 'time' | 'claims' | 'replayed',
    override readonly cause?: unknown,
  ) {
    super('This is not a logout token of the identity provider, or it was used before');
  }
}
