import type { Temporal, TimeRange } from '#libs/kernel';
import { NoTimeToApprove } from './approval-errors.js';
import type { BookingPolicy } from './booking-policy.js';

/**
 * Until when a manager may approve a booking; a bundle waits for the shortest of its parts, and none beyond its own start.
 * @returns null when nobody needs to
 * @throws NoTimeToApprove
 */
export function approvalDue(
  { start }: TimeRange,
  askedAt: Temporal.Instant,
  policies: readonly Pick<BookingPolicy, 'approvalMinutes'>[],
): Temporal.Instant | null {
  const minutes = policies.flatMap(({ approvalMinutes }) => approvalMinutes ?? []);
  if (minutes.length === 0) return null;
  if (start.epochNanoseconds <= askedAt.epochNanoseconds) throw new NoTimeToApprove();
  const at = askedAt.add({ minutes: Math.min(...minutes) });
  return at.epochNanoseconds < start.epochNanoseconds ? at : start;
}
