import { Injectable } from '@nestjs/common';
import { HubNotFound, HubRepository, type HubRules } from '#libs/hubs';
import { Clock, Temporal } from '#libs/kernel';
import { ANONYMOUS, UnitOfWork } from '#libs/platform';
import { BookableNotFound } from './domain/booking-errors.js';
import { BookingRepository, type BookingPlace } from './persistence/booking.repository.js';

interface HubPlaces {
  readonly rules: HubRules;
  readonly places: ReadonlyMap<string, BookingPlace>;
}

interface Kept {
  readonly until: Temporal.Instant;
  readonly value: Promise<HubPlaces>;
}

const KEPT = { seconds: 10 };
const MOST = 10_000;

/**
 * Names, zones and opening hours of the hubs that are booked in, as they were ten seconds ago at most. Whether a desk is free is
 * never kept, and that it still exists is for the foreign key to say.
 */
@Injectable()
export class PlaceDirectory {
  private readonly hubs = new Map<string, Kept>();

  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly rules: HubRepository,
    private readonly bookings: BookingRepository,
    private readonly clock: Clock,
  ) {}

  forget(): void {
    this.hubs.clear();
  }

  /**
   * Not to be called inside a transaction: it may open its own, and a pool whose connections all wait for another one never wakes up.
   * @throws HubNotFound, BookableNotFound
   */
  async find(hubId: string, bookableId: string): Promise<{ readonly rules: HubRules; readonly place: BookingPlace }> {
    const kept = this.hubs.get(hubId);
    const fresh = kept !== undefined && Temporal.Instant.compare(this.clock.now(), kept.until) < 0;
    const known = fresh ? await kept.value : undefined;
    const { rules, places } = known?.places.has(bookableId) ? known : await this.reload(hubId);
    const place = places.get(bookableId);
    if (place === undefined) throw new BookableNotFound();
    return { rules, place };
  }

  private async reload(hubId: string): Promise<HubPlaces> {
    const kept = { until: this.clock.now().add(KEPT), value: this.load(hubId) };
    this.hubs.delete(hubId);
    this.hubs.set(hubId, kept);
    if (this.hubs.size > MOST) this.hubs.delete(this.hubs.keys().next().value!);
    try {
      return await kept.value;
    } catch (error) {
      if (this.hubs.get(hubId) === kept) this.hubs.delete(hubId);
      throw error;
    }
  }

  private async load(hubId: string): Promise<HubPlaces> {
    return this.unitOfWork.run(ANONYMOUS, async (tx) => {
      const rules = await this.rules.rules(tx, hubId);
      if (rules === undefined) throw new HubNotFound(hubId);
      const places = await this.bookings.placesOf(tx, hubId);
      return { rules, places: new Map(places.map((place) => [place.bookable.id, place])) };
    });
  }
}
