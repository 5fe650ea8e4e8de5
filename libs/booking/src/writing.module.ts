import { Module } from '@nestjs/common';
import { BookableChooser } from './bookable-chooser.js';
import { BookingWriter } from './booking-writer.js';
import { NoShowModule } from './check-in/no-show.module.js';
import { ClaimsModule } from './claims.module.js';
import { HoldConverter } from './holds/hold-converter.js';
import { Idempotency } from './idempotency.js';

const providers = [BookableChooser, BookingWriter, HoldConverter, Idempotency];

/** What makes bookings, for persons and for the product itself; it offers no alternatives and needs nobody who knows any. */
@Module({
  imports: [ClaimsModule, NoShowModule],
  providers,
  exports: [...providers, ClaimsModule, NoShowModule],
})
export class WritingModule {}
