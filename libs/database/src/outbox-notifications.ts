import { Inject, Injectable, Logger, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';
import { Client } from 'pg';
import { CommitSignal, ENVIRONMENT, type Environment, OUTBOX_CHANNEL } from '#libs/platform';

const RECONNECT_MS = 1000;

/** Listens for commits of other processes on a connection of its own, and wakes the readers in this one. */
@Injectable()
export class OutboxNotifications implements OnApplicationBootstrap, OnModuleDestroy {
  private readonly logger = new Logger(OutboxNotifications.name);
  private client: Client | undefined;
  private retry: NodeJS.Timeout | undefined;
  private closed = false;

  constructor(
    @Inject(ENVIRONMENT) private readonly environment: Environment,
    private readonly signal: CommitSignal,
  ) {}

  async onApplicationBootstrap(): Promise<void> {
    // PGlite tells a notification only to the session that runs a query, and is used by one process alone.
    if (!this.environment.DATABASE_EMBEDDED) await this.listen();
  }

  async onModuleDestroy(): Promise<void> {
    this.closed = true;
    clearTimeout(this.retry);
    await this.client?.end().catch(() => undefined);
  }

  private async listen(): Promise<void> {
    const client = new Client({ connectionString: this.environment.DATABASE_URL, application_name: 'quindici-listen' });
    this.client = client;
    let lost = false;
    const again = (): void => {
      if (lost || this.closed) return;
      lost = true;
      void client.end().catch(() => undefined);
      this.retry = setTimeout(() => void this.listen(), RECONNECT_MS);
    };
    client.on('notification', () => this.signal.raise());
    client.on('error', again);
    client.on('end', again);
    try {
      await client.connect();
      await client.query(`LISTEN ${OUTBOX_CHANNEL}`);
      this.signal.raise();
    } catch (error) {
      this.logger.warn(`Not told of commits elsewhere, trying again: ${String(error)}`);
      again();
    }
  }
}
