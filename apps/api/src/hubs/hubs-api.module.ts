import { Module } from '@nestjs/common';
import { HubsModule } from '#libs/hubs';
import { HubsController } from './hubs.controller.js';

@Module({ imports: [HubsModule], controllers: [HubsController] })
export class HubsApiModule {}
