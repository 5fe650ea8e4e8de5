import { Module } from '@nestjs/common';
import { HubAdministrationModule, HubsModule } from '#libs/hubs';
import { IdentityModule } from '#libs/identity';
import { HubsController } from './hubs.controller.js';

@Module({ imports: [HubsModule, HubAdministrationModule, IdentityModule], controllers: [HubsController] })
export class HubsApiModule {}
