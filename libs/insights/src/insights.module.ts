import { Module } from '@nestjs/common';
import { ClaimsModule } from '#libs/booking';
import { HubsModule } from '#libs/hubs';
import { SearchModule } from '#libs/search';
import { TravelModule } from '#libs/travel';
import { CoverageService } from './coverage.service.js';

@Module({
  imports: [HubsModule, SearchModule, TravelModule, ClaimsModule],
  providers: [CoverageService],
  exports: [CoverageService],
})
export class InsightsModule {}
