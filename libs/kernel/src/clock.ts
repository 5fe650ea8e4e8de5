import { Temporal } from 'temporal-polyfill';

/** The only source of "now", and its injection token: the clock is injected, so that time is an input of every rule. */
export abstract class Clock {
  abstract now(): Temporal.Instant;
}

export class SystemClock extends Clock {
  now(): Temporal.Instant {
    return Temporal.Now.instant();
  }
}

/** A clock that stands still until it is set; for tests and replays. */
export class FixedClock extends Clock {
  constructor(private instant: Temporal.Instant) {
    super();
  }

  static at(iso: string): FixedClock {
    return new FixedClock(Temporal.Instant.from(iso));
  }

  now(): Temporal.Instant {
    return this.instant;
  }

  set(instant: Temporal.Instant): void {
    this.instant = instant;
  }

  advance(duration: Temporal.DurationLike): void {
    this.instant = this.instant.add(duration);
  }
}
