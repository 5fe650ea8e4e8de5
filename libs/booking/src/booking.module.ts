import { Module } from '@nestjs/common';
import { HubsModule } from '#libs/hubs';
import { AuditModule } from '#libs/identity';
import { BookingPersonalData } from './booking-personal-data.js';
import { BookingService } from './booking.service.js';
import { CheckInModule } from './check-in/check-in.module.js';
import { ClaimsModule } from './claims.module.js';
import { ExpiredHolds } from './holds/expired-holds.js';
import { HoldService } from './holds/hold.service.js';
import { PersonalBookingRepository } from './persistence/personal-booking.repository.js';
import { DryRunRepository } from './policy/dry-run.repository.js';
import { HubRulesService } from './policy/hub-rules.service.js';
import { PolicyDryRunService } from './policy/policy-dry-run.service.js';
import { PolicyService } from './policy/policy.service.js';
import { RefusalAdvisor } from './refusal-advisor.js';
import { WaitingListService } from './waiting/waiting-list.service.js';
import { WaitingPersonalData } from './waiting/waiting-personal-data.js';
import { WritingModule } from './writing.module.js';

/** Bookings of persons. Whoever imports it provides the AlternativesPort, globally. */
@Module({
  imports: [AuditModule, HubsModule, CheckInModule, ClaimsModule, WritingModule],
  providers: [
    BookingPersonalData,
    BookingService,
    DryRunRepository,
    ExpiredHolds,
    HoldService,
    HubRulesService,
    PersonalBookingRepository,
    PolicyDryRunService,
    PolicyService,
    RefusalAdvisor,
    WaitingListService,
    WaitingPersonalData,
  ],
  exports: [
    BookingPersonalData,
    BookingService,
    CheckInModule,
    ExpiredHolds,
    HoldService,
    HubRulesService,
    PolicyDryRunService,
    PolicyService,
    RefusalAdvisor,
    WaitingListService,
    WaitingPersonalData,
    WritingModule,
  ],
})
export class BookingModule {}
