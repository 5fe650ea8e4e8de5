import { Injectable } from '@nestjs/common';
import type { Booking, CheckIn } from '#libs/contracts';
import type { Actor } from '#libs/identity';
import { Clock, Temporal } from '#libs/kernel';
import { type Tx, UnitOfWork } from '#libs/platform';
import { ClaimLedger } from '../claim-ledger.js';
import { AwaitsApproval } from '../domain/approval-errors.js';
import { BookingNotFound } from '../domain/booking-errors.js';
import { BookingOver, CheckInTooEarly, NotOnTheWay, WrongDeskCode } from '../domain/check-in-errors.js';
import { checkInOpens, releasedAt } from '../domain/check-in-rules.js';
import { BookingRepository } from '../persistence/booking.repository.js';
import { type LockedStay, StayRepository } from '../persistence/stay.repository.js';
import { type HubPlaces, PlaceDirectory } from '../place-directory.js';
import { BookingPresenter } from './booking-presenter.js';
import { CheckInCodes } from './check-in-codes.js';
import { presenceRulesOf } from './presence-rules.js';

/** What people say around the start of their own bookings, always as themselves. */
@Injectable()
export class CheckInService {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly places: PlaceDirectory,
    private readonly stays: StayRepository,
    private readonly bookings: BookingRepository,
    private readonly ledger: ClaimLedger,
    private readonly codes: CheckInCodes,
    private readonly presenter: BookingPresenter,
    private readonly clock: Clock,
  ) {}

  /**
   * I am here. Said again, it changes nothing.
   * @throws BookingNotFound, WrongDeskCode, CheckInTooEarly, BookingOver
   */
  async checkIn(actor: Actor, hubId: string, bookingId: string, { method, code }: CheckIn): Promise<Booking> {
    return this.withOwn(actor, hubId, bookingId, async (tx, stay, places) => {
      const scanned = (bookableId: string): boolean => this.codes.isOfDesk(stay.hubId, bookableId, code ?? '');
      if (method === 'qr' && !stay.parts.some(({ id }) => scanned(id))) throw new WrongDeskCode();
      await this.checkInStay(tx, stay, places);
    });
  }

  /** @throws CheckInTooEarly, BookingOver, AwaitsApproval */
  async checkInStay(tx: Tx, stay: LockedStay, places: HubPlaces): Promise<void> {
    if (stay.status === 'checked_in') return;
    if (stay.status === 'held') throw new AwaitsApproval();
    const now = this.clock.now();
    if (stay.status !== 'confirmed' || Temporal.Instant.compare(now, stay.span.end) >= 0)
      throw new BookingOver(stay.status);
    const opens = checkInOpens(stay.span, presenceRulesOf(places, stay.parts));
    if (Temporal.Instant.compare(now, opens) < 0) throw new CheckInTooEarly(opens);
    await this.ledger.checkInBooking(tx, stay);
  }

  /**
   * I come later: the booking waits for longer, once. Said again, it changes nothing.
   * @throws BookingNotFound, NotOnTheWay
   */
  async onMyWay(actor: Actor, hubId: string, bookingId: string): Promise<Booking> {
    return this.withOwn(actor, hubId, bookingId, async (tx, stay, places) => {
      if (stay.status === 'confirmed' && stay.onMyWayAt !== null) return;
      const now = this.clock.now().round('millisecond');
      const rules = presenceRulesOf(places, stay.parts);
      const until = stay.status === 'confirmed' ? releasedAt(stay.span, false, rules) : null;
      if (until === null || Temporal.Instant.compare(now, until) >= 0) throw new NotOnTheWay();
      await this.stays.sayOnMyWay(tx, stay, now);
    });
  }

  private async withOwn(
    actor: Actor,
    hubId: string,
    bookingId: string,
    work: (tx: Tx, stay: LockedStay, places: HubPlaces) => Promise<void>,
  ): Promise<Booking> {
    const places = await this.places.find(hubId, []);
    const booking = await this.unitOfWork.run(actor.context, async (tx) => {
      const stay = await this.stays.lock(tx, hubId, bookingId, actor.personId);
      if (stay === undefined) throw new BookingNotFound();
      await work(tx, stay, places);
      return this.bookings.one(tx, actor.personId, hubId, bookingId);
    });
    if (booking === undefined) throw new BookingNotFound();
    return this.presenter.present(booking);
  }
}
