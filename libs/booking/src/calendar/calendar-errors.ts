import { DomainError, type DomainErrorKind } from '#libs/kernel';

export class CalendarNotFound extends DomainError {
  readonly code = 'calendar-not-found';
  readonly kind: DomainErrorKind = 'not-found';

  constructor() {
    super('There is no calendar at this address: it was never given, or is withdrawn');
  }
}
