import { Injectable } from '@nestjs/common';
import type { ClaimStatus } from '#libs/contracts';
import { Clock, newId, Temporal, type TimeRange } from '#libs/kernel';
import { elevated, type Tx } from '#libs/platform';
import { ClaimEvents } from '../claim-events.js';
import { HoldRepository } from '../holds/hold.repository.js';
import { WaitingEvents } from './waiting-events.js';
import { type NextInLine, WaitingRepository } from './waiting.repository.js';

/** A claim that ended, or a part of its time that was given back. */
export interface Freed {
  readonly bookableId: string;
  readonly status: ClaimStatus;
  readonly blocked: TimeRange;
  readonly holdId: string | null;
}

/**
 * Holds what is freed for the next one in line, in the transaction that frees it: nobody can slip in between. First come, first served, among those
 * whom it suits; who is engaged elsewhere in that time is passed over and keeps their place.
 */
@Injectable()
export class WaitingSuccession {
  constructor(
    private readonly entries: WaitingRepository,
    private readonly holds: HoldRepository,
    private readonly claimEvents: ClaimEvents,
    private readonly events: WaitingEvents,
    private readonly clock: Clock,
  ) {}

  /** To be called while the bookables are locked. */
  async freed(tx: Tx, hubId: string, freed: readonly Freed[]): Promise<void> {
    const now = this.clock.now().round('millisecond');
    const ahead = freed.filter(({ blocked }) => Temporal.Instant.compare(now, blocked.end) < 0);
    const offers = freed.filter(({ holdId }) => holdId !== null);
    if (ahead.length === 0 && offers.length === 0) return;
    await elevated(tx, async (system) => {
      await this.endOffers(system, hubId, offers, now);
      if (ahead.length === 0) return;
      await this.entries.lockForFreeing(system, hubId);
      for (const { bookableId, blocked } of ahead) await this.offer(system, hubId, bookableId, blocked, now);
    });
  }

  /**
   * Offers a free bookable to all whom it suits one after the other: those who want its morning and those who want its afternoon.
   * To be called with the power of the product, while the bookable and the line are locked.
   */
  async offer(tx: Tx, hubId: string, bookableId: string, span: TimeRange, now: Temporal.Instant): Promise<void> {
    let next: NextInLine | undefined;
    while ((next = await this.oldest(tx, hubId, bookableId, span, now)) !== undefined) {
      const { id: entryId, personId, during, blocked, offerMinutes } = next;
      const id = newId();
      const expiresAt = earlier(now.add({ minutes: offerMinutes }), during.start);
      const claims = [{ id: newId(), bookableId, blocked }];
      await this.holds.insert(tx, {
        id,
        hubId,
        personId,
        secretHash: null,
        span: during,
        claims,
        createdAt: now,
        expiresAt,
      });
      await this.entries.offer(tx, hubId, entryId, id, expiresAt, now);
      await this.claimEvents.tell(tx, [{ hubId, bookableId, during, status: 'held' }]);
      await this.events.offered(tx, hubId, entryId, id, expiresAt);
    }
  }

  /** Who is first for the span may want more than was freed: whoever is older and wants a part of that goes before them. */
  private async oldest(
    tx: Tx,
    hubId: string,
    bookableId: string,
    span: TimeRange,
    now: Temporal.Instant,
  ): Promise<NextInLine | undefined> {
    const next = await this.entries.next(tx, hubId, bookableId, span, now);
    if (next === undefined || (span.start.equals(next.blocked.start) && span.end.equals(next.blocked.end))) return next;
    const older = await this.entries.next(tx, hubId, bookableId, next.blocked, now);
    return older === undefined || older.id === next.id ? next : this.oldest(tx, hubId, bookableId, older.blocked, now);
  }

  private async endOffers(tx: Tx, hubId: string, ended: readonly Freed[], now: Temporal.Instant): Promise<void> {
    for (const outcome of ['expired', 'cancelled'] as const) {
      const holdIds = ended.filter(({ status }) => status === outcome).map(({ holdId }) => holdId!);
      if (holdIds.length === 0) continue;
      const status = outcome === 'expired' ? 'expired' : 'left';
      const entryIds = await this.entries.endOffers(tx, hubId, holdIds, status, now);
      if (status === 'expired') await this.events.expired(tx, hubId, entryIds);
    }
  }
}

const earlier = (a: Temporal.Instant, b: Temporal.Instant): Temporal.Instant =>
  Temporal.Instant.compare(a, b) < 0 ? a : b;
