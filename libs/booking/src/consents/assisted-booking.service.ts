import { Injectable } from '@nestjs/common';
import type { Booking, CreateBooking } from '#libs/contracts';
import { type Actor, AuditTrail, mayInHub } from '#libs/identity';
import { Clock, newId, TimeRange } from '#libs/kernel';
import { onBehalfOf, type Tx } from '#libs/platform';
import { BookingWriter, namedIn } from '../booking-writer.js';
import { BookableTaken } from '../domain/booking-errors.js';
import { ExpiredHolds } from '../holds/expired-holds.js';
import { shownHold } from '../holds/hold-converter.js';
import { Idempotency } from '../idempotency.js';
import { type HubPlaces, PlaceDirectory } from '../place-directory.js';
import { assertAllowed } from '../policy/assert-allowed.js';
import { audiencesIn } from '../policy/audiences-in.js';
import { RefusalAdvisor } from '../refusal-advisor.js';
import { requestHash } from '../request-hash.js';
import { NoConsent } from './consent-errors.js';
import { ConsentRepository } from './consent.repository.js';

/** Books for somebody else, by their consent: the booking is theirs, by their rules and quotas, and says who made it. */
@Injectable()
export class AssistedBookingService {
  constructor(
    private readonly places: PlaceDirectory,
    private readonly consents: ConsentRepository,
    private readonly writer: BookingWriter,
    private readonly idempotency: Idempotency,
    private readonly expired: ExpiredHolds,
    private readonly advisor: RefusalAdvisor,
    private readonly audit: AuditTrail,
    private readonly clock: Clock,
  ) {}

  /**
   * @param personId for whom; of what they have booked already, a refusal tells nothing
   * @throws NoConsent, and all that a booking of one's own may be refused for
   */
  async book(actor: Actor, personId: string, request: CreateBooking, idempotencyKey?: string): Promise<Booking> {
    const span = TimeRange.parse(request.from, request.to);
    const places = await this.places.find(request.hubId, namedIn(request.items));
    const keyed = { personId: actor.personId, key: idempotencyKey, hash: requestHash(request) };
    const write = (tx: Tx): Promise<Booking> => this.write(tx, actor, personId, places, span, request);
    const booking = (): Promise<Booking> => this.idempotency.once(onBehalfOf(actor.context), keyed, write, [personId]);
    try {
      return await this.expired.passing(request.hubId, span, booking, personId);
    } catch (error) {
      throw error instanceof BookableTaken ? await this.advisor.advise(actor, error) : error;
    }
  }

  private async write(
    tx: Tx,
    actor: Actor,
    personId: string,
    places: HubPlaces,
    span: TimeRange,
    request: CreateBooking,
  ): Promise<Booking> {
    const { hubId, organisationId } = places.rules;
    const createdAt = this.clock.now().round('millisecond');
    const agentId = actor.personId;
    const staff = mayInHub(actor, 'hub.display', places.rules);
    const consent = await this.consents.lockInForce(tx, { personId, agentId, hubId, staff }, createdAt);
    if (consent === undefined) throw new NoConsent();
    const audiences = audiencesIn(await this.consents.membershipsOf(tx, personId), places.rules);
    const { items } = request;
    assertAllowed(places, items, { span, now: createdAt, audiences });
    const id = newId();
    const hold = shownHold(request);
    const order = { id, personId, places, items, span, createdAt, audiences, hold, by: 'agent' as const };
    const booking = await this.writer.write(tx, order);
    await this.consents.sayWhoBooked(tx, hubId, id, agentId, consent.id);
    await this.consents.log(tx, {
      personId,
      consentId: consent.id,
      at: createdAt,
      what: 'booked',
      agentId,
      hubId,
      bookingId: id,
    });
    await this.audit.done(tx, {
      action: 'booking.made-for-another',
      organisationId,
      hubId,
      subjectId: personId,
      object: `booking/${id}`,
      detail: { consentId: consent.id, atDesk: consent.atDesk },
    });
    return { ...booking, bookedBy: { atDesk: consent.atDesk, label: consent.label } };
  }
}
