import { DomainError } from '#libs/kernel';
import type { DomainErrorKind, Temporal, TimeRange } from '#libs/kernel';
import type { QuotaName } from './effective-policy.js';

type Details = Readonly<Record<string, unknown>>;

/** Made later than the rules want it to be made. */
export class TooSoon extends DomainError {
  readonly code = 'too-soon';
  readonly kind: DomainErrorKind = 'unprocessable';
  override readonly details: Details;

  constructor(leadMinutes: number, earliest: Temporal.Instant) {
    super(
      `A booking is made at least ${leadMinutes} minutes ahead: it may begin at ${earliest.toString()} at the earliest`,
    );
    this.details = { rule: 'leadMinutes', leadMinutes, earliest: earliest.toString() };
  }
}

export class PriorityWindow extends DomainError {
  readonly code = 'priority-window';
  readonly kind: DomainErrorKind = 'unprocessable';
  override readonly details: Details;

  /** @param from the first day on which everybody may book what was asked for */
  constructor(audience: string, from: Temporal.PlainDate, lastDay: Temporal.PlainDate) {
    super(`Until ${from.toString()} that day is for ${audience} alone; you may book until ${lastDay.toString()}`);
    this.details = { rule: 'priority', audience, bookableFrom: from.toString(), lastDay: lastDay.toString() };
  }
}

export class ClosedThatDay extends DomainError {
  readonly code = 'closed-that-day';
  readonly kind: DomainErrorKind = 'unprocessable';
  override readonly details: Details;

  /** @param next the first day after it that is not closed in this way */
  constructor(day: Temporal.PlainDate, reason: string, next: Temporal.PlainDate) {
    super(`Nothing is booked on ${day.toString()} (${reason}); the next day is ${next.toString()}`);
    this.details = { rule: 'closedDays', day: day.toString(), reason, nextDay: next.toString() };
  }
}

export class NotWholeDays extends DomainError {
  readonly code = 'not-whole-days';
  readonly kind: DomainErrorKind = 'unprocessable';
  override readonly details: Details;

  /** @param units the spans of the asked days, each of which may be booked, also together with its neighbours */
  constructor(granularity: 'half_day' | 'day', units: readonly TimeRange[]) {
    const what = granularity === 'day' ? 'whole days' : 'whole or half days';
    const spans = units.map(({ written }) => written);
    super(`It is booked by ${what}: ask for ${spans.map(({ from, to }) => `${from} to ${to}`).join(', or ')}`);
    this.details = { rule: 'granularity', granularity, accepted: spans };
  }
}

export class TooLateToCancel extends DomainError {
  readonly code = 'too-late-to-cancel';
  readonly kind: DomainErrorKind = 'conflict';
  override readonly details: Details;

  constructor(until: Temporal.Instant) {
    super(`The booking could be given back until ${until.toString()}`);
    this.details = { rule: 'cancelUntilMinutes', until: until.toString() };
  }
}

const LIMITS: Readonly<Record<QuotaName, readonly [rule: string, words: (allowed: number) => string]>> = {
  active: ['maxActive', (allowed) => `You may have ${allowed} at a time that are not over: give one back first`],
  week: ['maxPerWeek', (allowed) => `You may have ${allowed} in that week: choose another one`],
  week_minutes: ['maxMinutesPerWeek', (allowed) => `You may book ${allowed} minutes in that week`],
};

/** One person has as much as one person may have. */
export class QuotaReached extends DomainError {
  readonly code = 'quota-reached';
  readonly kind: DomainErrorKind = 'conflict';
  override readonly details: Details;

  /** @param left how much more the person may have; null: not known */
  constructor(
    readonly personId: string,
    readonly charge: {
      readonly quota: QuotaName;
      readonly scope: string;
      readonly period: string;
      readonly allowed: number;
    },
    left: number | null = null,
  ) {
    const { quota, allowed, period } = charge;
    const [rule, words] = LIMITS[quota];
    super(left === null ? words(allowed) : `${words(allowed)}; ${left} are left`);
    this.details = { rule, allowed, period: period === '' ? null : period, left };
  }

  leaving(left: number): QuotaReached {
    return new QuotaReached(this.personId, this.charge, left);
  }
}

/** The layer has another version than the one that was read. */
export class PolicyChanged extends DomainError {
  readonly code = 'policy-changed';
  readonly kind: DomainErrorKind = 'conflict';
  override readonly details: Details;

  constructor(version: number) {
    super(`The rules have version ${version} by now: read them again`);
    this.details = { version };
  }
}

export class PolicyNotFound extends DomainError {
  readonly code = 'policy-not-found';
  readonly kind: DomainErrorKind = 'not-found';

  constructor() {
    super('The organisation has no such rules in force');
  }
}

export class SpaceNotFound extends DomainError {
  readonly code = 'space-not-found';
  readonly kind: DomainErrorKind = 'not-found';

  constructor() {
    super('The hub has no such floor, room or zone');
  }
}
