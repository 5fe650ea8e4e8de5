import { Module } from '@nestjs/common';
import { HubAdministrationModule } from '#libs/hubs';
import { AgreementsController } from './agreements.controller.js';
import { AssetsController } from './assets.controller.js';

@Module({ imports: [HubAdministrationModule], controllers: [AssetsController, AgreementsController] })
export class AssetsApiModule {}
