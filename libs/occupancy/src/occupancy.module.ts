import { Module } from '@nestjs/common';
import { ClaimsModule } from '#libs/booking';
import { HubsModule } from '#libs/hubs';
import { TelemetryModule } from '#libs/telemetry';
import { DeskWatch } from './desk-watch.js';
import { DisplayService } from './display.service.js';
import { HeadCounter } from './head-counter.js';
import { LiveService } from './live.service.js';
import { OccupancyService } from './occupancy.service.js';
import { HeadCountRepository } from './persistence/head-count.repository.js';
import { PresenceRepository } from './persistence/presence.repository.js';

@Module({
  imports: [HubsModule, ClaimsModule, TelemetryModule],
  providers: [
    PresenceRepository,
    HeadCountRepository,
    DeskWatch,
    HeadCounter,
    OccupancyService,
    LiveService,
    DisplayService,
  ],
  exports: [OccupancyService, LiveService, DisplayService],
})
export class OccupancyModule {}
