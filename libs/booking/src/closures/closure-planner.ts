import { Injectable } from '@nestjs/common';
import type { Alternative } from '#libs/contracts';
import { Temporal, type TimeRange } from '#libs/kernel';
import { AlternativesPort } from '../alternatives.port.js';
import type { HeldClaim } from '../moves/move.repository.js';
import type { HubPlaces } from '../place-directory.js';
import type { HitBooking } from './hit.repository.js';

/** Where each claim of a zone could go, by claim; a booking of which nothing is in it has no place. */
export type ClosurePlan = ReadonlyMap<string, Alternative>;

interface Promised {
  readonly bookableId: string;
  readonly blocked: TimeRange;
}

/** Finds for each booking that a closure hits the nearest free place that is as good. */
@Injectable()
export class ClosurePlanner {
  constructor(private readonly alternatives: AlternativesPort) {}

  /**
   * Not to be called in a transaction: what it asks opens its own. So it is a proposal, and whether a place is still free is seen under the locks.
   * @param hits in the order in which places are given
   */
  async plan(
    places: HubPlaces,
    zone: ReadonlySet<string>,
    hits: readonly HitBooking[],
    now: Temporal.Instant,
  ): Promise<ClosurePlan> {
    const plan = new Map<string, Alternative>();
    const promised: Promised[] = [];
    for (const booking of hits) {
      const found = await this.placesFor(places, zone, booking, promised, now);
      for (const [claim, place] of found ?? []) {
        plan.set(claim.id, place);
        promised.push({ bookableId: place.bookableId, blocked: claim.blocked });
      }
    }
    return plan;
  }

  /** For all that is hit of a booking, or undefined: a bundle is not torn apart. */
  private async placesFor(
    places: HubPlaces,
    zone: ReadonlySet<string>,
    booking: HitBooking,
    promised: readonly Promised[],
    now: Temporal.Instant,
  ): Promise<readonly (readonly [HeldClaim, Alternative])[] | undefined> {
    const found: (readonly [HeldClaim, Alternative])[] = [];
    for (const claim of booking.hit) {
      const passedOver = new Set([
        ...zone,
        ...promised.filter(({ blocked }) => blocked.overlaps(claim.blocked)).map(({ bookableId }) => bookableId),
        ...found.map(([, place]) => place.bookableId),
      ]);
      const needs = needsOf(places, claim.bookableId);
      const [place] = await this.alternatives.nearestAlternatives(places.hub.id, claim.bookableId, claim.blocked, 1, {
        passedOver,
        needs,
      });
      if (place === undefined || !(place.hubId === places.hub.id || mayLeave(booking, now))) return undefined;
      found.push([claim, place]);
    }
    return found;
  }
}

/** What is kept for those who need it is replaced by nothing less. */
export const needsOf = ({ bookables }: HubPlaces, bookableId: string): 'accessible'[] =>
  bookables.get(bookableId)?.amenities.includes('accessible') === true ? ['accessible'] : [];

/** Nobody is sent across the town in the middle of their time, and a bundle stays together. */
const mayLeave = ({ personId, claims, during }: HitBooking, now: Temporal.Instant): boolean =>
  personId !== null && claims.length === 1 && Temporal.Instant.compare(now, during.start) < 0;
