import type { Alternative } from '#libs/contracts';
import type { TimeRange } from '#libs/kernel';

/** What is not just as good. */
export interface Instead {
  /** Bookables that must not be offered */
  readonly passedOver: ReadonlySet<string>;
  /** Amenities that must be there */
  readonly needs: readonly string[];
}

/**
 * Finds what to offer in place of a desk that was taken. Travel times lie above booking, so this is a port: the
 * process that takes bookings binds it to what can search. Also its injection token.
 */
export abstract class AlternativesPort {
  /** @returns desks free in the whole span, best first, at most `count` */
  abstract nearestAlternatives(
    hubId: string,
    bookableId: string,
    span: TimeRange,
    count: number,
    instead?: Instead,
  ): Promise<readonly Alternative[]>;
}
