import type { Claim } from '#libs/booking';
import type { Bookable, LiveDesk } from '#libs/contracts';
import { Temporal } from '#libs/kernel';
import { advance, confidenceOf, type Millis, presenceRules, stateOf } from './domain/presence.js';
import { verdictOn } from './domain/reconcile.js';
import type { StoredPresence } from './persistence/presence.repository.js';

/** A desk as it is now: the claim that holds it set against its sensor. */
export function liveDesk(
  desk: Bookable,
  claim: Claim | undefined,
  presence: StoredPresence | undefined,
  now: Millis,
): LiveDesk {
  const seen = presenceAt(presence, now);
  const running = claim && { from: claim.during.start.epochMilliseconds, checkedIn: claim.status === 'checked_in' };
  return {
    bookableId: desk.id,
    label: desk.label,
    spaceId: desk.spaceId,
    position: desk.position,
    presence: seen.state,
    confidence: seen.confidence,
    since: presence === undefined ? null : Temporal.Instant.fromEpochMilliseconds(seen.since).toString(),
    claim:
      claim === undefined
        ? null
        : { from: claim.during.start.toString(), to: claim.during.end.toString(), status: claim.status },
    verdict: verdictOn(running, seen, now),
  };
}

/** At this very instant: the worker looks at desks every few seconds, who asks wants to know now. */
function presenceAt(
  desk: StoredPresence | undefined,
  now: Millis,
): Pick<StoredPresence, 'state' | 'since' | 'confidence'> {
  if (desk === undefined) return { state: 'unknown', since: 0, confidence: 0 };
  const rules = presenceRules(desk.silentSeconds);
  const presence = advance(desk.machine, now, rules);
  return { state: stateOf(presence), since: presence.since, confidence: confidenceOf(presence, now, rules) };
}
