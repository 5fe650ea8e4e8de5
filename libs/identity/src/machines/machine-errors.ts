import { DomainError } from '#libs/kernel';

export class MachineNotFound extends DomainError {
  readonly code = 'machine-not-found';
  readonly kind = 'not-found';

  constructor() {
    super('The organisation has no such machine');
  }
}

export class MachineNameTaken extends DomainError {
  readonly code = 'machine-name-taken';
  readonly kind = 'conflict';

  constructor() {
    super('Another machine of the organisation has this name: choose another one, or revoke that machine first');
  }
}

export class MachineRevoked extends DomainError {
  readonly code = 'machine-revoked';
  readonly kind = 'conflict';

  constructor() {
    super('This machine is revoked for good: create another one');
  }
}

export class ScopesDoNotFit extends DomainError {
  readonly code = 'scopes-do-not-fit';
  readonly kind = 'unprocessable';

  constructor() {
    super('A kiosk needs a hub and has hub.display alone; what is bound to a hub has scopes of hubs alone');
  }
}

export class ScopeNotGrantable extends DomainError {
  readonly code = 'scope-not-grantable';
  readonly kind = 'forbidden';
  override readonly details: { readonly scopes: readonly string[] };

  constructor(scopes: readonly string[]) {
    super(`Nobody gives a machine a right that they do not have there themselves: ${scopes.join(', ')}`);
    this.details = { scopes };
  }
}

/** RFC 6750: a bearer that is unknown, expired or revoked. Which of these, the audit knows and the caller does not. */
export class InvalidToken extends DomainError {
  readonly code = 'invalid-token';
  readonly kind = 'unauthenticated';

  constructor() {
    super('This token is not known, has expired or was revoked: get a new one');
  }
}

export class TwoCredentials extends DomainError {
  readonly code = 'two-credentials';
  readonly kind = 'invalid';

  constructor() {
    super('The request carries a session and a token: it must be clear who asks, so send one of them');
  }
}

export class InvalidClient extends DomainError {
  readonly code = 'invalid-client';
  readonly kind = 'unauthenticated';

  constructor() {
    super('The client is not known, its secret is wrong or it was revoked');
  }
}

export class InvalidTokenRequest extends DomainError {
  readonly code = 'invalid-token-request';
  readonly kind = 'invalid';
}

export class UnsupportedGrant extends DomainError {
  readonly code = 'unsupported-grant-type';
  readonly kind = 'invalid';

  constructor() {
    super('The only grant_type here is client_credentials');
  }
}

export class UnauthorizedClient extends DomainError {
  readonly code = 'unauthorized-client';
  readonly kind = 'invalid';

  constructor() {
    super('A kiosk earns no tokens: its secret is its token');
  }
}

export class InvalidScope extends DomainError {
  readonly code = 'invalid-scope';
  readonly kind = 'invalid';

  constructor(scopes: readonly string[]) {
    super(`The client does not have all of these scopes: ${scopes.join(' ')}`);
  }
}
