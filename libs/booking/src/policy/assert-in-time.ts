import { Temporal } from '#libs/kernel';
import { TooLateToCancel } from '../domain/policy-errors.js';
import type { LockedClaim } from '../persistence/booking.repository.js';
import type { HubPlaces } from '../place-directory.js';
import { policyFor } from '../policy-for.js';

/** @throws TooLateToCancel when one of the claims could be given back until a moment that has passed */
export function assertInTime(
  places: HubPlaces,
  claims: readonly LockedClaim[],
  now: Temporal.Instant,
  audiences: readonly string[],
): void {
  for (const { bookableId, from } of claims) {
    const bookable = places.bookables.get(bookableId);
    if (bookable === undefined) continue;
    const { cancelUntilMinutes } = policyFor(places, bookable.kind, { spaceId: bookable.spaceId, audiences });
    if (cancelUntilMinutes === null) continue;
    const until = from.subtract({ minutes: cancelUntilMinutes });
    if (Temporal.Instant.compare(now, until) > 0) throw new TooLateToCancel(until);
  }
}
