import { Module } from '@nestjs/common';
import { ScheduleModule } from '@nestjs/schedule';
import { ClaimsModule } from '#libs/booking';
import { DatabaseModule } from '#libs/database';
import { AuditModule } from '#libs/identity';
import { OccupancyModule } from '#libs/occupancy';
import { PlatformModule } from '#libs/platform';
import { TelemetryModule } from '#libs/telemetry';
import { WorkerJobs } from './worker.jobs.js';

@Module({
  imports: [
    ScheduleModule.forRoot(),
    PlatformModule,
    DatabaseModule,
    AuditModule,
    ClaimsModule,
    TelemetryModule,
    OccupancyModule,
  ],
  providers: [WorkerJobs],
})
export class WorkerModule {}
