import { Injectable } from '@nestjs/common';
import { AlternativesPort, AvailabilityService, bestDesk, type Instead, mostAlike, spreadOf } from '#libs/booking';
import type { Alternative } from '#libs/contracts';
import { type BookableInSpace, isOpen } from '#libs/hubs';
import type { TimeRange } from '#libs/kernel';
import { TravelService } from '#libs/travel';

import { type DirectoryHub, type HubDirectory, MetroDirectory } from './metro-directory.js';

const FARTHEST_SECONDS = 3600;
const ANYTHING: Instead = { passedOver: new Set(), needs: [] };

/** What to offer when a desk was taken: first what is most like it in the same hub, then one desk of each hub by walking time. */
@Injectable()
export class NearestAlternatives extends AlternativesPort {
  constructor(
    private readonly directory: MetroDirectory,
    private readonly travel: TravelService,
    private readonly availability: AvailabilityService,
  ) {
    super();
  }

  async nearestAlternatives(
    hubId: string,
    bookableId: string,
    span: TimeRange,
    count: number,
    instead = ANYTHING,
  ): Promise<readonly Alternative[]> {
    const directory = await this.directory.ofHub(hubId);
    const hub = directory?.hubs.find(({ id }) => id === hubId);
    const wanted = hub?.bookables.find(({ id }) => id === bookableId);
    if (directory === undefined || hub === undefined || wanted === undefined) return [];
    const taken = await this.availability.taken([hubId], span);
    const here = mostAlike(wanted, freeLike(wanted, hub, taken, instead)).slice(0, count);
    const offers = here.map((desk) => toAlternative(hub, desk, span, 0));
    if (offers.length === count) return offers;
    return [
      ...offers,
      ...(await this.elsewhere(directory, hub, wanted, span, instead)).slice(0, count - offers.length),
    ];
  }

  private async elsewhere(
    directory: HubDirectory,
    from: DirectoryHub,
    wanted: BookableInSpace,
    span: TimeRange,
    instead: Instead,
  ): Promise<readonly Alternative[]> {
    const { metro, hubs, positions } = directory;
    if (!this.travel.has(metro.id) || this.travel.network(metro.id).findSnap(from) === null) return [];
    const seconds = await this.travel.secondsFrom(metro.id, from, positions, FARTHEST_SECONDS);
    const open = hubs
      .map((hub, i) => ({ hub, seconds: seconds[i]! }))
      .filter(({ hub, seconds: away }) => hub.id !== from.id && Number.isFinite(away))
      .filter(({ hub }) => isOpen(hub.openingWindows, hub.timeZone, span))
      .toSorted((a, b) => a.seconds - b.seconds);
    const openIds = open.map(({ hub }) => hub.id);
    const taken = await this.availability.taken(openIds, span);
    const spread = spreadOf(`${wanted.id} ${span.toString()}`);
    return open.flatMap(({ hub, seconds: away }) => {
      const desk = bestDesk(freeLike(wanted, hub, taken, instead), spread);
      return desk === null ? [] : [toAlternative(hub, desk, span, Math.round(away))];
    });
  }
}

function freeLike(
  wanted: BookableInSpace,
  hub: DirectoryHub,
  taken: ReadonlySet<string>,
  { passedOver, needs }: Instead,
): readonly BookableInSpace[] {
  return hub.bookables.filter(
    ({ id, kind, amenities }) =>
      kind === wanted.kind &&
      !taken.has(id) &&
      !passedOver.has(id) &&
      needs.every((need) => (amenities as readonly string[]).includes(need)),
  );
}

function toAlternative(hub: DirectoryHub, desk: BookableInSpace, span: TimeRange, seconds: number): Alternative {
  return {
    hubId: hub.id,
    hubName: hub.name,
    bookableId: desk.id,
    label: desk.label,
    spaceName: desk.spaceName,
    from: span.start.toString(),
    to: span.end.toString(),
    seconds,
  };
}
