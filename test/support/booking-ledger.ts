import { groupBy } from '#libs/kernel';
import type { OutboxEvent } from '#libs/platform';
import type { TestDatabase } from './databases.js';

/** A booking that was answered 201, and whether its cancelling was answered too. */
export interface Answered {
  readonly id: string;
  readonly personId: string;
  readonly bookableIds: readonly string[];
  readonly from: string;
  readonly to: string;
  cancelled: boolean;
}

interface Row {
  readonly booking_id: string;
  readonly person_id: string;
  readonly bookable_id: string;
  readonly status: string;
  readonly engaged: boolean;
  readonly from: Date;
  readonly to: Date;
}

interface ClaimRow {
  readonly bookable_id: string;
  readonly booking_id: string | null;
  readonly hold_id: string | null;
  readonly status: string;
  readonly from: Date;
}

const ACTIVE = `('held', 'confirmed', 'checked_in')`;

/** Everything that is wrong with the bookings of a hub, in words; empty when all invariants hold. */
export async function faultsIn(
  db: TestDatabase,
  hubId: string,
  answered: readonly Answered[],
  told: readonly OutboxEvent[],
): Promise<readonly string[]> {
  const query = <R>(sql: string): Promise<R[]> => db.source.query(sql, [hubId]);
  const overlaps = await query<{ label: string }>(
    `SELECT a.bookable_id || ' ' || a.during || ' ' || b.during AS label
       FROM claim a JOIN claim b ON a.hub_id = b.hub_id AND a.bookable_id = b.bookable_id AND a.id < b.id AND a.blocked && b.blocked
      WHERE a.hub_id = $1 AND a.status IN ${ACTIVE} AND b.status IN ${ACTIVE}`,
  );
  const twice = await query<{ label: string }>(
    `SELECT x.person_id || ' ' || c.during || ' ' || d.during AS label
       FROM booking x JOIN claim c ON c.hub_id = x.hub_id AND c.booking_id = x.id
       JOIN booking y ON y.person_id = x.person_id AND y.id > x.id
       JOIN claim d ON d.hub_id = y.hub_id AND d.booking_id = y.id AND c.during && d.during
      WHERE x.hub_id = $1 AND c.status IN ${ACTIVE} AND d.status IN ${ACTIVE}`,
  );
  const rows = await query<Row>(
    `SELECT booking.id AS booking_id, booking.person_id, claim.bookable_id, claim.status, engagement.active AS engaged,
            lower(claim.during) AS "from", upper(claim.during) AS "to"
       FROM booking JOIN claim ON claim.hub_id = booking.hub_id AND claim.booking_id = booking.id
       LEFT JOIN engagement ON engagement.person_id = booking.person_id AND engagement.booking_id = booking.id
      WHERE booking.hub_id = $1`,
  );
  const claims = await query<ClaimRow>(
    `SELECT bookable_id, booking_id, hold_id, status, lower(during) AS "from" FROM claim WHERE hub_id = $1`,
  );
  return [
    ...overlaps.map(({ label }) => `overlap: ${label}`),
    ...twice.map(({ label }) => `one person twice: ${label}`),
    ...unlike(answered, rows),
    ...untold(claims, told),
  ];
}

/** What was answered and what is kept must be the same bookings, each with all its claims. */
function unlike(answered: readonly Answered[], rows: readonly Row[]): string[] {
  const kept = groupBy(rows, (row) => row.booking_id);
  const known = new Set(answered.map(({ id }) => id));
  const lost = answered.flatMap((one) => {
    const claims = kept.get(one.id);
    if (claims === undefined) return [`lost: ${one.id}`];
    const status = one.cancelled ? 'cancelled' : 'confirmed';
    const held = claims.map((row) => row.bookable_id).toSorted();
    const wrong = claims.filter(
      (row) =>
        row.status !== status ||
        row.engaged === one.cancelled ||
        row.person_id !== one.personId ||
        row.from.getTime() !== Date.parse(one.from) ||
        row.to.getTime() !== Date.parse(one.to),
    );
    if (wrong.length > 0) return [`not as answered: ${one.id} is ${wrong[0]!.status}, engaged ${wrong[0]!.engaged}`];
    return held.join() === one.bookableIds.toSorted().join() ? [] : [`holds other things than answered: ${one.id}`];
  });
  return [...lost, ...[...kept.keys()].flatMap((id) => (known.has(id) ? [] : [`never answered: ${id}`]))];
}

/** Each claim must have been told once as held, if it was, once as booked, if it was, and once as ended, if it is. */
function untold(rows: readonly ClaimRow[], told: readonly OutboxEvent[]): string[] {
  const sign = (bookableId: unknown, from: number, status: unknown): string =>
    `${String(bookableId)} ${from} ${String(status)}`;
  const count = (signs: readonly string[]): Map<string, number> => {
    const counts = new Map<string, number>();
    for (const one of signs) counts.set(one, (counts.get(one) ?? 0) + 1);
    return counts;
  };
  const expected = count(
    rows.flatMap((row) => {
      const states = [
        ...(row.hold_id === null ? [] : ['held']),
        ...(row.booking_id === null ? [] : ['confirmed']),
        ...(['held', 'confirmed'].includes(row.status) ? [] : [row.status]),
      ];
      return states.map((status) => sign(row.bookable_id, row.from.getTime(), status));
    }),
  );
  const claims = told.filter(({ topic }) => topic === 'claim');
  const actual = count(claims.map(({ payload: p }) => sign(p.bookableId, Date.parse(String(p.from)), p.status)));
  return [...new Set([...expected.keys(), ...actual.keys()])].flatMap((one) =>
    expected.get(one) === actual.get(one)
      ? []
      : [`told ${actual.get(one) ?? 0} times, not ${expected.get(one) ?? 0}: ${one}`],
  );
}
