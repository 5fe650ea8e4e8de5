import { DomainError } from '#libs/kernel';

export class ScimNotFound extends DomainError {
  readonly code = 'scim-not-found';
  readonly kind = 'not-found';

  constructor(what: 'user' | 'group') {
    super(`The organisation has no such ${what}`);
  }
}

export class InvalidFilter extends DomainError {
  readonly code = 'scim-invalid-filter';
  readonly kind = 'invalid';
}

export class InvalidPath extends DomainError {
  readonly code = 'scim-invalid-path';
  readonly kind = 'invalid';
}

export class InvalidValue extends DomainError {
  readonly code = 'scim-invalid-value';
  readonly kind = 'invalid';
}

export class NoTarget extends DomainError {
  readonly code = 'scim-no-target';
  readonly kind = 'invalid';
}

export class ImmutableAttribute extends DomainError {
  readonly code = 'scim-immutable';
  readonly kind = 'invalid';
}

export class NotUnique extends DomainError {
  readonly code = 'scim-not-unique';
  readonly kind = 'conflict';
}
