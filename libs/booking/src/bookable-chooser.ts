import { Injectable } from '@nestjs/common';
import type { Wish } from '#libs/contracts';
import type { BookableInSpace } from '#libs/hubs';
import type { TimeRange } from '#libs/kernel';
import type { Tx } from '#libs/platform';
import { NothingAsWished } from './domain/booking-errors.js';
import { inOrderOfWelcome } from './domain/choose-bookables.js';
import { BookingRepository } from './persistence/booking.repository.js';
import { ClaimRepository } from './persistence/claim.repository.js';
import type { HubPlaces } from './place-directory.js';

/** Finds bookables that are as wished, and locks them for the transaction. */
@Injectable()
export class BookableChooser {
  constructor(
    private readonly bookings: BookingRepository,
    private readonly claims: ClaimRepository,
  ) {}

  /**
   * Rivals who wish the same at the same moment pass over each other's choices instead of waiting for them, so nobody is sent to a desk that is about
   * to be taken. What is chosen is looked at once more under the lock; the constraint stays the judge.
   * @param blocked the time for which each must be free
   * @param passedOver what the same booking holds already
   * @throws NothingAsWished
   */
  async choose(
    tx: Tx,
    { hub, bookables }: HubPlaces,
    wish: Wish,
    blocked: TimeRange,
    passedOver: ReadonlySet<string>,
    seed: string,
  ): Promise<readonly BookableInSpace[]> {
    const all = [...bookables.values()].filter(({ id, kind }) => kind === wish.kind && !passedOver.has(id));
    const beside = wish.beside.flatMap((id) => bookables.get(id.toLowerCase()) ?? []);
    const taken = await this.claims.takenOf(tx, hub.id, idsOf(all), blocked);
    const free = all.filter(({ id }) => !taken.has(id));
    const order = inOrderOfWelcome(wish, free, beside, seed);
    const chosen: BookableInSpace[] = [];
    let rest = order;
    while (chosen.length < wish.count && rest.length > 0) {
      const missing = wish.count - chosen.length;
      const locked = new Set(await this.bookings.tryLock(tx, idsOf(rest), missing));
      const takenSince = await this.claims.takenOf(tx, hub.id, [...locked], blocked);
      chosen.push(...rest.filter(({ id }) => locked.has(id) && !takenSince.has(id)));
      if (locked.size < missing) break;
      rest = rest.filter(({ id }) => !locked.has(id));
    }
    if (chosen.length < wish.count) throw new NothingAsWished(wish.kind, wish.count, chosen.length);
    return chosen;
  }
}

const idsOf = (bookables: readonly BookableInSpace[]): readonly string[] => bookables.map(({ id }) => id);
