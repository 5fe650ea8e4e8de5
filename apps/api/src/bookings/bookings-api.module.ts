import { Module } from '@nestjs/common';
import { BookingModule } from '#libs/booking';
import { AlternativesModule } from './alternatives.module.js';
import { BookingsController } from './bookings.controller.js';
import { PlaceRefresh } from './place-refresh.js';

@Module({ imports: [BookingModule, AlternativesModule], controllers: [BookingsController], providers: [PlaceRefresh] })
export class BookingsApiModule {}
