import { Module } from '@nestjs/common';
import { HubAdministrationModule } from '#libs/hubs';
import { IdentityModule } from '#libs/identity';
import { SearchModule } from '#libs/search';
import { HubImportsController } from './hub-imports.controller.js';
import { OrganisationImportsController } from './organisation-imports.controller.js';

@Module({
  imports: [IdentityModule, HubAdministrationModule, SearchModule],
  controllers: [OrganisationImportsController, HubImportsController],
})
export class ImportsApiModule {}
