import type { BookableKind } from '#libs/contracts';
import type { BookingPolicy } from './domain/booking-policy.js';
import { effectivePolicy } from './domain/effective-policy.js';
import type { HubPlaces } from './place-directory.js';

/**
 * The rules that hold for a kind of bookable in a hub.
 * @param who in which space, and for whom (`audiencesIn`); left out: in the hub at large, for anybody
 */
export function policyFor(
  { layers }: Pick<HubPlaces, 'layers'>,
  kind: BookableKind,
  { spaceId = null, audiences = [] }: { readonly spaceId?: string | null; readonly audiences?: readonly string[] } = {},
): BookingPolicy {
  return effectivePolicy(layers, { kind, spaceId, audiences });
}
