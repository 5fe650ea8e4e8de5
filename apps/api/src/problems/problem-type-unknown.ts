import { DomainError } from '#libs/kernel';

export class ProblemTypeUnknown extends DomainError {
  readonly code = 'not-found';
  readonly kind = 'not-found';

  constructor() {
    super('There is no such kind of problem');
  }
}
