import { DomainError } from '#libs/kernel';

export class TooManyStreams extends DomainError {
  readonly code = 'too-many-streams';
  readonly kind = 'unavailable';

  constructor(most: number) {
    super(`More than ${most} streams are open: close one`);
  }
}
