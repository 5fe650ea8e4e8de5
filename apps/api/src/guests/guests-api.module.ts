import { Module } from '@nestjs/common';
import { GuestsModule } from '#libs/booking';
import { GuestsController } from './guests.controller.js';

@Module({ imports: [GuestsModule], controllers: [GuestsController] })
export class GuestsApiModule {}
