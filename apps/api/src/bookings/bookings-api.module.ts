import { Module } from '@nestjs/common';
import { BookingModule, ClosuresModule, ConsentsModule } from '#libs/booking';
import { AlternativesModule } from './alternatives.module.js';
import { BookingsController } from './bookings.controller.js';
import { PlaceRefresh } from './place-refresh.js';

@Module({
  imports: [BookingModule, ClosuresModule, ConsentsModule, AlternativesModule],
  controllers: [BookingsController],
  providers: [PlaceRefresh],
})
export class BookingsApiModule {}
