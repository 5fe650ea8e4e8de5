import { DomainError } from '#libs/kernel';
import type { DomainErrorKind, Temporal, TimeRange } from '#libs/kernel';

type Details = Readonly<Record<string, unknown>>;

export class BookableTaken extends DomainError {
  readonly code = 'bookable-taken';
  readonly kind: DomainErrorKind = 'conflict';
  override readonly details: Details;

  /** @param alternatives desks that are free in the same span, best first */
  constructor(
    readonly hubId: string,
    readonly bookableId: string,
    readonly span: TimeRange,
    alternatives: readonly object[] = [],
  ) {
    super('The desk is already booked in that time');
    this.details = { alternatives };
  }

  offering(alternatives: readonly object[]): BookableTaken {
    return new BookableTaken(this.hubId, this.bookableId, this.span, alternatives);
  }
}

/** Not enough of what was wished for is free. */
export class NothingAsWished extends DomainError {
  readonly code = 'nothing-as-wished';
  readonly kind: DomainErrorKind = 'conflict';
  override readonly details: Details;

  /** @param free how many bookables that are as wished nothing holds */
  constructor(kind: string, wanted: number, free: number) {
    super(
      free === 0
        ? 'Nothing that is as you wish is free in that time: ask for less, or for another time'
        : `Only ${free} of the ${wanted} that you ask for are free in that time`,
    );
    this.details = { kind, wanted, free };
  }
}

/** One person, one place at a time. */
export class AlreadyBooked extends DomainError {
  readonly code = 'already-booked';
  readonly kind: DomainErrorKind = 'conflict';
  override readonly details: Details;

  /** @param booking the person's own booking that stands in the way */
  constructor(
    readonly span: TimeRange,
    booking?: object,
  ) {
    super('You already have a booking in that time: cancel it first, or choose another time');
    this.details = booking === undefined ? {} : { booking };
  }

  naming(booking: object | undefined): AlreadyBooked {
    return new AlreadyBooked(this.span, booking);
  }
}

export class HubClosed extends DomainError {
  readonly code = 'hub-closed';
  readonly kind: DomainErrorKind = 'unprocessable';
  override readonly details: Details;

  /** @param openings the opening hours of the asked days, or of the next open day */
  constructor(openings: readonly TimeRange[], timeZone: string) {
    super(
      openings.length === 0
        ? 'The hub is closed then, and in the two weeks that follow'
        : `The hub is closed for some or all of that time; it is open ${openings.map((o) => local(o, timeZone)).join(', ')}`,
    );
    this.details = { openings: openings.map(({ written }) => written) };
  }
}

export class InThePast extends DomainError {
  readonly code = 'in-the-past';
  readonly kind: DomainErrorKind = 'unprocessable';
  override readonly details: Details;

  constructor(earliest: Temporal.Instant) {
    super(`That time has begun already: a booking may begin at ${earliest.toString()} at the earliest`);
    this.details = { earliest: earliest.toString() };
  }
}

export class TooFarAhead extends DomainError {
  readonly code = 'too-far-ahead';
  readonly kind: DomainErrorKind = 'unprocessable';
  override readonly details: Details;

  constructor(lastDay: Temporal.PlainDate, horizonDays: number) {
    super(`A booking may begin at most ${horizonDays} days ahead: on ${lastDay.toString()} at the latest`);
    this.details = { lastDay: lastDay.toString() };
  }
}

export class TooShort extends DomainError {
  readonly code = 'too-short';
  readonly kind: DomainErrorKind = 'unprocessable';
  override readonly details: Details;

  constructor(minMinutes: number) {
    super(`A booking lasts at least ${minMinutes} minutes`);
    this.details = { minMinutes };
  }
}

export class TooLong extends DomainError {
  readonly code = 'too-long';
  readonly kind: DomainErrorKind = 'unprocessable';
  override readonly details: Details;

  constructor(maxMinutes: number) {
    super(`A booking lasts at most ${maxMinutes / 60} hours`);
    this.details = { maxMinutes };
  }
}

export class OffTheGrid extends DomainError {
  readonly code = 'off-the-grid';
  readonly kind: DomainErrorKind = 'unprocessable';
  override readonly details: Details;

  /** @param nearest the shortest span on the grid that holds what was asked for */
  constructor(gridMinutes: number, nearest: TimeRange) {
    const { from, to } = nearest.written;
    super(`Bookings begin and end on multiples of ${gridMinutes} minutes: ask for ${from} to ${to}`);
    this.details = { gridMinutes, accepted: { from, to } };
  }
}

export class BookableNotFound extends DomainError {
  readonly code = 'bookable-not-found';
  readonly kind: DomainErrorKind = 'not-found';

  constructor() {
    super('The hub has no such desk');
  }
}

export class BookingNotFound extends DomainError {
  readonly code = 'booking-not-found';
  readonly kind: DomainErrorKind = 'not-found';

  constructor() {
    super('You have no such booking in this hub');
  }
}

export class AlreadyEnded extends DomainError {
  readonly code = 'already-ended';
  readonly kind: DomainErrorKind = 'conflict';

  constructor(status: string) {
    super(`The booking is over (${status}) and can not be cancelled`);
  }
}

export class IdempotencyKeyReused extends DomainError {
  readonly code = 'idempotency-key-reused';
  readonly kind: DomainErrorKind = 'unprocessable';

  constructor() {
    super('This Idempotency-Key was sent with another request before: use a new key for a new request');
  }
}

export class InvalidIdempotencyKey extends DomainError {
  readonly code = 'invalid-idempotency-key';
  readonly kind: DomainErrorKind = 'invalid';

  constructor() {
    super('An Idempotency-Key is 1 to 200 printable ASCII characters');
  }
}

/** e.g. `2026-11-23 08:00–20:00` */
function local(span: TimeRange, timeZone: string): string {
  const start = span.start.toZonedDateTimeISO(timeZone);
  const end = span.end.toZonedDateTimeISO(timeZone);
  const until = end.toPlainDate().equals(start.toPlainDate()) ? '' : `${end.toPlainDate().toString()} `;
  return `${start.toPlainDate().toString()} ${time(start)}–${until}${time(end)}`;
}

const time = (at: Temporal.ZonedDateTime): string => at.toPlainTime().toString({ smallestUnit: 'minute' });
