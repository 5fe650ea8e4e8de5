import { Module } from '@nestjs/common';
import { HubsModule } from '#libs/hubs';
import { BookableChooser } from './bookable-chooser.js';
import { BookingWriter } from './booking-writer.js';
import { ClaimsModule } from './claims.module.js';
import { Idempotency } from './idempotency.js';
import { BookingRepository } from './persistence/booking.repository.js';
import { PlaceDirectory } from './place-directory.js';

const providers = [BookableChooser, BookingRepository, BookingWriter, Idempotency, PlaceDirectory];

/** What makes bookings, for persons and for the product itself; it offers no alternatives and needs nobody who knows any. */
@Module({ imports: [HubsModule, ClaimsModule], providers, exports: providers })
export class WritingModule {}
