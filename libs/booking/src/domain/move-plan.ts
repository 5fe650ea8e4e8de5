import { Temporal, TimeRange } from '#libs/kernel';

/** What a booking holds. */
export interface Held {
  readonly id: string;
  readonly bookableId: string;
}

export interface AskedMove {
  readonly bookableId?: string | undefined;
  readonly replace?: Readonly<Record<string, string>> | undefined;
}

export type UnclearMove = 'bundle-needs-replace' | 'not-part-of-booking';

/**
 * Where each claim of a booking goes. The ids of the request may be in capitals.
 * @returns by claim the id of its new bookable, also where it stays; or why the request makes no sense for this booking
 */
export function targetsOf(held: readonly Held[], asked: AskedMove): ReadonlyMap<string, string> | UnclearMove {
  if (asked.bookableId !== undefined && held.length !== 1) return 'bundle-needs-replace';
  const replace = new Map(
    Object.entries(asked.replace ?? {}).map(([from, to]) => [from.toLowerCase(), to.toLowerCase()]),
  );
  const known = new Set(held.map(({ bookableId }) => bookableId));
  if ([...replace.keys()].some((id) => !known.has(id))) return 'not-part-of-booking';
  const single = asked.bookableId?.toLowerCase();
  const targets = new Map(
    held.map(({ id, bookableId }) => [id, single ?? replace.get(bookableId) ?? bookableId] as const),
  );
  return new Set(targets.values()).size === held.length ? targets : 'not-part-of-booking';
}

/** @returns the span with what is asked for of it; undefined when it would end before it begins */
export function movedSpan(
  span: TimeRange,
  { from, to }: { readonly from?: string | undefined; readonly to?: string | undefined },
): TimeRange | undefined {
  const start = from === undefined ? span.start : Temporal.Instant.from(from);
  const end = to === undefined ? span.end : Temporal.Instant.from(to);
  return Temporal.Instant.compare(start, end) < 0 ? TimeRange.of(start, end) : undefined;
}

export const sameSpan = (a: TimeRange, b: TimeRange): boolean => a.start.equals(b.start) && a.end.equals(b.end);
