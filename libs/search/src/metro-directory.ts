import { Injectable } from '@nestjs/common';
import {
  type ActiveMetro,
  type BookableInSpace,
  type HubOfMetro,
  HubsService,
  MetroNotFound,
  MetrosService,
} from '#libs/hubs';
import { Clock, type LatLon, Temporal } from '#libs/kernel';
import { OffTheMap, SNAP_LIMIT_METRES, TravelService } from '#libs/travel';

export interface DirectoryHub extends HubOfMetro {
  readonly bookables: readonly BookableInSpace[];
}

/** The hubs of one metro as they were a moment ago. */
export interface HubDirectory {
  readonly metro: ActiveMetro;
  readonly hubs: readonly DirectoryHub[];
  /** Where the hubs are, in their order: always the same array, which travel lays on the streets only once. */
  readonly positions: readonly LatLon[];
}

interface Kept<T> {
  readonly until: Temporal.Instant;
  readonly value: Promise<T>;
}

const KEPT = { seconds: 10 };

/**
 * What searches read again and again and what seldom changes: metros, hubs and their desks. Another process's change is seen
 * after ten seconds at most; `forget` makes it be seen at once. Availability is never kept.
 */
@Injectable()
export class MetroDirectory {
  private metros: Kept<readonly ActiveMetro[]> | undefined;
  private readonly directories = new Map<string, Kept<HubDirectory>>();

  constructor(
    private readonly metrosService: MetrosService,
    private readonly hubs: HubsService,
    private readonly travel: TravelService,
    private readonly clock: Clock,
  ) {}

  forget(): void {
    this.metros = undefined;
    this.directories.clear();
  }

  /** @throws MetroNotFound */
  async bySlug(slug: string): Promise<HubDirectory> {
    const metro = (await this.all()).find((one) => one.slug === slug);
    if (metro === undefined) throw new MetroNotFound(slug);
    return this.of(metro);
  }

  /** The metro that a hub belongs to; undefined when no metro in service has it. */
  async ofHub(hubId: string): Promise<HubDirectory | undefined> {
    const directories = await Promise.all((await this.all()).map((metro) => this.of(metro)));
    return directories.find(({ hubs }) => hubs.some(({ id }) => id === hubId));
  }

  /**
   * The metro on whose streets the point lies; the smallest, where metros overlap.
   * @throws OffTheMap
   */
  async under(point: LatLon): Promise<HubDirectory> {
    const around = (await this.all())
      .filter(({ network: { bbox } }) => contains(bbox, point))
      .toSorted((a, b) => area(a.network.bbox) - area(b.network.bbox));
    const onStreets = around.find(({ id }) => this.travel.has(id) && this.travel.network(id).findSnap(point) !== null);
    const metro = onStreets ?? around[0];
    if (metro === undefined) throw new OffTheMap(point, Infinity, SNAP_LIMIT_METRES);
    return this.of(metro);
  }

  private async all(): Promise<readonly ActiveMetro[]> {
    this.metros = this.fresh(this.metros, () => this.metrosService.all());
    return this.metros.value;
  }

  private async of(metro: ActiveMetro): Promise<HubDirectory> {
    const kept = this.fresh(this.directories.get(metro.id), () => this.load(metro));
    this.directories.set(metro.id, kept);
    return kept.value;
  }

  private fresh<T>(kept: Kept<T> | undefined, load: () => Promise<T>): Kept<T> {
    const now = this.clock.now();
    if (kept !== undefined && Temporal.Instant.compare(now, kept.until) < 0) return kept;
    const value = load();
    // A failure is told to those who wait for it and then forgotten.
    value.catch(() => this.forget());
    return { until: now.add(KEPT), value };
  }

  private async load(metro: ActiveMetro): Promise<HubDirectory> {
    const [hubs, bookables] = await Promise.all([
      this.hubs.hubsOfMetro(metro.id),
      this.hubs.bookablesOfMetro(metro.id),
    ]);
    const byHub = new Map<string, BookableInSpace[]>(hubs.map(({ id }) => [id, []]));
    for (const bookable of bookables) byHub.get(bookable.hubId)?.push(bookable);
    return {
      metro,
      hubs: hubs.map((hub) => ({ ...hub, bookables: byHub.get(hub.id) ?? [] })),
      positions: hubs.map(({ lat, lon }) => ({ lat, lon })),
    };
  }
}

type Box = ActiveMetro['network']['bbox'];

const contains = ([west, south, east, north]: Box, { lat, lon }: LatLon): boolean =>
  west <= lon && lon <= east && south <= lat && lat <= north;
const area = ([west, south, east, north]: Box): number => (east - west) * (north - south);
