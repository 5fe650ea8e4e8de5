import { DomainError, type DomainErrorKind } from '#libs/kernel';
import { writeOpening } from './domain/opening-text.js';
import type { WeeklyStretch } from './domain/weekly.js';

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

/** A building may be used in the windows that its owner gave, and in no others. */
export class WindowsOutsideAgreement extends DomainError {
  readonly code = 'windows-outside-agreement';
  readonly kind: DomainErrorKind = 'unprocessable';
  override readonly details: { readonly errors: readonly { readonly pointer: string; readonly detail: string }[] };

  constructor(readonly outside: readonly WeeklyStretch[]) {
    super(`The hub would be open when its building is not given to it: ${writeOpening(outside)}`);
    this.details = { errors: [{ pointer: '/openingWindows', detail: writeOpening(outside) }] };
  }
}

export class AgreementNotInForce extends DomainError {
  readonly code = 'agreement-not-in-force';
  readonly kind: DomainErrorKind = 'unprocessable';

  constructor() {
    super('The agreement has ended');
  }
}
