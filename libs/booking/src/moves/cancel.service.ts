import { Injectable } from '@nestjs/common';
import { type Actor, AuditTrail, mayInHub } from '#libs/identity';
import { Clock } from '#libs/kernel';
import { onBehalfOf, type Tx, UnitOfWork } from '#libs/platform';
import { BookingEvents } from '../booking-events.js';
import { BookingService } from '../booking.service.js';
import { ClaimLedger } from '../claim-ledger.js';
import { BookingNotFound } from '../domain/booking-errors.js';
import { liveOf } from '../domain/live-claims.js';
import { BookingRepository } from '../persistence/booking.repository.js';
import { type HubPlaces, PlaceDirectory } from '../place-directory.js';
import { MoveRepository } from './move.repository.js';

/** Gives a booking back: one's own by its rules; as who manages the hub, anybody's, until it is over. */
@Injectable()
export class CancelService {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly places: PlaceDirectory,
    private readonly bookings: BookingRepository,
    private readonly own: BookingService,
    private readonly rows: MoveRepository,
    private readonly ledger: ClaimLedger,
    private readonly events: BookingEvents,
    private readonly audit: AuditTrail,
    private readonly clock: Clock,
  ) {}

  /**
   * Doing it again changes nothing.
   * @throws HubNotFound, BookingNotFound, AlreadyEnded, TooLateToCancel: one's own, by the rules
   */
  async cancel(actor: Actor, hubId: string, bookingId: string): Promise<void> {
    const places = await this.places.find(hubId, []);
    const theirs =
      mayInHub(actor, 'hub.manage', places.rules) &&
      (await this.unitOfWork.run(onBehalfOf(actor.context), (tx) => this.cancelTheirs(tx, actor, places, bookingId)));
    if (!theirs) await this.own.cancel(actor, hubId, bookingId);
  }

  /** @returns false where it is the actor's own */
  private async cancelTheirs(tx: Tx, actor: Actor, { rules }: HubPlaces, bookingId: string): Promise<boolean> {
    const { hubId, organisationId } = rules;
    const personId = await this.rows.ownerOf(tx, hubId, bookingId);
    if (personId === undefined) throw new BookingNotFound();
    if (personId === actor.personId) return false;
    const live = liveOf(await this.bookings.lockClaims(tx, personId, hubId, bookingId), this.clock.now());
    if (live.length === 0) return true;
    const ids = live.map((claim) => claim.id);
    await this.ledger.end(tx, hubId, ids, 'cancelled');
    await this.events.tell(tx, [{ hubId, bookingId, change: 'cancelled', by: 'manager' }]);
    const object = `booking/${bookingId}`;
    await this.audit.done(tx, { action: 'booking.cancelled', organisationId, hubId, subjectId: personId, object });
    return true;
  }
}
