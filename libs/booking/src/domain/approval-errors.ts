import { DomainError, type DomainErrorKind } from '#libs/kernel';

/** It would begin before anybody could answer. */
export class NoTimeToApprove extends DomainError {
  readonly code = 'no-time-to-approve';
  readonly kind: DomainErrorKind = 'unprocessable';

  constructor() {
    super('A manager approves it first, so it can not begin at once: choose a later time');
  }
}

/** What was approved is that place at that time. */
export class NeedsApproval extends DomainError {
  readonly code = 'needs-approval';
  readonly kind: DomainErrorKind = 'conflict';

  constructor() {
    super('A manager approves what is booked there: give this booking back and ask anew, or have the hub change it');
  }
}

export class AwaitsApproval extends DomainError {
  readonly code = 'awaits-approval';
  readonly kind: DomainErrorKind = 'conflict';

  constructor() {
    super('A manager has not approved this booking yet');
  }
}

export class ApprovalNotFound extends DomainError {
  readonly code = 'approval-not-found';
  readonly kind: DomainErrorKind = 'not-found';

  constructor() {
    super('The hub has no such booking that asks for approval');
  }
}

/** Answered otherwise, given back by its person, or lapsed. */
export class ApprovalEnded extends DomainError {
  readonly code = 'approval-ended';
  readonly kind: DomainErrorKind = 'conflict';

  constructor() {
    super('The booking no longer waits for an answer: it was answered, was given back or has lapsed');
  }
}
