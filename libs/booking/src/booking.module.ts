import { Module } from '@nestjs/common';
import { HubsModule } from '#libs/hubs';
import { BookingService } from './booking.service.js';
import { ClaimsModule } from './claims.module.js';
import { BookingRepository } from './persistence/booking.repository.js';
import { PlaceDirectory } from './place-directory.js';
import { RefusalAdvisor } from './refusal-advisor.js';

/** Bookings of persons. Whoever imports it provides the AlternativesPort, globally. */
@Module({
  imports: [HubsModule, ClaimsModule],
  providers: [BookingRepository, BookingService, PlaceDirectory, RefusalAdvisor],
  exports: [BookingService, PlaceDirectory],
})
export class BookingModule {}
