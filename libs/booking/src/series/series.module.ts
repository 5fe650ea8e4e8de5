import { Module } from '@nestjs/common';
import { BookingModule } from '../booking.module.js';
import { PersonalSeriesRepository } from './persistence/personal-series.repository.js';
import { SeriesChanges } from './series-changes.js';
import { SeriesPersonalData } from './series-personal-data.js';
import { SeriesUpkeepModule } from './series-upkeep.module.js';
import { SeriesService } from './series.service.js';

const providers = [PersonalSeriesRepository, SeriesChanges, SeriesPersonalData, SeriesService];

/** Series of persons. As with BookingModule, whoever imports it provides the AlternativesPort. */
@Module({ imports: [BookingModule, SeriesUpkeepModule], providers, exports: providers })
export class SeriesModule {}
