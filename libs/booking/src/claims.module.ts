import { Module } from '@nestjs/common';
import { HubsModule } from '#libs/hubs';
import { ApprovalRepository } from './approvals/approval.repository.js';
import { AvailabilityService } from './availability.service.js';
import { ConsentRepository } from './consents/consent.repository.js';
import { BookingEvents } from './booking-events.js';
import { ClaimEvents } from './claim-events.js';
import { ClaimHousekeeping } from './claim-housekeeping.js';
import { ClaimLedger } from './claim-ledger.js';
import { ClaimLifeRepository } from './persistence/claim-life.repository.js';
import { ClaimRepository } from './persistence/claim.repository.js';
import { GuestRepository } from './guests/guest.repository.js';
import { HoldRepository } from './holds/hold.repository.js';
import { BookingRepository } from './persistence/booking.repository.js';
import { IdempotencyKeyRepository } from './persistence/idempotency-key.repository.js';
import { PlaceDirectory } from './place-directory.js';
import { PolicyRepository } from './policy/policy.repository.js';
import { QuotaRepository } from './policy/quota.repository.js';
import { WaitingEvents } from './waiting/waiting-events.js';
import { WaitingSuccession } from './waiting/waiting-succession.js';
import { WaitingSweep } from './waiting/waiting-sweep.js';
import { WaitingRepository } from './waiting/waiting.repository.js';

const providers = [
  ApprovalRepository,
  AvailabilityService,
  BookingEvents,
  BookingRepository,
  ClaimEvents,
  ClaimHousekeeping,
  ClaimLedger,
  ClaimLifeRepository,
  ClaimRepository,
  ConsentRepository,
  GuestRepository,
  HoldRepository,
  IdempotencyKeyRepository,
  PlaceDirectory,
  PolicyRepository,
  QuotaRepository,
  WaitingEvents,
  WaitingRepository,
  WaitingSuccession,
  WaitingSweep,
];

/** Claims without persons, and what is known of hubs and their rules: for search, occupancy, the worker, and all who book. */
@Module({ imports: [HubsModule], providers, exports: providers })
export class ClaimsModule {}
