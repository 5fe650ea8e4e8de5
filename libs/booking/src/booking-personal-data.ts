import { Injectable } from '@nestjs/common';
import { AuditTrail, type PersonalDataPart } from '#libs/identity';
import { Clock } from '#libs/kernel';
import type { Tx } from '#libs/platform';
import { BookingEvents } from './booking-events.js';
import { ClaimLedger } from './claim-ledger.js';
import { PersonalBookingRepository } from './persistence/personal-booking.repository.js';

/** A person's bookings. When the person is erased, what was used stays in the figures, and leads to nobody. */
@Injectable()
export class BookingPersonalData implements PersonalDataPart {
  readonly name = 'booking';
  readonly columns = {
    'booking.person_id': 'emptied: the booking and its claims stay for the figures',
    'engagement.person_id': 'the row goes',
    'idempotency_key.person_id': 'the row goes',
    'quota_usage.person_id': 'the row goes',
    'quota_charge.person_id': 'the row goes',
    'strike.person_id': 'the row goes',
    'appeal.person_id': 'the row goes',
  };

  constructor(
    private readonly rows: PersonalBookingRepository,
    private readonly ledger: ClaimLedger,
    private readonly events: BookingEvents,
    private readonly audit: AuditTrail,
    private readonly clock: Clock,
  ) {}

  async collect(tx: Tx, personId: string): Promise<Readonly<Record<string, unknown>>> {
    return {
      bookings: await this.rows.bookings(tx, personId),
      engagements: await this.rows.engagements(tx, personId),
      strikes: await this.rows.strikes(tx, personId),
      appeals: await this.rows.appeals(tx, personId),
      idempotencyKeys: await this.rows.keys(tx, personId),
      quotas: await this.rows.quotas(tx, personId),
    };
  }

  /** What is not over is cancelled as its person would cancel it: the outbox and the hub's audit are the notice. */
  async erase(tx: Tx, personId: string): Promise<void> {
    for (const { organisationId, hubId, claimIds } of await this.rows.lockOpenClaims(tx, personId, this.clock.now())) {
      const ended = await this.ledger.end(tx, hubId, claimIds, 'cancelled');
      const bookingIds = new Set(ended.flatMap(({ bookingId }) => bookingId ?? []));
      const cancelled = { change: 'cancelled', by: 'person' } as const;
      await this.events.tell(
        tx,
        [...bookingIds].map((bookingId) => ({ hubId, bookingId, ...cancelled })),
      );
      await this.audit.done(tx, {
        action: 'booking.cancelled',
        organisationId,
        hubId,
        subjectId: personId,
        detail: { reason: 'person-erased', claims: ended.length },
      });
    }
    await this.rows.unlink(tx, personId);
  }
}
