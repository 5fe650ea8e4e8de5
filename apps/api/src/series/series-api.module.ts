import { Module } from '@nestjs/common';
import { SeriesModule } from '#libs/booking';
import { AlternativesModule } from '../bookings/alternatives.module.js';
import { SeriesController } from './series.controller.js';

@Module({ imports: [SeriesModule, AlternativesModule], controllers: [SeriesController] })
export class SeriesApiModule {}
