import { Injectable } from '@nestjs/common';
import type { FavouriteList, FavouritesQuery } from '#libs/contracts';
import type { Actor } from '#libs/identity';
import { Clock, TimeRange } from '#libs/kernel';
import { UnitOfWork } from '#libs/platform';
import { AvailabilityService } from '../availability.service.js';
import { BookableNotFound } from '../domain/booking-errors.js';
import { BookingRepository } from '../persistence/booking.repository.js';
import { TooManyFavourites } from './favourite-errors.js';
import { FavouriteRepository } from './favourite.repository.js';

const MOST = 50;

/** What people book again and again. */
@Injectable()
export class FavouriteService {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly favourites: FavouriteRepository,
    private readonly bookings: BookingRepository,
    private readonly availability: AvailabilityService,
    private readonly clock: Clock,
  ) {}

  /** Added twice, it is there once. @throws BookableNotFound, TooManyFavourites */
  async add({ context, personId }: Actor, bookableId: string): Promise<void> {
    const now = this.clock.now().round('millisecond');
    await this.unitOfWork.run(context, async (tx) => {
      await this.bookings.lock(tx, [personId]);
      if ((await this.favourites.count(tx, personId, bookableId)) >= MOST) throw new TooManyFavourites(MOST);
      if (!(await this.favourites.add(tx, personId, bookableId, now))) throw new BookableNotFound();
    });
  }

  async remove({ context, personId }: Actor, bookableId: string): Promise<void> {
    await this.unitOfWork.run(context, (tx) => this.favourites.remove(tx, personId, bookableId));
  }

  /** The latest first; with a span, whether each is free in it. */
  async list(actor: Actor, { from, to }: FavouritesQuery): Promise<FavouriteList> {
    const found = await this.unitOfWork.run(actor.context, (tx) => this.favourites.all(tx, actor.personId));
    if (from === undefined || to === undefined)
      return { items: found.map((favourite) => ({ ...favourite, free: null })), next: null };
    const span = TimeRange.parse(from, to);
    const free = new Set<string>();
    for (const hubId of new Set(found.map(({ hub }) => hub.id))) {
      const there = await this.availability.ofHub(hubId, span, actor);
      if (there.open) for (const id of there.free) free.add(id);
    }
    return { items: found.map((favourite) => ({ ...favourite, free: free.has(favourite.bookable.id) })), next: null };
  }
}
