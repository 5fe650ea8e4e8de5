import type { LatLon } from '#libs/kernel';
import type { Places } from './domain/places.js';
import type { Snap } from './domain/snapper.js';
import { InvalidPosition } from './domain/travel-errors.js';
import type { WalkNetwork } from './domain/walk-network.js';

/** Points kept before the oldest is forgotten: the hubs and H3 cells of a large metro several times over. */
const MOST_POINTS = 200_000;

/**
 * Remembers where places lie on one network, because hubs and cells are asked for in every search. Lists are
 * remembered too: a caller that passes the same array again pays nothing.
 */
export class SnapCache {
  private readonly byPoint = new Map<string, Snap | null>();
  private readonly byList = new WeakMap<readonly LatLon[], Places>();

  constructor(private readonly network: WalkNetwork) {}

  /** The points laid on the streets, in their order. */
  places(points: readonly LatLon[]): Places {
    const known = this.byList.get(points);
    if (known?.count === points.length) return known;
    const places = this.network.layOut(points.map((point) => this.snap(point)));
    this.byList.set(points, places);
    return places;
  }

  private snap(point: LatLon): Snap | null {
    const key = `${point.lat},${point.lon}`;
    const known = this.byPoint.get(key);
    if (known !== undefined) return known;
    const snap = this.find(point);
    if (this.byPoint.size >= MOST_POINTS) this.byPoint.delete(this.byPoint.keys().next().value!);
    this.byPoint.set(key, snap);
    return snap;
  }

  private find(point: LatLon): Snap | null {
    try {
      return this.network.findSnap(point);
    } catch (error) {
      if (error instanceof InvalidPosition) return null;
      throw error;
    }
  }
}
