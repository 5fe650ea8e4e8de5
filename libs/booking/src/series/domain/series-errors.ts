import { DomainError, type DomainErrorKind, type Temporal } from '#libs/kernel';

export class SeriesTooLong extends DomainError {
  readonly code = 'series-too-long';
  readonly kind: DomainErrorKind = 'unprocessable';
  override readonly details: Readonly<Record<string, unknown>>;

  constructor(most: number, latest: Temporal.PlainDate) {
    super(
      `A series has at most ${most} days and ends on ${latest.toString()} at the latest: ask for fewer, or an earlier end`,
    );
    this.details = { most, latest: latest.toString() };
  }
}

export class SeriesEmpty extends DomainError {
  readonly code = 'series-empty';
  readonly kind: DomainErrorKind = 'unprocessable';

  constructor() {
    super('The rule falls on no day at all: check its end, its weekdays and the days that are left out');
  }
}

export class SeriesNotFound extends DomainError {
  readonly code = 'series-not-found';
  readonly kind: DomainErrorKind = 'not-found';

  constructor() {
    super('You have no such series in this hub');
  }
}

export class OccurrenceNotFound extends DomainError {
  readonly code = 'occurrence-not-found';
  readonly kind: DomainErrorKind = 'not-found';

  constructor() {
    super('The series has nothing more on that day');
  }
}

/** The spring clock jumps over the whole of it. */
export class TimeSkipped extends DomainError {
  readonly code = 'time-skipped';
  readonly kind: DomainErrorKind = 'unprocessable';

  constructor(date: string) {
    super(`On ${date} the clock jumps over that time: there is no such hour`);
  }
}

/** What is changed does not fit what stays. */
export class TimesOutOfOrder extends DomainError {
  readonly code = 'times-out-of-order';
  readonly kind: DomainErrorKind = 'unprocessable';

  constructor(startTime: string, endTime: string) {
    super(`It would begin at ${startTime} and end at ${endTime}: give both times`);
  }
}
