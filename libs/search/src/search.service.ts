import { Injectable } from '@nestjs/common';
import { AvailabilityService, bestDesk, spreadOf } from '#libs/booking';
import type { HubHit, IsochroneQuery, Isochrones, SearchQuery, SearchResult } from '#libs/contracts';
import { type BookableInSpace, isOpen } from '#libs/hubs';
import { type LatLon, TimeRange } from '#libs/kernel';
import { TravelService } from '#libs/travel';

import { type DirectoryHub, type HubDirectory, MetroDirectory } from './metro-directory.js';

/** How far the nearest free desk is looked for when there is none within the minutes asked for. */
const FARTHEST_SECONDS = 3600;

interface Reached {
  readonly hub: DirectoryHub;
  readonly seconds: number;
}

/** Free desks by travel time. */
@Injectable()
export class SearchService {
  constructor(
    private readonly directory: MetroDirectory,
    private readonly travel: TravelService,
    private readonly availability: AvailabilityService,
  ) {}

  /**
   * The hubs within the minutes, nearest first; a closed hub is among them, with nothing free.
   * @throws MetroNotFound, OffTheMap, NetworkMissing
   */
  async search(query: SearchQuery): Promise<SearchResult> {
    const { lat, lon, mode, minutes } = query;
    const origin = { lat, lon };
    const span = TimeRange.parse(query.from, query.to);
    const directory = await this.directoryOf(query.metro, origin);
    const snap = this.travel.network(directory.metro.id).snap(origin);
    const budget = minutes * 60;
    const hubs = await this.hits(await this.within(directory, origin, budget), origin, span);
    return {
      metro: directory.metro.slug,
      timeZone: directory.metro.timeZone,
      origin: { lat, lon, snappedLat: snap.at.lat, snappedLon: snap.at.lon, snapMetres: snap.metres },
      mode,
      minutes,
      from: span.start.toString(),
      to: span.end.toString(),
      hubs,
      nearestBeyond: hubs.some(({ free }) => free > 0) ? null : await this.beyond(directory, origin, budget, span),
    };
  }

  /** @throws MetroNotFound, OffTheMap, NetworkMissing */
  async isochrones({ metro, lat, lon, minutes }: IsochroneQuery): Promise<Isochrones> {
    const origin = { lat, lon };
    const directory = await this.directoryOf(metro, origin);
    const { type, features } = await this.travel.isochrones(directory.metro.id, origin, minutes);
    return {
      type,
      origin,
      features: features.map(({ properties, geometry: { coordinates } }) => ({
        type: 'Feature',
        properties: { minutes: properties.minutes },
        geometry: { type: 'MultiPolygon', coordinates },
      })),
    };
  }

  private directoryOf(slug: string | undefined, origin: LatLon): Promise<HubDirectory> {
    return slug === undefined ? this.directory.under(origin) : this.directory.bySlug(slug);
  }

  private async within(directory: HubDirectory, origin: LatLon, budget: number): Promise<readonly Reached[]> {
    const { metro, hubs, positions } = directory;
    const seconds = await this.travel.secondsFrom(metro.id, origin, positions, budget);
    return hubs
      .map((hub, i) => ({ hub, seconds: seconds[i]! }))
      .filter((reached) => Number.isFinite(reached.seconds))
      .toSorted((a, b) => a.seconds - b.seconds);
  }

  private async beyond(
    directory: HubDirectory,
    origin: LatLon,
    budget: number,
    span: TimeRange,
  ): Promise<HubHit | null> {
    if (budget >= FARTHEST_SECONDS) return null;
    const reached = await this.within(directory, origin, FARTHEST_SECONDS);
    const farther = reached.filter(({ seconds }) => seconds > budget);
    return (await this.hits(farther, origin, span)).find(({ free }) => free > 0) ?? null;
  }

  private async hits(reached: readonly Reached[], origin: LatLon, span: TimeRange): Promise<HubHit[]> {
    const open = new Set(
      reached.filter(({ hub }) => isOpen(hub.openingWindows, hub.timeZone, span)).map(({ hub }) => hub.id),
    );
    const taken = await this.availability.taken([...open], span);
    return reached.map((one) => toHit(one, open.has(one.hub.id), taken, origin, span));
  }
}

function toHit(
  { hub, seconds }: Reached,
  open: boolean,
  taken: ReadonlySet<string>,
  origin: LatLon,
  span: TimeRange,
): HubHit {
  const { id, slug, name, kind, address, lat, lon, amenities } = hub;
  const free = open ? hub.bookables.filter((desk) => desk.kind === 'desk' && !taken.has(desk.id)) : [];
  const best = bestDesk(free, spreadOf(`${id} ${origin.lat} ${origin.lon} ${span.toString()}`));
  return {
    id,
    slug,
    name,
    kind,
    address,
    lat,
    lon,
    amenities,
    seconds: Math.round(seconds),
    open,
    desks: hub.desks,
    free: free.length,
    bestDesk: best && toBookable(best),
  };
}

function toBookable(desk: BookableInSpace): HubHit['bestDesk'] {
  const { id, spaceId, spaceName, kind, label, position, amenities } = desk;
  return { id, spaceId, spaceName, kind, label, position, amenities };
}
