import { DomainError, type DomainErrorKind } from '#libs/kernel';

export class TooManyFavourites extends DomainError {
  readonly code = 'too-many-favourites';
  readonly kind: DomainErrorKind = 'conflict';

  constructor(most: number) {
    super(`You have ${most} favourites already: remove one first`);
  }
}
