import { Module } from '@nestjs/common';
import { AuditModule } from '#libs/identity';
import { BookingModule } from '../booking.module.js';
import { ClaimsModule } from '../claims.module.js';
import { AssistedBookingService } from './assisted-booking.service.js';
import { ConsentPersonalData } from './consent-personal-data.js';
import { ConsentService } from './consent.service.js';

const providers = [AssistedBookingService, ConsentPersonalData, ConsentService];

/** Booking for others. As with BookingModule, whoever imports it provides the AlternativesPort. */
@Module({ imports: [AuditModule, BookingModule, ClaimsModule], providers, exports: providers })
export class ConsentsModule {}
