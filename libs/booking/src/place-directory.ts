import { Injectable } from '@nestjs/common';
import { type BookableInSpace, HubNotFound, HubRepository, type HubRules } from '#libs/hubs';
import { Clock, Temporal } from '#libs/kernel';
import { ANONYMOUS, UnitOfWork } from '#libs/platform';
import { BookableNotFound } from './domain/booking-errors.js';
import type { PolicyLayer } from './domain/effective-policy.js';
import { type BookingHub, BookingRepository } from './persistence/booking.repository.js';
import { PolicyRepository } from './policy/policy.repository.js';

/** What booking must know of a hub and of what can be booked in it. */
export interface HubPlaces {
  readonly hub: BookingHub;
  readonly rules: HubRules;
  readonly bookables: ReadonlyMap<string, BookableInSpace>;
  /** The rules of the hub and of its organisation that are in force */
  readonly layers: readonly PolicyLayer[];
}

interface Kept {
  readonly until: Temporal.Instant;
  readonly value: Promise<HubPlaces>;
}

const KEPT = { seconds: 10 };
const MOST = 10_000;

/**
 * Names, zones, opening hours and rules of the hubs that are booked in, as they were ten seconds ago at most. Whether a desk is free is
 * never kept, and that it still exists is for the foreign key to say.
 */
@Injectable()
export class PlaceDirectory {
  private readonly hubs = new Map<string, Kept>();

  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly repository: HubRepository,
    private readonly bookings: BookingRepository,
    private readonly policies: PolicyRepository,
    private readonly clock: Clock,
  ) {}

  forget(): void {
    this.hubs.clear();
  }

  /**
   * Not to be called inside a transaction: it may open its own, and a pool whose connections all wait for another one never wakes up.
   * @param bookableIds that must be there
   * @throws HubNotFound, BookableNotFound
   */
  async find(hubId: string, bookableIds: readonly string[]): Promise<HubPlaces> {
    const kept = this.hubs.get(hubId);
    const fresh = kept !== undefined && Temporal.Instant.compare(this.clock.now(), kept.until) < 0;
    const knowsAll = ({ bookables }: HubPlaces): boolean => bookableIds.every((id) => bookables.has(id));
    const known = fresh ? await kept.value : undefined;
    if (known !== undefined && knowsAll(known)) return known;
    const places = await this.reload(hubId);
    if (!knowsAll(places)) throw new BookableNotFound();
    return places;
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
      const rules = await this.repository.rules(tx, hubId);
      const hub = await this.bookings.hubOf(tx, hubId);
      if (rules === undefined || hub === undefined) throw new HubNotFound(hubId);
      const bookables = await this.repository.bookablesOfHub(tx, hubId);
      const layers = await this.policies.ofHub(tx, rules.organisationId, hubId);
      return { hub, rules, layers, bookables: new Map(bookables.map((bookable) => [bookable.id, bookable])) };
    });
  }
}
