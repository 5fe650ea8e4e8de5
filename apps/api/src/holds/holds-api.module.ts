import { Module } from '@nestjs/common';
import { BookingModule } from '#libs/booking';
import { HoldsController } from './holds.controller.js';

@Module({ imports: [BookingModule], controllers: [HoldsController] })
export class HoldsApiModule {}
