import { DomainError } from '#libs/kernel';

export class DatabaseSilent extends DomainError {
  readonly code = 'database-unavailable';
  readonly kind = 'unavailable';

  constructor() {
    super('The database does not answer in time');
  }
}
