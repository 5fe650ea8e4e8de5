import { NEVER, type BucketSearch } from './bucket-search.js';
import type { NetworkArrays } from './network-arrays.js';
import type { Places } from './places.js';
import type { Snap } from './snapper.js';
import { BACKWARD, FORWARD } from './walk-access.js';
import { TICKS_PER_SECOND, secondsToWalk } from './walking.js';

/** Whether times count from the seeds or towards them. */
export type Sense = 'from' | 'to';

/**
 * Walking times between the seeds of one search and any place. It reads the memory of the search that made it and is
 * valid until that memory is used again.
 */
export class TravelTimes {
  private readonly generation: number;
  /** Bits of an edge that lead away from its start, and from its end, in the sense of the search. */
  private readonly ahead: number;
  private readonly back: number;
  private readonly seedsByEdge = new Map<number, Snap[]>();

  constructor(
    private readonly arrays: NetworkArrays,
    private readonly search: BucketSearch,
    private readonly sense: Sense,
    seeds: readonly Snap[],
    readonly budgetSeconds: number,
  ) {
    this.generation = search.generation;
    [this.ahead, this.back] = sense === 'from' ? [FORWARD, BACKWARD] : [BACKWARD, FORWARD];
    for (const seed of seeds) {
      const others = this.seedsByEdge.get(seed.edge);
      if (others === undefined) this.seedsByEdge.set(seed.edge, [seed]);
      else others.push(seed);
    }
  }

  /**
   * Seconds between the place and the nearest seed, in the sense of the search, including the straight walks between
   * both points and the street; Infinity beyond the budget.
   */
  secondsAt(place: Snap): number {
    const seconds = this.secondsOnStreet(place.edge, place.fraction) + secondsToWalk(place.metres);
    return seconds <= this.budgetSeconds ? seconds : Infinity;
  }

  /** `secondsAt` for many places at once, in their order; Infinity for those off the map. */
  secondsAtAll(places: Places): Float64Array {
    this.assertCurrent();
    const { ticks } = this.search;
    const [viaStart, viaEnd] =
      this.sense === 'from' ? [places.fromStart, places.fromEnd] : [places.toStart, places.toEnd];
    const seconds = new Float64Array(places.count).fill(Infinity);
    for (let i = 0; i < places.count; i++) {
      const atStart = ticks[places.start[i]!]!;
      const atEnd = ticks[places.end[i]!]!;
      let best = atStart === NEVER ? Infinity : atStart / TICKS_PER_SECOND + viaStart[i]!;
      if (atEnd !== NEVER) best = Math.min(best, atEnd / TICKS_PER_SECOND + viaEnd[i]!);
      if (best <= this.budgetSeconds) seconds[i] = best;
    }
    this.improveOnOwnStreets(places, seconds);
    return seconds;
  }

  /** As `secondsAt`, for a place on the street itself; may exceed the budget by what the last street takes. */
  secondsOnStreet(edge: number, fraction: number): number {
    this.assertCurrent();
    const { arrays, ahead, back } = this;
    const directions = arrays.edgeDirections[edge]!;
    const whole = secondsToWalk(arrays.edgeMetres[edge]!);
    let best = Infinity;
    if ((directions & ahead) !== 0) best = this.secondsToNode(arrays.edgeFrom[edge]!) + fraction * whole;
    if ((directions & back) !== 0)
      best = Math.min(best, this.secondsToNode(arrays.edgeTo[edge]!) + (1 - fraction) * whole);
    const seeds = this.seedsByEdge.get(edge);
    return seeds === undefined ? best : Math.min(best, this.secondsAlong(seeds, fraction, directions, whole));
  }

  /** From a seed on the same edge, without leaving it. */
  private secondsAlong(seeds: readonly Snap[], fraction: number, directions: number, whole: number): number {
    let best = Infinity;
    for (const seed of seeds) {
      const onward = fraction - seed.fraction;
      if (onward === 0 || (directions & (onward > 0 ? this.ahead : this.back)) !== 0)
        best = Math.min(best, secondsToWalk(seed.metres) + Math.abs(onward) * whole);
    }
    return best;
  }

  /** Places that share a street with a seed need not go round by its ends. */
  private improveOnOwnStreets({ edge, snaps }: Places, seconds: Float64Array): void {
    const [only] = this.seedsByEdge.size === 1 ? this.seedsByEdge.keys() : [];
    for (let i = 0; i < edge.length; i++) {
      if (only === undefined ? !this.seedsByEdge.has(edge[i]!) : edge[i] !== only) continue;
      const snap = snaps[i];
      if (snap !== null && snap !== undefined) seconds[i] = this.secondsAt(snap);
    }
  }

  private assertCurrent(): void {
    if (this.generation !== this.search.generation)
      throw new Error('These travel times were overwritten by a later search');
  }

  private secondsToNode(node: number): number {
    const ticks = this.search.ticks[node]!;
    return ticks === NEVER ? Infinity : ticks / TICKS_PER_SECOND;
  }
}
