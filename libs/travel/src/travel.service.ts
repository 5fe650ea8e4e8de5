import { Injectable } from '@nestjs/common';
import type { LatLon } from '#libs/kernel';
import type { IsochroneCollection } from './domain/isochrones.js';
import { NetworkMissing } from './domain/travel-errors.js';
import type { NetworkStats, WalkNetwork } from './domain/walk-network.js';
import { loadNetwork } from './file/network-file.js';
import { SnapCache } from './snap-cache.js';

/** How people travel. */
export type TravelMode = 'walk';

interface LoadedMetro {
  readonly network: WalkNetwork;
  readonly places: SnapCache;
}

/**
 * Travel times in the metros whose networks are loaded. Pass the same array of destinations again and again where one
 * can: it is laid on the streets only once per network.
 */
@Injectable()
export class TravelService {
  private readonly metros = new Map<string, LoadedMetro>();

  /**
   * Loads a network file and puts it in the place of the metro's former one, at once for all later questions.
   * @throws BrokenNetworkFile, and the former network stays
   */
  async use(metroId: string, file: string): Promise<NetworkStats> {
    const network = await loadNetwork(file);
    this.useNetwork(metroId, network);
    return network.stats;
  }

  /** As `use`, for a network that is in memory already. */
  useNetwork(metroId: string, network: WalkNetwork): void {
    this.metros.set(metroId, { network, places: new SnapCache(network) });
  }

  forget(metroId: string): void {
    this.metros.delete(metroId);
  }

  has(metroId: string): boolean {
    return this.metros.has(metroId);
  }

  /** @throws NetworkMissing */
  network(metroId: string): WalkNetwork {
    return this.metro(metroId).network;
  }

  /**
   * Seconds from the origin to each destination, in their order; Infinity beyond the budget and for destinations off
   * the map.
   * @throws NetworkMissing, OffTheMap and InvalidPosition for the origin, InvalidBudget
   */
  async secondsFrom(
    metroId: string,
    origin: LatLon,
    destinations: readonly LatLon[],
    budgetSeconds: number,
  ): Promise<Float64Array> {
    const { network, places } = this.metro(metroId);
    const times = network.from(network.snap(origin), budgetSeconds);
    return times.secondsAtAll(places.places(destinations));
  }

  /**
   * Seconds from each point to the destination nearest to it, in the order of the points; Infinity beyond the budget
   * and for points off the map. Destinations off the map are nobody's nearest.
   * @throws NetworkMissing, InvalidBudget
   */
  async secondsToNearest(
    metroId: string,
    destinations: readonly LatLon[],
    points: readonly LatLon[],
    budgetSeconds: number,
  ): Promise<Float64Array> {
    const { network, places } = this.metro(metroId);
    const onMap = places.places(destinations).snaps.filter((snap) => snap !== null);
    const times = network.to(onMap, budgetSeconds);
    return times.secondsAtAll(places.places(points));
  }

  /** @throws NetworkMissing, OffTheMap, InvalidPosition, InvalidBudget */
  async isochrones(metroId: string, origin: LatLon, cutoffMinutes: readonly number[]): Promise<IsochroneCollection> {
    return this.network(metroId).isochrones(origin, cutoffMinutes);
  }

  private metro(metroId: string): LoadedMetro {
    const metro = this.metros.get(metroId);
    if (metro === undefined) throw new NetworkMissing(metroId);
    return metro;
  }
}
