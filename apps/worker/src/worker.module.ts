import { Module } from '@nestjs/common';
import { ScheduleModule } from '@nestjs/schedule';
import { ClaimsModule, NoShowModule, SeriesUpkeepModule } from '#libs/booking';
import { DatabaseModule } from '#libs/database';
import { IdentityUpkeepModule } from '#libs/identity';
import { NoticeDeliveryModule } from '#libs/notices';
import { OccupancyModule } from '#libs/occupancy';
import { PlatformModule } from '#libs/platform';
import { TelemetryModule } from '#libs/telemetry';
import { NoticeJobs } from './notice.jobs.js';
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
    NoticeDeliveryModule,
  ],
  providers: [NoticeJobs, RetentionJobs, WorkerJobs],
})
export class WorkerModule {}
