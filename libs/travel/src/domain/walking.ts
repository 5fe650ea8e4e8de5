/** Valhalla's default for a person on foot; steps take no longer per metre than level ground. */
export const WALKING_KMH = 5.1;
export const WALKING_METRES_PER_SECOND = WALKING_KMH / 3.6;

/** Unit of time inside a search. */
export const TICKS_PER_SECOND = 10;

/** A point farther than this from every street is off the map. */
export const SNAP_LIMIT_METRES = 300;

export function secondsToWalk(metres: number): number {
  return metres / WALKING_METRES_PER_SECOND;
}

export function ticksToWalk(metres: number): number {
  return Math.round(secondsToWalk(metres) * TICKS_PER_SECOND);
}
