import { Injectable } from '@nestjs/common';
import { groupBy, type Temporal, TimeRange } from '#libs/kernel';
import type { Tx } from '#libs/platform';
import type { BookingChange } from './booking-events.js';
import { ClaimEvents } from './claim-events.js';
import { afterEvent } from './domain/claim-life.js';
import { type BookedClaim, type BookingOf, ClaimLifeRepository } from './persistence/claim-life.repository.js';
import { type Claim, ClaimRepository } from './persistence/claim.repository.js';
import { WaitingSuccession } from './waiting/waiting-succession.js';

export type EndStatus = 'completed' | 'cancelled' | 'released' | 'expired';

/** Changes claims and ends them inside a transaction of the caller's, and the outbox knows. */
@Injectable()
export class ClaimLedger {
  constructor(
    private readonly claims: ClaimRepository,
    private readonly life: ClaimLifeRepository,
    private readonly events: ClaimEvents,
    private readonly waiting: WaitingSuccession,
  ) {}

  /**
   * Somebody was seen at these desks: their confirmed bookings are kept.
   * @returns the claims that this call checked in
   */
  async checkIn(
    tx: Tx,
    seen: readonly { readonly hubId: string; readonly bookableId: string; readonly at: Temporal.Instant }[],
  ): Promise<readonly Claim[]> {
    const checkedIn = await this.claims.checkIn(tx, seen);
    await this.events.tell(tx, checkedIn);
    return checkedIn;
  }

  /**
   * The desk is free again, and its person too; or it is held for the next one who waits for it, before anybody else can see it free.
   * @returns the claims that this call ended; those that had ended before are passed over
   */
  async end(tx: Tx, hubId: string, claimIds: readonly string[], status: EndStatus): Promise<readonly Claim[]> {
    // Before anything changes: who frees and who takes must not meet in the constraint from two sides.
    if (status !== 'completed') await this.claims.lockBookablesOf(tx, hubId, claimIds);
    const ended = await this.displace(tx, hubId, claimIds, status);
    if (status !== 'completed') await this.waiting.freed(tx, hubId, ended);
    return ended;
  }

  /**
   * As `end`, but the place is offered to nobody: whoever calls this gives it away in the same transaction, and holds its lock.
   * @returns the claims that this call ended
   */
  async displace(tx: Tx, hubId: string, claimIds: readonly string[], status: EndStatus): Promise<readonly Claim[]> {
    const ended = await this.claims.end(tx, hubId, claimIds, status);
    // Nobody approved them in time.
    const lapsed = status === 'expired' ? new Set(ended.flatMap(({ bookingId }) => bookingId ?? [])) : [];
    const changes = [...lapsed].map((bookingId) => ({ hubId, bookingId, change: 'expired', by: 'system' }) as const);
    await this.events.tell(tx, ended, changes);
    return ended;
  }

  /** Its person says that they are there. @returns the claims that this call checked in */
  async checkInBooking(tx: Tx, booking: BookingOf): Promise<readonly BookedClaim[]> {
    return this.told(tx, await this.life.checkIn(tx, booking));
  }

  /** A manager said yes. @returns the claims that this call confirmed */
  async approve(tx: Tx, hubId: string, bookingId: string): Promise<readonly BookedClaim[]> {
    return this.told(tx, await this.life.approve(tx, hubId, bookingId), { change: 'confirmed', by: 'manager' });
  }

  /** Its person goes before the end: what is left of the time is free. */
  async leave(tx: Tx, booking: BookingOf, at: Temporal.Instant): Promise<void> {
    await this.claims.lockBookablesOfBookings(tx, booking.hubId, [booking.bookingId]);
    const left = await this.life.shorten(tx, booking, at);
    for (const [state, claims] of groupBy(left, ({ status }) => status)) {
      const ids = claims.map(({ id }) => id);
      await this.end(tx, booking.hubId, ids, afterEvent(state, 'leave') as EndStatus);
    }
    // Whatever is free of it from now on: what others hold of that time is never offered.
    const rest = TimeRange.of(at, at.add({ hours: 24 }));
    const freed = left.map(({ bookableId, status }) => ({ bookableId, status, blocked: rest, holdId: null }));
    await this.waiting.freed(tx, booking.hubId, freed);
  }

  /** @returns null when what follows is taken: then the transaction is spent */
  async extend(tx: Tx, booking: BookingOf, to: Temporal.Instant): Promise<readonly BookedClaim[] | null> {
    const extended = await this.life.extend(tx, booking, to);
    return extended && this.told(tx, extended, { change: 'extended', by: 'person' });
  }

  /** Nobody came. @returns the bookings that this call released; one of which any part was checked in is passed over */
  async release(tx: Tx, hubId: string, bookingIds: readonly string[]): Promise<ReadonlySet<string>> {
    await this.claims.lockBookablesOfBookings(tx, hubId, bookingIds);
    const absent = await this.life.lockAbsent(tx, hubId, bookingIds);
    const ended = await this.claims.end(tx, hubId, absent, 'released');
    const released = new Set(ended.flatMap(({ bookingId }) => bookingId ?? []));
    const changes = [...released].map((bookingId) => ({ hubId, bookingId, change: 'released', by: 'system' }) as const);
    await this.events.tell(tx, ended, changes);
    await this.waiting.freed(tx, hubId, ended);
    return released;
  }

  /** @throws BookableTaken, AlreadyBooked: somebody has it by now, or its person is elsewhere */
  async restore(tx: Tx, booking: BookingOf, span: TimeRange): Promise<readonly BookedClaim[]> {
    return this.told(tx, await this.life.restore(tx, booking, span), { change: 'restored', by: 'person' });
  }

  private async told(
    tx: Tx,
    claims: readonly BookedClaim[],
    change?: Pick<BookingChange, 'change' | 'by'>,
  ): Promise<readonly BookedClaim[]> {
    const bookings = new Map(claims.map(({ hubId, bookingId }) => [bookingId, hubId]));
    const changes = [...bookings].flatMap(([bookingId, hubId]) => (change ? [{ hubId, bookingId, ...change }] : []));
    await this.events.tell(tx, claims, changes);
    return claims;
  }
}
