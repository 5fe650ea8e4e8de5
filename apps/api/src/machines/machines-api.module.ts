import { Module } from '@nestjs/common';
import { IdentityModule } from '#libs/identity';
import { OccupancyModule } from '#libs/occupancy';
import { DisplayController } from './display.controller.js';
import { MachinesController } from './machines.controller.js';
import { TokenController } from './token.controller.js';

@Module({
  imports: [IdentityModule, OccupancyModule],
  controllers: [DisplayController, MachinesController, TokenController],
})
export class MachinesApiModule {}
