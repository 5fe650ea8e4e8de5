import { setImmediate } from 'node:timers/promises';
import { Injectable } from '@nestjs/common';
import { cellToLatLng } from 'h3-js';
import { AvailabilityService } from '#libs/booking';
import type { Coverage, CoverageQuery } from '#libs/contracts';
import { isOpen, MetrosService, type ResidentCell } from '#libs/hubs';
import { type Caller, requireInNetwork } from '#libs/identity';
import { haversineMetres, type LatLon, TimeRange } from '#libs/kernel';
import { type HubDirectory, MetroDirectory } from '#libs/search';
import { TravelService, WALKING_KMH } from '#libs/travel';
import { countCoverage } from './domain/coverage-counts.js';

/** How far the nearest free seat of a cell is told. */
const FARTHEST_SECONDS = 3600;

interface Seats {
  readonly free: number;
  readonly at: LatLon;
}

interface Nearest {
  readonly hub: number;
  readonly seconds: number;
}

/** Who lives within reach of a free seat, and who does not. */
@Injectable()
export class CoverageService {
  constructor(
    private readonly metros: MetrosService,
    private readonly directory: MetroDirectory,
    private readonly travel: TravelService,
    private readonly availability: AvailabilityService,
  ) {}

  /** @throws NotAllowed, MetroNotFound, NetworkMissing */
  async coverage(caller: Caller, metroSlug: string, query: CoverageQuery): Promise<Coverage> {
    requireInNetwork(caller, 'network.plan');
    const span = TimeRange.parse(query.from, query.to);
    const directory = await this.directory.bySlug(metroSlug);
    const metroId = directory.metro.id;
    const [cells, seats] = await Promise.all([this.metros.residentCells(metroId), this.freeSeats(directory, span)]);
    const homes = cells.map(center);
    const budget = query.minutes * 60;

    const hubsWithDesks = directory.hubs.filter(({ desks }) => desks > 0).map(({ lat, lon }) => ({ lat, lon }));
    const open = seats.filter(({ free }) => free > 0).map(({ at }) => at);
    const toSeat = await this.travel.secondsToNearest(metroId, open, homes, FARTHEST_SECONDS);
    const toAnyHub = await this.travel.secondsToNearest(metroId, hubsWithDesks, homes, budget);
    const nearest = await this.nearestSeat(metroId, seats, homes, budget);
    const counts = countCoverage(
      cells.map(({ cell, residents }, i) => ({
        cell,
        residents,
        seconds: nearest[i]?.seconds ?? toSeat[i]!,
        hub: nearest[i]?.hub ?? null,
        nearAnyHub: Number.isFinite(toAnyHub[i]),
      })),
      seats.length,
    );
    const share = (part: number): number | null => (counts.residents === 0 ? null : part / counts.residents);
    return {
      metro: metroSlug,
      mode: query.mode,
      minutes: query.minutes,
      from: span.start.toString(),
      to: span.end.toString(),
      residents: counts.residents,
      covered: counts.covered,
      share: share(counts.covered),
      shareOfAnyHub: share(counts.nearAnyHub),
      cells: [...counts.cells],
      hubs: directory.hubs.map(({ id, name, desks }, i) => ({
        hubId: id,
        name,
        free: seats[i]!.free,
        desks,
        residents: counts.byHub[i]!,
      })),
    };
  }

  /** Free desks of each hub in the whole span, none where it is closed. */
  private async freeSeats({ hubs }: HubDirectory, span: TimeRange): Promise<readonly Seats[]> {
    const open = new Set(
      hubs.filter(({ openingWindows, timeZone }) => isOpen(openingWindows, timeZone, span)).map(({ id }) => id),
    );
    const taken = await this.availability.taken([...open], span);
    return hubs.map(({ id, lat, lon, bookables }) => ({
      free: open.has(id) ? bookables.filter((desk) => desk.kind === 'desk' && !taken.has(desk.id)).length : 0,
      at: { lat, lon },
    }));
  }

  /** The nearest free seat of each home within the budget, by a search from every hub; between two of them others get their turn. */
  private async nearestSeat(
    metroId: string,
    seats: readonly Seats[],
    homes: readonly LatLon[],
    budget: number,
  ): Promise<readonly (Nearest | undefined)[]> {
    const nearest: (Nearest | undefined)[] = homes.map(() => undefined);
    // A hundredth more than can be walked: the two measures of distance differ by less.
    const metres = (1.01 * budget * WALKING_KMH) / 3.6;
    for (const [hub, { free, at }] of seats.entries()) {
      if (free === 0) continue;
      const around = [...homes.keys()].filter((i) => haversineMetres(homes[i]!, at) <= metres);
      const places = around.map((i) => homes[i]!);
      const seconds = await this.travel.secondsToNearest(metroId, [at], places, budget);
      around.forEach((i, n) => {
        const here = seconds[n]!;
        if (here < (nearest[i]?.seconds ?? Infinity)) nearest[i] = { hub, seconds: here };
      });
      await setImmediate();
    }
    return nearest;
  }
}

function center({ cell }: ResidentCell): LatLon {
  const [lat, lon] = cellToLatLng(cell);
  return { lat, lon };
}
