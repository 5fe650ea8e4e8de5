import { Module } from '@nestjs/common';
import { HubsModule } from '#libs/hubs';
import { AuditModule } from '#libs/identity';
import { BookableChooser } from './bookable-chooser.js';
import { BookingPersonalData } from './booking-personal-data.js';
import { BookingWriter } from './booking-writer.js';
import { BookingService } from './booking.service.js';
import { ClaimsModule } from './claims.module.js';
import { Idempotency } from './idempotency.js';
import { BookingRepository } from './persistence/booking.repository.js';
import { PersonalBookingRepository } from './persistence/personal-booking.repository.js';
import { PlaceDirectory } from './place-directory.js';
import { RefusalAdvisor } from './refusal-advisor.js';

/** Bookings of persons. Whoever imports it provides the AlternativesPort, globally. */
@Module({
  imports: [AuditModule, HubsModule, ClaimsModule],
  providers: [
    BookableChooser,
    BookingPersonalData,
    BookingRepository,
    BookingService,
    BookingWriter,
    Idempotency,
    PersonalBookingRepository,
    PlaceDirectory,
    RefusalAdvisor,
  ],
  exports: [BookingPersonalData, BookingService, PlaceDirectory],
})
export class BookingModule {}
