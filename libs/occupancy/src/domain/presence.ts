/** Milliseconds since 1970: as the machine is kept in the database and compared in its tightest loop. */
export type Millis = number;

export type PresenceState = 'occupied' | 'vacant' | 'unknown';

/**
 * What one desk sensor makes us believe.
 * seen: one movement, perhaps a cleaner; away: occupied a moment ago and still held; unknown: the sensor is silent. Silence is never taken for a free desk.
 */
export type Phase = 'unknown' | 'free' | 'seen' | 'occupied' | 'away';

/** The belief after the last reading. Everything that time alone does to it is worked out by `advance` and not stored. */
export interface Presence {
  readonly phase: Phase;
  /** when the phase began */
  readonly entered: Millis;
  /** when the public state began */
  readonly since: Millis;
  readonly movedAt: Millis | null;
  readonly heardAt: Millis | null;
}

export interface DeskReading {
  readonly at: Millis;
  /** movement was seen since the message before */
  readonly motion: boolean;
}

/** All in milliseconds. */
export interface PresenceRules {
  /** a second movement within this time makes a desk occupied, else the first is forgotten */
  readonly seen: number;
  /** without movement for this long the desk is away: who reads sits still */
  readonly hold: number;
  /** and after this long again it is free */
  readonly away: number;
  /** without any message for this long nothing is known */
  readonly silent: number;
}

const MINUTE = 60_000;

/** @param silentSeconds how long a healthy sensor may say nothing */
export const presenceRules = (silentSeconds: number): PresenceRules => ({
  seen: 3 * MINUTE,
  hold: 12 * MINUTE,
  away: 15 * MINUTE,
  silent: silentSeconds * 1000,
});

const states: Readonly<Record<Phase, PresenceState>> = {
  unknown: 'unknown',
  free: 'vacant',
  seen: 'vacant',
  occupied: 'occupied',
  away: 'occupied',
};

export const stateOf = (presence: Presence): PresenceState => states[presence.phase];

/** A desk whose sensor has not spoken yet. */
export const unheard = (at: Millis): Presence => ({
  phase: 'unknown',
  entered: at,
  since: at,
  movedAt: null,
  heardAt: null,
});

/** The belief once a reading is known that is no older than those before it. Readings of one instant may come in any order. */
export function step(before: Presence, reading: DeskReading, rules: PresenceRules): Presence {
  const presence = advance(before, reading.at, rules);
  const heard = { ...presence, heardAt: reading.at };
  if (!reading.motion) return presence.phase === 'unknown' ? enter(heard, 'free', reading.at) : heard;
  const moved = { ...heard, movedAt: reading.at };
  switch (presence.phase) {
    case 'unknown':
    case 'free':
      return enter(moved, 'seen', reading.at);
    case 'seen':
    case 'away':
      return enter(moved, 'occupied', reading.at);
    case 'occupied':
      return moved;
  }
}

/** The belief at a later instant at which nothing more was heard. */
export function advance(before: Presence, now: Millis, rules: PresenceRules): Presence {
  let presence = before;
  for (;;) {
    const change = nextPhase(presence, rules);
    if (change === undefined || change.at > now) return presence;
    presence = enter(presence, change.phase, change.at);
  }
}

/** When the public state changes if nothing more is heard; undefined: it stays as it is. */
export function nextDueAt(presence: Presence, rules: PresenceRules): Millis | undefined {
  let later = presence;
  for (;;) {
    const change = nextPhase(later, rules);
    if (change === undefined) return undefined;
    later = enter(later, change.phase, change.at);
    if (stateOf(later) !== stateOf(presence)) return change.at;
  }
}

/** From nothing to all that was read; the readings may come in any order. */
export function replay(readings: readonly DeskReading[], rules: PresenceRules, from: Presence = unheard(0)): Presence {
  return readings.toSorted((a, b) => a.at - b.at).reduce((presence, reading) => step(presence, reading, rules), from);
}

/** How far the public state may be trusted, 0 to 1: a fresh movement most, a desk that nobody moved at less and less. */
export function confidenceOf(presence: Presence, now: Millis, rules: PresenceRules): number {
  switch (presence.phase) {
    case 'unknown':
      return 0;
    case 'free':
      return 0.95;
    case 'seen':
      return 0.6;
    case 'occupied':
      return 0.95;
    case 'away': {
      const waited = Math.min(1, Math.max(0, (now - presence.entered) / rules.away));
      return Math.round((0.9 - 0.4 * waited) * 100) / 100;
    }
  }
}

interface PhaseChange {
  readonly phase: Phase;
  readonly at: Millis;
}

/** What time alone will do next. Silence wins a tie: then nothing is known. */
function nextPhase(presence: Presence, rules: PresenceRules): PhaseChange | undefined {
  if (presence.phase === 'unknown') return undefined;
  const silence: PhaseChange = { phase: 'unknown', at: (presence.heardAt ?? presence.entered) + rules.silent };
  const change = timeOut(presence, rules);
  return change === undefined || silence.at <= change.at ? silence : change;
}

function timeOut({ phase, entered, movedAt }: Presence, rules: PresenceRules): PhaseChange | undefined {
  if (phase === 'seen') return { phase: 'free', at: entered + rules.seen };
  if (phase === 'occupied') return { phase: 'away', at: (movedAt ?? entered) + rules.hold };
  if (phase === 'away') return { phase: 'free', at: entered + rules.away };
  return undefined;
}

function enter(presence: Presence, phase: Phase, at: Millis): Presence {
  const since = states[phase] === states[presence.phase] ? presence.since : at;
  return { ...presence, phase, entered: at, since };
}
