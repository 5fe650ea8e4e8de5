export { AppealService } from './check-in/appeal.service.js';
export { ApprovalService } from './approvals/approval.service.js';
export { ApprovalsModule } from './approvals/approvals.module.js';
export { AlternativesPort, type Instead } from './alternatives.port.js';
export { AvailabilityService } from './availability.service.js';
export { type BookingChange, BookingEvents } from './booking-events.js';
export { BookingPersonalData } from './booking-personal-data.js';
export { BookingModule } from './booking.module.js';
export { BookingService } from './booking.service.js';
export { CheckInService } from './check-in/check-in.service.js';
export { AgendaService } from './closures/agenda.service.js';
export { ClosurePersonalData } from './closures/closure-personal-data.js';
export { ClosureService } from './closures/closure.service.js';
export { ClosureUndoService } from './closures/closure-undo.service.js';
export { ClosuresModule } from './closures/closures.module.js';
export { CancelService } from './moves/cancel.service.js';
export { MoveService } from './moves/move.service.js';
export { SwapService } from './moves/swap.service.js';
export { AgainService } from './favourites/again.service.js';
export { FavouritePersonalData } from './favourites/favourite-personal-data.js';
export { FavouriteService } from './favourites/favourite.service.js';
export { FavouritesModule } from './favourites/favourites.module.js';
export { AssistedBookingService } from './consents/assisted-booking.service.js';
export { ConsentPersonalData } from './consents/consent-personal-data.js';
export { ConsentService } from './consents/consent.service.js';
export { ConsentsModule } from './consents/consents.module.js';
export { GuestPersonalData } from './guests/guest-personal-data.js';
export { GuestService } from './guests/guest.service.js';
export { GuestsModule } from './guests/guests.module.js';
export { BookingExportService } from './exports/booking-export.service.js';
export { type ExportedClaim } from './exports/export.repository.js';
export { ExportsModule } from './exports/exports.module.js';
export { ClaimEvents } from './claim-events.js';
export { ClaimHousekeeping } from './claim-housekeeping.js';
export { ClaimLedger, type EndStatus } from './claim-ledger.js';
export { ClaimsModule } from './claims.module.js';
export { KioskService } from './check-in/kiosk.service.js';
export { NoShowModule } from './check-in/no-show.module.js';
export { NoShowService } from './check-in/no-show.service.js';
export { StayService } from './check-in/stay.service.js';
export {
  AlreadyBooked,
  AlreadyEnded,
  BookableNotFound,
  BookableTaken,
  BookingNotFound,
  HubClosed,
  IdempotencyKeyReused,
  InThePast,
  InvalidIdempotencyKey,
  NothingAsWished,
  OffTheGrid,
  TooFarAhead,
  TooLong,
  TooShort,
} from './domain/booking-errors.js';
export { bestDesk, mostAlike } from './domain/desk-choice.js';
export { BOOKING_POLICY, type BookingPolicy } from './domain/booking-policy.js';
export { effectivePolicy, type PolicyLayer } from './domain/effective-policy.js';
export {
  ClosedThatDay,
  NotWholeDays,
  PolicyChanged,
  PolicyNotFound,
  PriorityWindow,
  QuotaReached,
  SpaceNotFound,
  TooLateToCancel,
  TooSoon,
} from './domain/policy-errors.js';
export { HubRulesService } from './policy/hub-rules.service.js';
export { PolicyDryRunService } from './policy/policy-dry-run.service.js';
export { PolicyService } from './policy/policy.service.js';
export { spreadOf } from './domain/spread.js';
export { PlaceDirectory } from './place-directory.js';
export { ClaimLifeRepository } from './persistence/claim-life.repository.js';
export { type Claim, type ClaimKind, ClaimRepository } from './persistence/claim.repository.js';
export { SeriesChanges } from './series/series-changes.js';
export { SeriesModule } from './series/series.module.js';
export { SeriesPersonalData } from './series/series-personal-data.js';
export { SeriesService } from './series/series.service.js';
export { SeriesUpkeep } from './series/series-upkeep.js';
export { SeriesUpkeepModule } from './series/series-upkeep.module.js';
export { CalendarModule } from './calendar/calendar.module.js';
export { CalendarService } from './calendar/calendar.service.js';
export { HoldDiffers, HoldEnded, HoldNotFound } from './holds/hold-errors.js';
export { HoldService } from './holds/hold.service.js';
export { AlreadyWaiting, WaitingEntryNotFound } from './waiting/waiting-errors.js';
export type { WaitingChange } from './waiting/waiting-events.js';
export { WaitingListService } from './waiting/waiting-list.service.js';
export { WaitingPersonalData } from './waiting/waiting-personal-data.js';
export { HoldRepository } from './holds/hold.repository.js';
export { WaitingEvents } from './waiting/waiting-events.js';
export { WaitingSuccession } from './waiting/waiting-succession.js';
export { WaitingRepository } from './waiting/waiting.repository.js';
