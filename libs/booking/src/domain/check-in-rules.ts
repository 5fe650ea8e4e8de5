import type { Temporal, TimeRange } from '#libs/kernel';
import type { BookingPolicy } from './booking-policy.js';

/** What a policy says of the time around the start of a booking. */
export type PresenceRules = Pick<
  BookingPolicy,
  'checkInFromMinutes' | 'noShowAfterMinutes' | 'onMyWayMinutes' | 'strikes'
>;

/** What is known of a booking when its person may or may not do something about it. */
export interface Stay {
  readonly span: TimeRange;
  readonly status: string;
  readonly onMyWayAt: Temporal.Instant | null;
  readonly noShowAt: Temporal.Instant | null;
  readonly appealedAt: Temporal.Instant | null;
}

/** What a client can offer; null: not, or no more. */
export interface Offers {
  /** until: when it is released if nobody came; null: never */
  readonly checkIn: { readonly from: Temporal.Instant; readonly until: Temporal.Instant | null } | null;
  readonly onMyWayUntil: Temporal.Instant | null;
  readonly appealUntil: Temporal.Instant | null;
}

const APPEAL = { hours: 24 };

/**
 * A bundle is checked in and released as a whole: as early as any part of it can be, and as soon as any part of it would be.
 * @param parts at least one
 */
export function rulesOfBundle(parts: readonly PresenceRules[]): PresenceRules {
  const graces = parts.map(({ noShowAfterMinutes }) => noShowAfterMinutes).filter((minutes) => minutes !== null);
  return {
    checkInFromMinutes: Math.max(...parts.map(({ checkInFromMinutes }) => checkInFromMinutes)),
    noShowAfterMinutes: graces.length === 0 ? null : Math.min(...graces),
    onMyWayMinutes: Math.max(...parts.map(({ onMyWayMinutes }) => onMyWayMinutes)),
    strikes: parts.map(({ strikes }) => strikes).find((strikes) => strikes !== null) ?? null,
  };
}

export const checkInOpens = (span: TimeRange, rules: PresenceRules): Temporal.Instant =>
  span.start.subtract({ minutes: rules.checkInFromMinutes });

/** When a booking that nobody checked in is released; null: never, because the rules say so or because it is over before. */
export function releasedAt(span: TimeRange, onMyWay: boolean, rules: PresenceRules): Temporal.Instant | null {
  if (rules.noShowAfterMinutes === null) return null;
  const at = span.start.add({ minutes: rules.noShowAfterMinutes + (onMyWay ? rules.onMyWayMinutes : 0) });
  return at.epochMilliseconds < span.end.epochMilliseconds ? at : null;
}

/** The last instant before which an appeal counts. */
export const appealEnds = (noShowAt: Temporal.Instant): Temporal.Instant => noShowAt.add(APPEAL);

export function offersFor(stay: Stay, rules: PresenceRules): Offers {
  const waits = stay.status === 'confirmed';
  const until = releasedAt(stay.span, stay.onMyWayAt !== null, rules);
  return {
    checkIn: waits ? { from: checkInOpens(stay.span, rules), until } : null,
    onMyWayUntil: waits && stay.onMyWayAt === null ? until : null,
    appealUntil: stay.noShowAt === null || stay.appealedAt !== null ? null : appealEnds(stay.noShowAt),
  };
}
