import { Module } from '@nestjs/common';
import { OccupancyModule } from '#libs/occupancy';
import { LiveController } from './live.controller.js';

@Module({ imports: [OccupancyModule], controllers: [LiveController] })
export class LiveApiModule {}
