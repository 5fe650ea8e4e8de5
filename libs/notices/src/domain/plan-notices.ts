import type { NoticeKind } from './notice-facts.js';

/** Something that happened to a booking, with whose it is. */
export interface ToldChange {
  /** Place in the outbox, `transaction-row` */
  readonly position: string;
  readonly hubId: string;
  readonly bookingId: string;
  readonly change: NoticeKind;
  readonly by: 'person' | 'agent' | 'manager' | 'system';
  readonly successor?: { readonly hubId: string; readonly bookingId: string };
  /** Made or ended as one day of a series, which is told of as a whole */
  readonly ofSeries?: boolean | undefined;
}

export interface PlannedNotice {
  readonly change: ToldChange;
  /** What the notice shows: the booking itself, or the one that took its place */
  readonly shown: { readonly hubId: string; readonly bookingId: string };
  readonly more: number;
  /** What persons did themselves is confirmed by a letter, and rings no bell. */
  readonly own: boolean;
}

/** To extend or move one's own booking is seen on the screen where it is done. */
const TOLD_WHEN_OWN: ReadonlySet<NoticeKind> = new Set(['confirmed', 'requested', 'cancelled', 'released', 'series']);

const transactionOf = ({ position }: ToldChange): string => position.slice(0, position.indexOf('-'));
const keyOf = ({ hubId, bookingId }: { readonly hubId: string; readonly bookingId: string }): string =>
  `${hubId}/${bookingId}`;

/**
 * Which changes are worth a notice: the bookings of one transaction, as a series makes them, are told as one, and a booking that
 * takes the place of another is told as that.
 * @param personOf whose a booking is; undefined for nobody's
 */
export function planNotices(
  changes: readonly ToldChange[],
  personOf: (change: ToldChange) => string | undefined,
): readonly PlannedNotice[] {
  const successors = new Set(changes.flatMap(({ successor }) => (successor === undefined ? [] : [keyOf(successor)])));
  const groups = new Map<string, ToldChange[]>();
  for (const change of changes) {
    const person = personOf(change);
    const own = change.by === 'person';
    const silent =
      person === undefined ||
      change.ofSeries === true ||
      (own && !TOLD_WHEN_OWN.has(change.change)) ||
      (change.change === 'confirmed' && successors.has(keyOf(change)));
    if (silent) continue;
    const foldable =
      change.change === 'confirmed' || change.change === 'requested' || (own && change.change === 'cancelled');
    const key = `${transactionOf(change)} ${person} ${foldable ? change.change : change.position}`;
    groups.set(key, [...(groups.get(key) ?? []), change]);
  }
  return [...groups.values()].map(([first, ...others]) => ({
    change: first!,
    shown: first!.successor ?? first!,
    more: others.length,
    own: first!.by === 'person' && first!.change !== 'released',
  }));
}
