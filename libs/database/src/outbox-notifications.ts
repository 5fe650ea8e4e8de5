import { Inject, Injectable, Logger, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';
import { Client } from 'pg';
import { CommitSignal, ENVIRONMENT, type Environment } from '#libs/platform';

const CHANNEL = 'quindici_outbox';
const RECONNECT_MS = 1000;
/** Commits that follow each other so closely are told as one. */
const PAUSE_MS = 20;

/**
 * Tells the other processes of commits here, and wakes the readers here after commits there, on a connection of its own. A NOTIFY inside each transaction
 * would have all that commit wait for one lock. One that is lost with its process is made up for by the clock of the readers.
 */
@Injectable()
export class OutboxNotifications implements OnApplicationBootstrap, OnModuleDestroy {
  private readonly logger = new Logger(OutboxNotifications.name);
  private client: Client | undefined;
  private retry: NodeJS.Timeout | undefined;
  private pause: NodeJS.Timeout | undefined;
  private untold = false;
  private closed = false;
  private stopTelling: (() => void) | undefined;

  constructor(
    @Inject(ENVIRONMENT) private readonly environment: Environment,
    private readonly signal: CommitSignal,
  ) {}

  async onApplicationBootstrap(): Promise<void> {
    // PGlite tells a notification only to the session that runs a query, and is used by one process alone.
    if (this.environment.DATABASE_EMBEDDED) return;
    this.stopTelling = this.signal.onCommitHere(() => this.tellSoon());
    await this.listen();
  }

  async onModuleDestroy(): Promise<void> {
    this.closed = true;
    this.stopTelling?.();
    clearTimeout(this.retry);
    clearTimeout(this.pause);
    if (this.untold) await this.tell();
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
    client.on('notification', ({ processId }) => {
      if (processId !== ownProcess(client)) this.signal.relay();
    });
    client.on('error', again);
    client.on('end', again);
    try {
      await client.connect();
      await client.query(`LISTEN ${CHANNEL}`);
      this.signal.raise();
    } catch (error) {
      this.logger.warn(`Not told of commits elsewhere, trying again: ${String(error)}`);
      again();
    }
  }

  /** The first at once, those right behind it together. */
  private tellSoon(): void {
    this.untold = true;
    if (this.pause !== undefined) return;
    this.pause = setTimeout(() => {
      this.pause = undefined;
      if (this.untold) this.tellSoon();
    }, PAUSE_MS);
    this.pause.unref();
    void this.tell();
  }

  private async tell(): Promise<void> {
    this.untold = false;
    await this.client?.query(`NOTIFY ${CHANNEL}`).catch(() => undefined);
  }
}

/** Which session of the server the client is; its types do not tell. */
const ownProcess = (client: Client): unknown => (client as { readonly processID?: unknown }).processID;
