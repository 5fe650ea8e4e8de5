import type { NetworkArrays } from './network-arrays.js';
import type { Snap } from './snapper.js';
import { BACKWARD, FORWARD } from './walk-access.js';
import { secondsToWalk } from './walking.js';

/**
 * Many places laid out to be read fast after each search: the nodes at both ends of each place's street and the
 * seconds between, Infinity where the street may not be walked that way.
 */
export interface Places {
  readonly count: number;
  /** Null off the map. */
  readonly snaps: readonly (Snap | null)[];
  readonly edge: Uint32Array;
  readonly start: Uint32Array;
  readonly end: Uint32Array;
  /** Seconds to the place from the start and the end of its street; the walk off the street included. */
  readonly fromStart: Float64Array;
  readonly fromEnd: Float64Array;
  /** Seconds from the place to the start and the end. */
  readonly toStart: Float64Array;
  readonly toEnd: Float64Array;
}

export function layOut(arrays: NetworkArrays, snaps: readonly (Snap | null)[]): Places {
  const seconds = (): Float64Array => new Float64Array(snaps.length).fill(Infinity);
  const places = {
    count: snaps.length,
    snaps,
    edge: new Uint32Array(snaps.length),
    start: new Uint32Array(snaps.length),
    end: new Uint32Array(snaps.length),
    fromStart: seconds(),
    fromEnd: seconds(),
    toStart: seconds(),
    toEnd: seconds(),
  };
  snaps.forEach((snap, i) => {
    if (snap === null) return;
    const directions = arrays.edgeDirections[snap.edge]!;
    const whole = secondsToWalk(arrays.edgeMetres[snap.edge]!);
    const startwards = secondsToWalk(snap.metres) + snap.fraction * whole;
    const endwards = secondsToWalk(snap.metres) + (1 - snap.fraction) * whole;
    places.edge[i] = snap.edge;
    places.start[i] = arrays.edgeFrom[snap.edge]!;
    places.end[i] = arrays.edgeTo[snap.edge]!;
    if ((directions & FORWARD) !== 0) {
      places.fromStart[i] = startwards;
      places.toEnd[i] = endwards;
    }
    if ((directions & BACKWARD) !== 0) {
      places.fromEnd[i] = endwards;
      places.toStart[i] = startwards;
    }
  });
  return places;
}
