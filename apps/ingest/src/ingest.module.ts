import { Module } from '@nestjs/common';
import { DatabaseModule } from '#libs/database';
import { OccupancyModule } from '#libs/occupancy';
import { PlatformModule } from '#libs/platform';
import { TelemetryModule } from '#libs/telemetry';
import { IngestRunner } from './ingest-runner.js';

/** What sensors say, taken in: MQTT -> readings -> presence. */
@Module({
  imports: [PlatformModule, DatabaseModule, TelemetryModule, OccupancyModule],
  providers: [IngestRunner],
  exports: [IngestRunner],
})
export class IngestModule {}
