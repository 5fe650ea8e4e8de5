import type { Millis, PresenceState } from './presence.js';

/** Contract of the live view: see `deskVerdicts` there. */
export type DeskVerdict = 'free' | 'booked' | 'in_use' | 'ghost' | 'squat' | 'unknown';

/** The claim that holds a desk at the moment. */
export interface RunningClaim {
  readonly from: Millis;
  readonly checkedIn: boolean;
}

export interface DeskNow {
  readonly state: PresenceState;
  readonly since: Millis;
}

/** Who is late, or at lunch, is not a ghost: milliseconds that a booked desk may be vacant. */
export const GRACE: Millis = 15 * 60_000;

/**
 * Sets the claim of a desk against its sensor.
 * A booked desk is a ghost once it was vacant for the whole grace within the claim; a silent sensor proves nothing, and accuses nobody.
 */
export function verdictOn(claim: RunningClaim | undefined, desk: DeskNow, now: Millis): DeskVerdict {
  if (claim === undefined) {
    if (desk.state === 'unknown') return 'unknown';
    return desk.state === 'occupied' ? 'squat' : 'free';
  }
  if (desk.state === 'occupied') return 'in_use';
  if (desk.state === 'unknown') return claim.checkedIn ? 'in_use' : 'unknown';
  const vacantSince = Math.max(claim.from, desk.since);
  if (now >= vacantSince + GRACE) return 'ghost';
  return claim.checkedIn ? 'in_use' : 'booked';
}
