import { Module } from '@nestjs/common';
import { ClaimsModule } from '../claims.module.js';
import { WritingModule } from '../writing.module.js';
import { OccurrenceRepository } from './persistence/occurrence.repository.js';
import { SeriesRepository } from './persistence/series.repository.js';
import { SeriesSettler } from './series-settler.js';
import { SeriesUpkeep } from './series-upkeep.js';

const providers = [OccurrenceRepository, SeriesRepository, SeriesSettler, SeriesUpkeep];

/** What the worker does for series. */
@Module({ imports: [ClaimsModule, WritingModule], providers, exports: providers })
export class SeriesUpkeepModule {}
