import { DomainError, type DomainErrorKind } from '#libs/kernel';

export class BaseMapNotFound extends DomainError {
  readonly code = 'base-map-not-found';
  readonly kind: DomainErrorKind = 'not-found';

  constructor(slug: string, version: number) {
    super(`There is no base map of "${slug}" in version ${version}: ask for the metros again`);
  }
}
