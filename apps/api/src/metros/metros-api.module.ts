import { Module } from '@nestjs/common';
import { HubsModule } from '#libs/hubs';
import { TravelModule } from '#libs/travel';
import { MetrosController } from './metros.controller.js';
import { NetworkLoader } from './network-loader.js';

@Module({ imports: [HubsModule, TravelModule], controllers: [MetrosController], providers: [NetworkLoader] })
export class MetrosApiModule {}
