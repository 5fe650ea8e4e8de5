import { Injectable, type OnModuleDestroy } from '@nestjs/common';
import { Cron, Interval } from '@nestjs/schedule';
import { ClaimHousekeeping } from '#libs/booking';
import { AuditSealer } from '#libs/identity';
import { Clock } from '#libs/kernel';
import { OccupancyService } from '#libs/occupancy';
import { OutboxRepository, SYSTEM, UnitOfWork } from '#libs/platform';
import { TelemetryRetention } from '#libs/telemetry';
import { SingleFlight } from './single-flight.js';

const OUTBOX_KEPT = { minutes: 10 };

/** What happens because time passes. Several workers may run at once: each job takes rows that nobody else holds, or may be done twice. */
@Injectable()
export class WorkerJobs implements OnModuleDestroy {
  private readonly flights = new SingleFlight();

  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly clock: Clock,
    private readonly occupancy: OccupancyService,
    private readonly claims: ClaimHousekeeping,
    private readonly outbox: OutboxRepository,
    private readonly telemetry: TelemetryRetention,
    private readonly auditSealer: AuditSealer,
  ) {}

  @Interval(5_000)
  presence(): void {
    this.flights.run('The presence at desks', () => this.occupancy.tick());
  }

  @Interval(15_000)
  endedClaims(): void {
    this.flights.run('Ending claims', () => this.claims.sweep());
  }

  @Interval(60_000)
  forgetEvents(): void {
    const before = this.clock.now().subtract(OUTBOX_KEPT).toString();
    this.flights.run('Forgetting events', () => this.unitOfWork.run(SYSTEM, (tx) => this.outbox.forget(tx, before)));
  }

  @Interval(60_000)
  sealAudit(): void {
    this.flights.run('Sealing the audit', () => this.auditSealer.sealAll());
  }

  @Interval(5 * 60_000)
  closedHubs(): void {
    this.flights.run('Emptying closed hubs', () => this.occupancy.resetClosedHubs());
  }

  @Cron('17 4 * * * *')
  forgetOldRows(): void {
    this.flights.run('Forgetting idempotency keys', () => this.claims.purge());
    this.flights.run('Forgetting readings', () =>
      this.unitOfWork.run(SYSTEM, (tx) => this.telemetry.forget(tx, this.clock.now())),
    );
  }

  async onModuleDestroy(): Promise<void> {
    await this.flights.close();
  }
}
