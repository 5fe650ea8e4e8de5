import { Module } from '@nestjs/common';
import { ClosuresModule } from '#libs/booking';
import { AgendaController } from '../agenda/agenda.controller.js';
import { AlternativesModule } from '../bookings/alternatives.module.js';
import { MovesController } from '../moves/moves.controller.js';
import { ClosuresController } from './closures.controller.js';

/** What managers do to the bookings of their hubs. */
@Module({
  imports: [ClosuresModule, AlternativesModule],
  controllers: [AgendaController, ClosuresController, MovesController],
})
export class ClosuresApiModule {}
