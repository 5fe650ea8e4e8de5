import { DomainError } from '#libs/kernel';

export class ScimDescriptionNotFound extends DomainError {
  readonly code = 'not-found';
  readonly kind = 'not-found';

  constructor() {
    super('There is no such schema or resource type');
  }
}
