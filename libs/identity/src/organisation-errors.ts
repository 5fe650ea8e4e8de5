import { DomainError } from '#libs/kernel';

export class OrganisationNotFound extends DomainError {
  readonly code = 'organisation-not-found';
  readonly kind = 'not-found';

  constructor() {
    super('There is no such organisation');
  }
}

export class OrganisationNameTaken extends DomainError {
  readonly code = 'organisation-name-taken';
  readonly kind = 'conflict';

  constructor() {
    super('Another organisation has that name');
  }
}

export class IpaCodeTaken extends DomainError {
  readonly code = 'ipa-code-taken';
  readonly kind = 'conflict';

  constructor() {
    super('Another organisation has that IPA code');
  }
}

export class ParentNotFound extends DomainError {
  readonly code = 'parent-not-found';
  readonly kind = 'unprocessable';

  constructor() {
    super('The organisation that is named as parent does not exist');
  }
}

export class OrganisationAboveItself extends DomainError {
  readonly code = 'organisation-above-itself';
  readonly kind = 'unprocessable';

  constructor() {
    super('The organisation would stand above itself');
  }
}
