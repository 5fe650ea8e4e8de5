import { Module } from '@nestjs/common';
import { BookingModule, ConsentsModule } from '#libs/booking';
import { AlternativesModule } from './alternatives.module.js';
import { BookingsController } from './bookings.controller.js';
import { PlaceRefresh } from './place-refresh.js';

@Module({
  imports: [BookingModule, ConsentsModule, AlternativesModule],
  controllers: [BookingsController],
  providers: [PlaceRefresh],
})
export class BookingsApiModule {}
