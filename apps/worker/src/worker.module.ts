import { Module } from '@nestjs/common';
import { ScheduleModule } from '@nestjs/schedule';
import { ClaimsModule, NoShowModule, SeriesUpkeepModule } from '#libs/booking';
import { DatabaseModule } from '#libs/database';
import { IdentityUpkeepModule } from '#libs/identity';
import { OccupancyModule } from '#libs/occupancy';
import { PlatformModule } from '#libs/platform';
import { TelemetryModule } from '#libs/telemetry';
import { RetentionJobs } from './retention.jobs.js';
import { WorkerJobs } from './worker.jobs.js';

@Module({
  imports: [
    ScheduleModule.forRoot(),
    PlatformModule,
    DatabaseModule,
    IdentityUpkeepModule,
    ClaimsModule,
    SeriesUpkeepModule,
    NoShowModule,
    TelemetryModule,
    OccupancyModule,
  ],
  providers: [RetentionJobs, WorkerJobs],
})
export class WorkerModule {}
