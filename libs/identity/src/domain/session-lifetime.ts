import { Temporal } from '#libs/kernel';

export const ABSOLUTE = Temporal.Duration.from({ hours: 24 });
export const IDLE = Temporal.Duration.from({ hours: 12 });
export const IDLE_STAFF = Temporal.Duration.from({ minutes: 30 });
/** How long a replaced token still counts: the other requests of a page were under way with it. */
export const FORMER_TOKEN = Temporal.Duration.from({ seconds: 10 });
/** How stale `last_seen_at` may be: a write per request would cost more than the request. */
export const SEEN_EVERY = Temporal.Duration.from({ minutes: 1 });

export interface SessionTimes {
  readonly lastSeenAt: Temporal.Instant;
  readonly expiresAt: Temporal.Instant;
}

const reached = (now: Temporal.Instant, limit: Temporal.Instant): boolean => Temporal.Instant.compare(now, limit) >= 0;

/** Whether the session still holds: not older than a day, not idle longer than its kind allows. */
export function isLive(session: SessionTimes, staff: boolean, now: Temporal.Instant): boolean {
  return !reached(now, session.expiresAt) && !reached(now, session.lastSeenAt.add(staff ? IDLE_STAFF : IDLE));
}

/** Whether the use of the session is due to be written down. */
export const isDue = (session: SessionTimes, now: Temporal.Instant): boolean =>
  reached(now, session.lastSeenAt.add(SEEN_EVERY));
