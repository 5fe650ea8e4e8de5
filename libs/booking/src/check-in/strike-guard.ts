import { Injectable } from '@nestjs/common';
import type { BookableKind } from '#libs/contracts';
import type { Temporal } from '#libs/kernel';
import type { Tx } from '#libs/platform';
import { TooManyNoShows } from '../domain/check-in-errors.js';
import { bannedUntil } from '../domain/strikes.js';
import { StrikeRepository } from '../persistence/strike.repository.js';
import type { HubPlaces } from '../place-directory.js';
import { policyFor } from '../policy-for.js';

/** Keeps those from booking for a while who too often did not come. */
@Injectable()
export class StrikeGuard {
  constructor(private readonly strikes: StrikeRepository) {}

  /**
   * Asks the database only where the rules count strikes.
   * @throws TooManyNoShows
   */
  async assertMayBook(
    tx: Tx,
    personId: string,
    places: HubPlaces,
    kinds: Iterable<BookableKind>,
    now: Temporal.Instant,
  ): Promise<void> {
    const rules = [...new Set(kinds)].flatMap((kind) => policyFor(places, kind).strikes ?? []);
    if (rules.length === 0) return;
    const strikes = await this.strikes.counting(tx, personId, places.rules.organisationId, now);
    for (const rule of rules) {
      const until = bannedUntil(strikes, rule, now);
      if (until !== null) throw new TooManyNoShows(until);
    }
  }
}
