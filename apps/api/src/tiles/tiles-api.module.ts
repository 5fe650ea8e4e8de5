import { Module } from '@nestjs/common';
import { HubsModule } from '#libs/hubs';
import { TileArchives } from './tile-archives.js';
import { TilesController } from './tiles.controller.js';

@Module({ imports: [HubsModule], controllers: [TilesController], providers: [TileArchives] })
export class TilesApiModule {}
