import { join } from 'node:path';
import { Inject, Injectable, type OnModuleDestroy } from '@nestjs/common';
import { MetrosService } from '#libs/hubs';
import { ENVIRONMENT, type Environment } from '#libs/platform';
import { BASE_MAP_FILE, TileArchive } from '#libs/travel';
import { BaseMapNotFound } from './tiles-errors.js';

/** Archives held open: a few metros with their present and former versions. */
const MOST_OPEN = 32;

/** The base maps, each opened once. A version never changes, so what is open stays right. */
@Injectable()
export class TileArchives implements OnModuleDestroy {
  private readonly archives = new Map<string, Promise<TileArchive>>();

  constructor(
    private readonly metros: MetrosService,
    @Inject(ENVIRONMENT) private readonly environment: Environment,
  ) {}

  /**
   * @returns gzipped vector tile, or null where nothing is drawn
   * @throws BaseMapNotFound
   */
  async tile(slug: string, version: number, z: number, x: number, y: number): Promise<Buffer | null> {
    const key = `${slug}/${version}`;
    const known = this.archives.get(key) ?? this.open(slug, version);
    this.archives.delete(key);
    this.archives.set(key, known);
    try {
      return await (await known).tile(z, x, y);
    } catch (error) {
      this.archives.delete(key);
      throw error;
    }
  }

  async onModuleDestroy(): Promise<void> {
    await Promise.all([...this.archives.values()].map(close));
  }

  private async open(slug: string, version: number): Promise<TileArchive> {
    if (this.archives.size >= MOST_OPEN) this.closeLeastUsed();
    const folder = await this.metros.folder(slug, version);
    if (folder === undefined) throw new BaseMapNotFound(slug, version);
    return TileArchive.open(join(this.environment.DATA_DIR, folder, BASE_MAP_FILE));
  }

  private closeLeastUsed(): void {
    const [key, archive] = this.archives.entries().next().value!;
    this.archives.delete(key);
    void close(archive);
  }
}

async function close(archive: Promise<TileArchive>): Promise<void> {
  await archive.then(
    (opened) => opened.close(),
    () => undefined,
  );
}
