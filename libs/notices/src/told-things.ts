import { Injectable } from '@nestjs/common';
import { Clock } from '#libs/kernel';
import type { Tx } from '#libs/platform';
import type { ToldChange } from './domain/plan-notices.js';
import { type BookingKey, type ToldBooking, ToldBookingRepository } from './persistence/told-booking.repository.js';
import { ToldOfferRepository } from './persistence/told-offer.repository.js';
import { ToldSeriesRepository } from './persistence/told-series.repository.js';

export const keyOf = ({ hubId, bookingId }: BookingKey): string => `${hubId}/${bookingId}`;

/** Finds what changes are about: bookings, offers of the waiting list, and series. */
@Injectable()
export class ToldThings {
  constructor(
    private readonly bookings: ToldBookingRepository,
    private readonly offers: ToldOfferRepository,
    private readonly series: ToldSeriesRepository,
    private readonly clock: Clock,
  ) {}

  /** @returns by their keys, those that are still there */
  async find(tx: Tx, changes: readonly ToldChange[]): Promise<ReadonlyMap<string, ToldBooking>> {
    const offered = changes.filter(({ change }) => change === 'offered');
    const ofSeries = changes.filter(({ change }) => change === 'series');
    const others = changes.filter(({ change }) => change !== 'offered' && change !== 'series');
    const series = await this.series.find(tx, ofSeries, this.clock.now());
    const bookings = await this.bookings.find(tx, [
      ...others,
      ...others.flatMap(({ successor }) => successor ?? []),
      ...series.map(({ next }) => next),
    ]);
    const found = new Map([...bookings, ...(await this.offers.find(tx, offered))].map((one) => [keyOf(one), one]));
    for (const { hubId, bookingId, personId, next, more, refused } of series) {
      const first = found.get(keyOf(next));
      if (first === undefined) continue;
      const facts = { ...first.facts, more, refused };
      found.set(keyOf({ hubId, bookingId }), { ...first, hubId, bookingId, personId, facts });
    }
    return found;
  }
}
