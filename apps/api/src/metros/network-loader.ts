import { join } from 'node:path';
import { Inject, Injectable, Logger, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';
import { type ActiveMetro, MetrosService } from '#libs/hubs';
import { ENVIRONMENT, type Environment, OutboxFeed } from '#libs/platform';
import { NETWORK_FILE, TravelService } from '#libs/travel';

/** An announcement that was missed, or a file that could not be read at the time, is caught up after this. */
const RECONCILE_MS = 30_000;

/** Keeps the networks in service loaded: all of them at the start, and a new version as soon as it is announced. */
@Injectable()
export class NetworkLoader implements OnApplicationBootstrap, OnModuleDestroy {
  private readonly logger = new Logger(NetworkLoader.name);
  private readonly loaded = new Map<string, number>();
  private loading: Promise<void> = Promise.resolve();
  private timer: NodeJS.Timeout | undefined;
  private unsubscribe: (() => void) | undefined;

  constructor(
    private readonly metros: MetrosService,
    private readonly travel: TravelService,
    private readonly feed: OutboxFeed,
    @Inject(ENVIRONMENT) private readonly environment: Environment,
  ) {}

  async onApplicationBootstrap(): Promise<void> {
    this.unsubscribe = this.feed.subscribe((events) => {
      if (events.some(({ topic }) => topic === 'network')) void this.reconcile();
    });
    this.timer = setInterval(() => void this.reconcile(), RECONCILE_MS);
    this.timer.unref();
    await this.reconcile();
  }

  async onModuleDestroy(): Promise<void> {
    clearInterval(this.timer);
    this.unsubscribe?.();
    await this.loading;
  }

  /** One after another, so that an older version never comes in last. */
  private reconcile(): Promise<void> {
    this.loading = this.loading
      .then(() => this.loadWhatIsNew())
      .catch((error: unknown) => this.logger.error(`The metros could not be read: ${String(error)}`));
    return this.loading;
  }

  private async loadWhatIsNew(): Promise<void> {
    const metros = await this.metros.all();
    for (const metro of metros) if (this.loaded.get(metro.id) !== metro.network.version) await this.load(metro);
    for (const id of this.loaded.keys()) if (!metros.some((metro) => metro.id === id)) this.forget(id);
  }

  private async load({ id, slug, network }: ActiveMetro): Promise<void> {
    try {
      await this.travel.use(id, join(this.environment.DATA_DIR, network.folder, NETWORK_FILE));
      this.loaded.set(id, network.version);
      this.logger.log(`The streets of ${slug} are in service, version ${network.version}`);
    } catch (error) {
      this.logger.error(`The streets of ${slug}, version ${network.version}, can not be used: ${String(error)}`);
    }
  }

  private forget(metroId: string): void {
    this.travel.forget(metroId);
    this.loaded.delete(metroId);
  }
}
