import { Injectable, type OnModuleDestroy } from '@nestjs/common';
import { Cron, Interval } from '@nestjs/schedule';
import { ClaimHousekeeping, NoShowService } from '#libs/booking';
import { IdentityRetention } from '#libs/identity';
import { NoticeSender, WebhookSender } from '#libs/notices';
import {
  OutboxRepository,
  type RemovalId,
  type Remover,
  removalIds,
  Retention,
  RetentionRunRepository,
} from '#libs/platform';
import { TelemetryRetention } from '#libs/telemetry';
import { SingleFlight } from './single-flight.js';

/** Removes what is kept for a time only. Each rule has its remover here, or this does not compile. */
@Injectable()
export class RetentionJobs implements OnModuleDestroy {
  private readonly flights = new SingleFlight();
  private readonly removers: Readonly<Record<RemovalId, Remover>>;

  constructor(
    private readonly retention: Retention,
    claims: ClaimHousekeeping,
    noShows: NoShowService,
    identity: IdentityRetention,
    telemetry: TelemetryRetention,
    notices: NoticeSender,
    webhooks: WebhookSender,
    outbox: OutboxRepository,
    runs: RetentionRunRepository,
  ) {
    this.removers = {
      ...claims.removers,
      ...noShows.removers,
      ...identity.removers,
      ...telemetry.removers,
      ...notices.removers,
      ...webhooks.removers,
      events: (tx, before) => outbox.forget(tx, before.toString()),
      'retention-runs': (tx, before) => runs.forget(tx, before),
    };
  }

  @Interval(60_000)
  events(): void {
    this.run('events');
  }

  @Cron('17 4 * * * *')
  all(): void {
    for (const id of removalIds) if (id !== 'events') this.run(id);
  }

  /** One rule, now. @returns how many rows it removed */
  async remove(id: RemovalId): Promise<number> {
    return this.retention.run(id, this.removers[id]);
  }

  async onModuleDestroy(): Promise<void> {
    await this.flights.close();
  }

  private run(id: RemovalId): void {
    this.flights.run(`Removing ${id}`, () => this.remove(id));
  }
}
