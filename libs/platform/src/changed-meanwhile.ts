import { DomainError } from '#libs/kernel';

/** Somebody else changed it after the caller had read it. */
export class ChangedMeanwhile extends DomainError {
  readonly code = 'changed-meanwhile';
  readonly kind = 'stale';

  constructor() {
    super('It was changed after you had read it: read it again, then try again');
  }
}
