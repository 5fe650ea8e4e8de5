import { Injectable, type OnModuleDestroy } from '@nestjs/common';
import { Cron, Interval } from '@nestjs/schedule';
import { ClaimHousekeeping, NoShowService, SeriesUpkeep } from '#libs/booking';
import { AuditSealer } from '#libs/identity';
import { OccupancyService } from '#libs/occupancy';
import { SingleFlight } from './single-flight.js';

/** What happens because time passes. Several workers may run at once: each job takes rows that nobody else holds, or may be done twice. */
@Injectable()
export class WorkerJobs implements OnModuleDestroy {
  private readonly flights = new SingleFlight();

  constructor(
    private readonly occupancy: OccupancyService,
    private readonly claims: ClaimHousekeeping,
    private readonly noShows: NoShowService,
    private readonly auditSealer: AuditSealer,
    private readonly series: SeriesUpkeep,
  ) {}

  @Interval(5_000)
  presence(): void {
    this.flights.run('The presence at desks', () => this.occupancy.tick());
  }

  @Interval(15_000)
  endedClaims(): void {
    this.flights.run('Ending claims', () => this.claims.sweep());
  }

  @Interval(20_000)
  absentPeople(): void {
    this.flights.run('Releasing what nobody came to', () => this.noShows.sweep());
  }

  @Interval(60_000)
  sealAudit(): void {
    this.flights.run('Sealing the audit', () => this.auditSealer.sealAll());
  }

  @Interval(5 * 60_000)
  closedHubs(): void {
    this.flights.run('Emptying closed hubs', () => this.occupancy.resetClosedHubs());
  }

  /** Each once a day of its hub: the days of hubs begin at all hours. */
  @Cron('11 7 * * * *')
  goThroughSeries(): void {
    this.flights.run('Going through series', () => this.series.run());
  }

  async onModuleDestroy(): Promise<void> {
    await this.flights.close();
  }
}
