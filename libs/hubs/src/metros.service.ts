import { Injectable } from '@nestjs/common';
import type { Metro } from '#libs/contracts';
import type { LatLon } from '#libs/kernel';
import { SYSTEM, UnitOfWork } from '#libs/platform';
import { MetroNotFound } from './hubs-errors.js';
import { type ActiveMetro, MetroRepository } from './persistence/metro.repository.js';
import { type ResidentCell, ResidentRepository } from './persistence/resident.repository.js';

/** The metros whose network is in service. */
@Injectable()
export class MetrosService {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly metros: MetroRepository,
    private readonly residents: ResidentRepository,
  ) {}

  async all(): Promise<readonly ActiveMetro[]> {
    return this.unitOfWork.run(SYSTEM, (tx) => this.metros.all(tx));
  }

  /** @throws MetroNotFound */
  async bySlug(slug: string): Promise<ActiveMetro> {
    const metro = await this.unitOfWork.run(SYSTEM, (tx) => this.metros.bySlug(tx, slug));
    if (metro === undefined) throw new MetroNotFound(slug);
    return metro;
  }

  async find(id: string): Promise<ActiveMetro | undefined> {
    return this.unitOfWork.run(SYSTEM, (tx) => this.metros.byId(tx, id));
  }

  /** @throws MetroNotFound when no extent lies under the point */
  async under(point: LatLon): Promise<ActiveMetro> {
    const metro = await this.unitOfWork.run(SYSTEM, (tx) => this.metros.under(tx, point));
    if (metro === undefined) throw new MetroNotFound(null);
    return metro;
  }

  /** Where the files of a version lie, relative to the data folder; undefined when that version is not kept. */
  async folder(slug: string, version: number): Promise<string | undefined> {
    return this.unitOfWork.run(SYSTEM, (tx) => this.metros.folder(tx, slug, version));
  }

  async residentCells(metroId: string): Promise<readonly ResidentCell[]> {
    return this.unitOfWork.run(SYSTEM, (tx) => this.residents.ofMetro(tx, metroId));
  }
}

/** As the API shows it. */
export function toMetroContract({ id, slug, name, timeZone, network }: ActiveMetro): Metro {
  const [west, south, east, north] = network.bbox;
  return {
    id,
    slug,
    name,
    timeZone,
    center: { lat: (south + north) / 2, lon: (west + east) / 2 },
    bbox: network.bbox,
    attribution: network.attribution,
    networkVersion: network.version,
    tiles: `/tiles/${slug}/${network.version}/{z}/{x}/{y}.mvt`,
    maxZoom: network.maxZoom,
  };
}
