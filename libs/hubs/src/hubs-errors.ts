import { DomainError, type DomainErrorKind } from '#libs/kernel';

export class HubNotFound extends DomainError {
  readonly code = 'hub-not-found';
  readonly kind: DomainErrorKind = 'not-found';

  constructor(readonly hubId: string) {
    super('There is no such hub');
  }
}

export class MetroNotFound extends DomainError {
  readonly code = 'metro-not-found';
  readonly kind: DomainErrorKind = 'not-found';

  /** @param slug as asked for; null when no metro lies under a point */
  constructor(readonly slug: string | null) {
    super(slug === null ? 'No metro of this service lies there' : `There is no metro "${slug}"`);
  }
}
