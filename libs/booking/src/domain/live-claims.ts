import { Temporal } from '#libs/kernel';
import { AlreadyEnded, BookingNotFound } from './booking-errors.js';

/** A booking may be given back until it is over. */
const CANCELLABLE: ReadonlySet<string> = new Set(['held', 'confirmed', 'checked_in']);

/**
 * What of a booking can still be given back; nothing where all of it was.
 * @throws BookingNotFound, AlreadyEnded
 */
export function liveOf<Claim extends { readonly status: string; readonly to: Temporal.Instant }>(
  claims: readonly Claim[],
  now: Temporal.Instant,
): readonly Claim[] {
  const [first] = claims;
  if (first === undefined) throw new BookingNotFound();
  if (claims.every(({ status }) => status === 'cancelled')) return [];
  const live = claims.filter(({ status, to }) => CANCELLABLE.has(status) && Temporal.Instant.compare(now, to) < 0);
  if (live.length === 0) throw new AlreadyEnded(first.status);
  return live;
}
