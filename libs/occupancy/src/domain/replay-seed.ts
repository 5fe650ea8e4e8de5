import { type Millis, type Phase, type Presence, type PresenceState, stateOf, unheard } from './presence.js';

const phases: Readonly<Record<PresenceState, Phase>> = { unknown: 'unknown', vacant: 'free', occupied: 'occupied' };

/**
 * Where a replay from the horizon begins. A public state that began before the horizon and still held at the last reading held at the horizon too;
 * of any other the readings after the horizon tell.
 */
export function replaySeed(last: Presence, horizon: Millis): Presence {
  const state = stateOf(last);
  if (last.since >= horizon || state === 'unknown') return unheard(horizon);
  return { phase: phases[state], entered: last.since, since: last.since, movedAt: horizon, heardAt: horizon };
}
