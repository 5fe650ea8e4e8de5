import type { LatLon } from '#libs/kernel';
import { BucketSearch } from './bucket-search.js';
import { isochrones, type IsochroneCollection } from './isochrones.js';
import type { NetworkArrays } from './network-arrays.js';
import type { BoundingBox } from './osm-data.js';
import { layOut, type Places } from './places.js';
import { Snapper, type Snap } from './snapper.js';
import { InvalidBudget } from './travel-errors.js';
import { TravelTimes, type Sense } from './travel-times.js';
import { BACKWARD, FORWARD } from './walk-access.js';
import { TICKS_PER_SECOND, ticksToWalk } from './walking.js';

export interface NetworkStats {
  readonly nodes: number;
  readonly edges: number;
  readonly km: number;
  /** Streets that hang on nothing of the network and were left out. */
  readonly islands: number;
  readonly islandKm: number;
  readonly bbox: BoundingBox;
}

/** Four hours: beyond any search of the product, and what the memory of a search is laid out for at most. */
export const MAX_BUDGET_SECONDS = 4 * 3600;

/** The streets of one metro as a walker uses them. Immutable; its buffer may be shared by threads. */
export class WalkNetwork {
  private readonly snapper: Snapper;
  private readonly search: BucketSearch;
  private drawing: BucketSearch | undefined;

  constructor(
    readonly buffer: SharedArrayBuffer,
    readonly arrays: NetworkArrays,
    readonly stats: NetworkStats,
  ) {
    this.snapper = new Snapper(arrays);
    this.search = new BucketSearch(arrays.nodeLat.length);
  }

  get bbox(): BoundingBox {
    return this.stats.bbox;
  }

  /** @throws OffTheMap when no street lies within 300 m */
  snap(point: LatLon): Snap {
    return this.snapper.snap(point);
  }

  /** As `snap`, but null off the map. */
  findSnap(point: LatLon): Snap | null {
    return this.snapper.find(point);
  }

  /** Snaps of places that are asked for again and again, for `TravelTimes.secondsAtAll`. */
  layOut(snaps: readonly (Snap | null)[]): Places {
    return layOut(this.arrays, snaps);
  }

  /**
   * Times from one place to all others.
   * @param search memory to use, so that several results can live at once; the network's own when left out
   */
  from(origin: Snap, budgetSeconds: number, search: BucketSearch = this.search): TravelTimes {
    return this.run('from', [origin], budgetSeconds, search);
  }

  /** Times from every place to the nearest of some destinations. */
  to(destinations: readonly Snap[], budgetSeconds: number, search: BucketSearch = this.search): TravelTimes {
    return this.run('to', destinations, budgetSeconds, search);
  }

  /** Memory for a search beside the network's own. */
  newSearch(): BucketSearch {
    return new BucketSearch(this.arrays.nodeLat.length);
  }

  /** Edges whose line may touch a box, each once; units of 1e-7 degree. */
  edgesIn(west: number, south: number, east: number, north: number): Iterable<number> {
    return this.snapper.edgesIn(west, south, east, north);
  }

  /** What can be reached within each cutoff, as GeoJSON multipolygons, the widest first. */
  isochrones(origin: LatLon, cutoffMinutes: readonly number[]): IsochroneCollection {
    this.drawing ??= this.newSearch();
    return isochrones(this, this.drawing, origin, cutoffMinutes);
  }

  private run(sense: Sense, seeds: readonly Snap[], budgetSeconds: number, search: BucketSearch): TravelTimes {
    if (!(budgetSeconds > 0 && budgetSeconds <= MAX_BUDGET_SECONDS))
      throw new InvalidBudget(budgetSeconds, 'seconds', MAX_BUDGET_SECONDS);
    const { arrays } = this;
    const [ahead, back] = sense === 'from' ? [FORWARD, BACKWARD] : [BACKWARD, FORWARD];
    search.begin(Math.ceil(budgetSeconds * TICKS_PER_SECOND));
    for (const seed of seeds) {
      const approach = ticksToWalk(seed.metres);
      const metres = arrays.edgeMetres[seed.edge]!;
      const directions = arrays.edgeDirections[seed.edge]!;
      if ((directions & ahead) !== 0)
        search.seed(arrays.edgeTo[seed.edge]!, approach + ticksToWalk((1 - seed.fraction) * metres));
      if ((directions & back) !== 0)
        search.seed(arrays.edgeFrom[seed.edge]!, approach + ticksToWalk(seed.fraction * metres));
    }
    search.run(
      sense === 'from'
        ? { first: arrays.outFirst, target: arrays.outTarget, ticks: arrays.outTicks }
        : { first: arrays.inFirst, target: arrays.inTarget, ticks: arrays.inTicks },
    );
    return new TravelTimes(arrays, search, sense, seeds, budgetSeconds);
  }
}
