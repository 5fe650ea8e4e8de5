import { Global, Module, type Type } from '@nestjs/common';
import { Test, type TestingModule } from '@nestjs/testing';
import {
  AgendaService,
  AlternativesPort,
  AvailabilityService,
  BookingModule,
  BookingService,
  CancelService,
  ClaimHousekeeping,
  ClaimLedger,
  ClaimRepository,
  ClaimsModule,
  SeriesModule,
  ClosureService,
  ClosuresModule,
  ClosureUndoService,
  MoveService,
  SwapService,
} from '#libs/booking';
import { Actor, type Membership } from '#libs/identity';
import { CoverageService, InsightsModule } from '#libs/insights';
import { Clock, FixedClock } from '#libs/kernel';
import { ENVIRONMENT, OutboxRepository, PublicUrl, readEnvironment, UnitOfWork } from '#libs/platform';
import { MetroDirectory, NearestAlternatives, SearchModule, SearchService } from '#libs/search';
import { TravelModule, TravelService } from '#libs/travel';
import type { TestDatabase } from './databases.js';

@Global()
@Module({
  imports: [SearchModule],
  providers: [{ provide: AlternativesPort, useExisting: NearestAlternatives }],
  exports: [AlternativesPort],
})
class BoundAlternatives {}

export interface BookingWorld {
  readonly module: TestingModule;
  readonly clock: FixedClock;
  readonly bookings: BookingService;
  readonly cancels: CancelService;
  readonly moves: MoveService;
  readonly swaps: SwapService;
  readonly closures: ClosureService;
  readonly undo: ClosureUndoService;
  readonly agenda: AgendaService;
  readonly availability: AvailabilityService;
  readonly housekeeping: ClaimHousekeeping;
  readonly ledger: ClaimLedger;
  readonly claims: ClaimRepository;
  readonly search: SearchService;
  readonly directory: MetroDirectory;
  readonly coverage: CoverageService;
  readonly travel: TravelService;
}

/** Booking, search and coverage as the API puts them together, on a test's database and at a test's time. */
export async function bookingWorld(db: TestDatabase, now: string, ...more: readonly Type[]): Promise<BookingWorld> {
  const clock = FixedClock.at(now);

  @Global()
  @Module({
    providers: [
      { provide: UnitOfWork, useValue: db.unitOfWork },
      { provide: Clock, useValue: clock },
      { provide: ENVIRONMENT, useValue: readEnvironment({ NODE_ENV: 'test', PUBLIC_URL: 'https://hubs.example.org' }) },
      OutboxRepository,
      PublicUrl,
    ],
    exports: [UnitOfWork, Clock, ENVIRONMENT, OutboxRepository, PublicUrl],
  })
  class Ground {}

  const module = await Test.createTestingModule({
    imports: [
      Ground,
      BoundAlternatives,
      BookingModule,
      ClaimsModule,
      SeriesModule,
      ClosuresModule,
      SearchModule,
      InsightsModule,
      TravelModule,
      ...more,
    ],
  }).compile();
  return {
    module,
    clock,
    bookings: module.get(BookingService),
    cancels: module.get(CancelService, { strict: false }),
    moves: module.get(MoveService, { strict: false }),
    swaps: module.get(SwapService, { strict: false }),
    closures: module.get(ClosureService, { strict: false }),
    undo: module.get(ClosureUndoService, { strict: false }),
    agenda: module.get(AgendaService, { strict: false }),
    availability: module.get(AvailabilityService, { strict: false }),
    housekeeping: module.get(ClaimHousekeeping, { strict: false }),
    ledger: module.get(ClaimLedger, { strict: false }),
    claims: module.get(ClaimRepository, { strict: false }),
    search: module.get(SearchService, { strict: false }),
    directory: module.get(MetroDirectory, { strict: false }),
    coverage: module.get(CoverageService, { strict: false }),
    travel: module.get(TravelService, { strict: false }),
  };
}

export function actorOf(personId: string, ...memberships: readonly Membership[]): Actor {
  return new Actor(personId, 'Somebody', memberships);
}
