import { Module } from '@nestjs/common';
import { IdentityModule } from '#libs/identity';
import { AgreementRepository } from './assets/agreement.repository.js';
import { AgreementService } from './assets/agreement.service.js';
import { AssetRepository } from './assets/asset.repository.js';
import { AssetService } from './assets/asset.service.js';
import { HubAdministration } from './hub-administration.service.js';
import { HubImport } from './import/hub-import.service.js';
import { HubImportRepository } from './persistence/hub-import.repository.js';
import { HubsModule } from './hubs.module.js';

/** What organisations do with their buildings and hubs. Apart, since who only searches and books needs none of it. */
@Module({
  imports: [HubsModule, IdentityModule],
  providers: [
    AgreementRepository,
    AgreementService,
    AssetRepository,
    AssetService,
    HubAdministration,
    HubImport,
    HubImportRepository,
  ],
  exports: [AgreementService, AssetService, HubAdministration, HubImport],
})
export class HubAdministrationModule {}
