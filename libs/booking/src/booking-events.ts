import { Injectable } from '@nestjs/common';
import { OutboxRepository, type Tx } from '#libs/platform';

/** What became of a booking, for whoever must tell its person: ids alone, so that the outbox names nobody. */
export interface BookingChange {
  readonly hubId: string;
  readonly bookingId: string;
  readonly change:
    | 'confirmed'
    /** it waits for a manager */
    | 'requested'
    | 'refused'
    /** nobody approved it in time */
    | 'expired'
    | 'moved'
    | 'superseded'
    | 'extended'
    | 'cancelled'
    /** for who did not come */
    | 'released'
    | 'restored'
    /** of a series that was gone through: `bookingId` is its id */
    | 'series';
  /** Who made it so: its own person, who books for them, or others */
  readonly by: 'person' | 'agent' | 'manager' | 'system';
  /** As one day of a series, which is told of as a whole */
  readonly ofSeries?: true;
  /** The closure that made it so */
  readonly closureId?: string;
  /** superseded: the booking in another hub that takes its place */
  readonly successor?: { readonly hubId: string; readonly bookingId: string };
}

/** Tells the outbox what became of bookings, topic `booking`, in the transaction that did it. */
@Injectable()
export class BookingEvents {
  constructor(private readonly outbox: OutboxRepository) {}

  async tell(tx: Tx, changes: readonly BookingChange[]): Promise<void> {
    await this.outbox.appendAll(tx, changes.map(bookingEvent));
  }
}

/** For those who tell something else in the same statement. */
export const bookingEvent = (
  payload: BookingChange,
): { readonly topic: 'booking'; readonly hubId: string; readonly payload: BookingChange } => ({
  topic: 'booking',
  hubId: payload.hubId,
  payload,
});
