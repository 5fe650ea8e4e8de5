import { Injectable } from '@nestjs/common';
import type { GuestList, GuestSeat, GuestSeatList, InvitedGuest, InviteGuest } from '#libs/contracts';
import { type Actor, AuditTrail, hashOf, newSecret } from '#libs/identity';
import { Clock, newId } from '#libs/kernel';
import { elevated, onBehalfOf, PublicUrl, UnitOfWork } from '#libs/platform';
import { BookingNotFound } from '../domain/booking-errors.js';
import { BookingRepository } from '../persistence/booking.repository.js';
import { GuestInvitationNotValid, GuestNotFound, NoSeatLeft } from './guest-errors.js';
import { GuestRepository } from './guest.repository.js';

/** Seats of a booking of several that its person keeps for guests: by a name, and for who has an account by a link that engages them. */
@Injectable()
export class GuestService {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly guests: GuestRepository,
    private readonly bookings: BookingRepository,
    private readonly audit: AuditTrail,
    private readonly publicUrl: PublicUrl,
    private readonly clock: Clock,
  ) {}

  /** @throws BookingNotFound, NoSeatLeft */
  async invite(actor: Actor, hubId: string, bookingId: string, { name }: InviteGuest): Promise<InvitedGuest> {
    const token = newSecret();
    const id = newId();
    const createdAt = this.clock.now().round('millisecond');
    await this.unitOfWork.run(actor.context, async (tx) => {
      await this.bookings.lock(tx, [actor.personId]);
      const hosted = await this.guests.hosted(tx, actor.personId, hubId, bookingId, createdAt);
      if (hosted === undefined) throw new BookingNotFound();
      if (hosted.kept + 1 >= hosted.seats) throw new NoSeatLeft();
      const tokenHash = hashOf(token);
      await this.guests.insert(tx, { hubId, id, bookingId, name, tokenHash, createdAt, until: hosted.until });
    });
    const link = `${this.publicUrl.href('/ospite')}#${token}`;
    return { id, name, accepted: false, createdAt: createdAt.toString(), token, link };
  }

  /** @throws BookingNotFound */
  async ofBooking(actor: Actor, hubId: string, bookingId: string): Promise<GuestList> {
    const items = await this.unitOfWork.run(actor.context, (tx) =>
      this.guests.ofBooking(tx, actor.personId, hubId, bookingId),
    );
    if (items === undefined) throw new BookingNotFound();
    return { items: [...items], next: null };
  }

  /** Whoever had taken the seat is free again. @throws BookingNotFound, GuestNotFound */
  async withdraw(actor: Actor, hubId: string, bookingId: string, id: string): Promise<void> {
    await this.unitOfWork.run(actor.context, async (tx) => {
      const own = await this.guests.ofBooking(tx, actor.personId, hubId, bookingId);
      if (own === undefined) throw new BookingNotFound();
      if (!own.some((guest) => guest.id === id.toLowerCase())) throw new GuestNotFound();
      await elevated(tx, (system) => this.guests.remove(system, { hubId, bookingId, id }));
    });
  }

  /** Once, by whoever comes first. @throws GuestInvitationNotValid, AlreadyBooked */
  async accept(actor: Actor, token: string): Promise<GuestSeat> {
    return this.unitOfWork.run(onBehalfOf(actor.context), async (tx) => {
      await this.bookings.lock(tx, [actor.personId]);
      const seat = await this.guests.lockOpen(tx, hashOf(token), this.clock.now());
      if (seat === undefined || seat.hostId === actor.personId) throw new GuestInvitationNotValid();
      await this.guests.take(tx, seat, actor.personId);
      await this.audit.done(tx, {
        action: 'guest.accepted',
        organisationId: seat.organisationId,
        hubId: seat.hubId,
        subjectId: seat.hostId,
        object: `booking/${seat.bookingId}`,
      });
      return (await this.guests.ofPerson(tx, actor.personId, seat.id))[0]!;
    });
  }

  async mine(actor: Actor): Promise<GuestSeatList> {
    const items = await this.unitOfWork.run(onBehalfOf(actor.context), (tx) =>
      this.guests.ofPerson(tx, actor.personId),
    );
    return { items: [...items], next: null };
  }

  /** @throws GuestNotFound */
  async leave(actor: Actor, id: string): Promise<void> {
    await this.unitOfWork.run(onBehalfOf(actor.context), async (tx) => {
      if (!(await this.guests.remove(tx, { id, personId: actor.personId }))) throw new GuestNotFound();
    });
  }
}
