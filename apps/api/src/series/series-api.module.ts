import { Module } from '@nestjs/common';
import { CalendarModule, SeriesModule } from '#libs/booking';
import { AlternativesModule } from '../bookings/alternatives.module.js';
import { CalendarsController } from './calendars.controller.js';
import { SeriesController } from './series.controller.js';

@Module({
  imports: [CalendarModule, SeriesModule, AlternativesModule],
  controllers: [CalendarsController, SeriesController],
})
export class SeriesApiModule {}
