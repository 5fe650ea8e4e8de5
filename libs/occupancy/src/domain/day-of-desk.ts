import { Temporal, type TimeRange } from '#libs/kernel';

export interface DeskDay {
  /** When the claims that hold the desk now end, those that follow without a gap included; null: none holds it */
  readonly freeFrom: Temporal.Instant | null;
  /** When it is held next, after that; null: not any more */
  readonly heldFrom: Temporal.Instant | null;
}

/**
 * What is to come of a desk.
 * @param claims of the desk, in the order of their starts, none over yet
 */
export function dayOfDesk(claims: readonly TimeRange[], now: Temporal.Instant): DeskDay {
  let freeFrom: Temporal.Instant | null = null;
  for (const { start, end } of claims) {
    if (Temporal.Instant.compare(start, freeFrom ?? now) > 0) return { freeFrom, heldFrom: start };
    freeFrom = end;
  }
  return { freeFrom, heldFrom: null };
}
