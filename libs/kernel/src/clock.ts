import { Temporal } from 'temporal-polyfill';

/** The only source of "now". Injected, so that time is an input of every rule. */
export interface Clock {
  now(): Temporal.Instant;
}

export class SystemClock implements Clock {
  now(): Temporal.Instant {
    return Temporal.Now.instant();
  }
}

/** A clock that stands still until it is set; for tests and replays. */
export class FixedClock implements Clock {
  constructor(private instant: Temporal.Instant) {}

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
