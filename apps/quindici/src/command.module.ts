import { Module } from '@nestjs/common';
import { DatabaseModule } from '#libs/database';
import { HubAdministrationModule, HubsModule } from '#libs/hubs';
import { AuditModule, IdentityModule } from '#libs/identity';
import { PlatformModule } from '#libs/platform';
import { SearchModule } from '#libs/search';
import { TelemetryModule } from '#libs/telemetry';
import { TravelModule } from '#libs/travel';

/** The services that the command line works with. */
@Module({
  imports: [
    PlatformModule,
    DatabaseModule,
    AuditModule,
    HubAdministrationModule,
    HubsModule,
    IdentityModule,
    SearchModule,
    TelemetryModule,
    TravelModule,
  ],
})
export class CommandModule {}
