import { DomainError } from '#libs/kernel';
import type { DomainErrorKind, Temporal } from '#libs/kernel';

type Details = Readonly<Record<string, unknown>>;

export class CheckInTooEarly extends DomainError {
  readonly code = 'check-in-too-early';
  readonly kind: DomainErrorKind = 'conflict';
  override readonly details: Details;

  constructor(from: Temporal.Instant) {
    super(`Check-in opens at ${from.toString()}`);
    this.details = { from: from.toString() };
  }
}

export class BookingOver extends DomainError {
  readonly code = 'booking-over';
  readonly kind: DomainErrorKind = 'conflict';
  override readonly details: Details;

  constructor(status: string) {
    super(`The booking is over (${status})`);
    this.details = { status };
  }
}

export class BookingNotBegun extends DomainError {
  readonly code = 'booking-not-begun';
  readonly kind: DomainErrorKind = 'conflict';
  override readonly details: Details;

  constructor(from: Temporal.Instant) {
    super('The booking has not begun: give it back instead');
    this.details = { from: from.toString() };
  }
}

/** Made for another desk, by somebody else, or too long ago. */
export class WrongDeskCode extends DomainError {
  readonly code = 'wrong-desk-code';
  readonly kind: DomainErrorKind = 'unprocessable';

  constructor() {
    super('The code is not that of a desk of this booking, or is no longer good: scan it again at your desk');
  }
}

export class CheckInCodeUnknown extends DomainError {
  readonly code = 'check-in-code-unknown';
  readonly kind: DomainErrorKind = 'not-found';

  constructor() {
    super('No booking of this hub that can be checked in now has this code');
  }
}

export class NotOnTheWay extends DomainError {
  readonly code = 'not-on-the-way';
  readonly kind: DomainErrorKind = 'conflict';

  constructor() {
    super('There is nothing to put off: the booking is not released for want of check-in, or was already');
  }
}

export class ExtensionTaken extends DomainError {
  readonly code = 'extension-taken';
  readonly kind: DomainErrorKind = 'conflict';
  override readonly details: Details;

  /** @param until how far it can be extended; null: not at all */
  constructor(until: Temporal.Instant | null) {
    super(
      until === null
        ? 'The booking can not be extended: what follows is taken'
        : `The booking can be extended to ${until.toString()} at most: what follows is taken`,
    );
    this.details = { until: until?.toString() ?? null };
  }
}

export class ExtensionNotLater extends DomainError {
  readonly code = 'extension-not-later';
  readonly kind: DomainErrorKind = 'unprocessable';
  override readonly details: Details;

  constructor(to: Temporal.Instant) {
    super(`The booking lasts until ${to.toString()} already: ask for a later end`);
    this.details = { to: to.toString() };
  }
}

export class NothingToAppeal extends DomainError {
  readonly code = 'nothing-to-appeal';
  readonly kind: DomainErrorKind = 'conflict';

  constructor() {
    super('The booking was not released for want of check-in, or too long ago');
  }
}

export class AppealNotFound extends DomainError {
  readonly code = 'appeal-not-found';
  readonly kind: DomainErrorKind = 'not-found';

  constructor() {
    super('The hub has no such appeal that waits for an answer');
  }
}

export class TooManyNoShows extends DomainError {
  readonly code = 'too-many-no-shows';
  readonly kind: DomainErrorKind = 'forbidden';
  override readonly details: Details;

  constructor(until: Temporal.Instant) {
    super(`You did not come to too many of your bookings: you may book again from ${until.toString()}`);
    this.details = { until: until.toString() };
  }
}
