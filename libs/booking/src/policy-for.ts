import type { BookableKind } from '#libs/contracts';
import { BOOKING_POLICY, type BookingPolicy } from './domain/booking-policy.js';
import type { HubPlaces } from './place-directory.js';

/** The rules that hold for a kind of bookable in a hub. */
export function policyFor(_places: HubPlaces, _kind: BookableKind): BookingPolicy {
  return BOOKING_POLICY;
}
