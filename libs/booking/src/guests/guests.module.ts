import { Module } from '@nestjs/common';
import { AuditModule } from '#libs/identity';
import { ClaimsModule } from '../claims.module.js';
import { GuestPersonalData } from './guest-personal-data.js';
import { GuestService } from './guest.service.js';

/** Guests of bookings. */
@Module({
  imports: [AuditModule, ClaimsModule],
  providers: [GuestPersonalData, GuestService],
  exports: [GuestPersonalData, GuestService],
})
export class GuestsModule {}
