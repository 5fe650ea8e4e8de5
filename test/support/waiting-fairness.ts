import type { TestDatabase } from './databases.js';

interface Entry {
  readonly id: string;
  readonly person_id: string;
  readonly bookable_id: string | null;
  readonly status: string;
  readonly from: Date;
  readonly to: Date;
  readonly created_at: Date;
  readonly offered: string | null;
}

interface Engagement {
  readonly person_id: string;
  readonly booking_id: string;
  readonly active: boolean;
  readonly from: Date;
  readonly to: Date;
}

/** The line of a hub at an instant at which nobody does anything, and who is engaged when. */
export interface WaitingSnapshot {
  readonly entries: readonly Entry[];
  readonly engagements: readonly Engagement[];
}

export async function waitingSnapshot(db: TestDatabase, hubId: string): Promise<WaitingSnapshot> {
  const entries: Entry[] = await db.source.query(
    `SELECT entry.id, person_id, entry.bookable_id, entry.status, lower(entry.during) AS "from", upper(entry.during) AS "to", created_at,
            (SELECT claim.bookable_id FROM claim WHERE claim.hub_id = entry.hub_id AND claim.hold_id = entry.hold_id) AS offered
       FROM waiting_entry AS entry WHERE entry.hub_id = $1 ORDER BY created_at, id`,
    [hubId],
  );
  const engagements: Engagement[] = await db.source.query(
    `SELECT person_id, booking_id, active, lower(during) AS "from", upper(during) AS "to" FROM engagement WHERE hub_id = $1`,
    [hubId],
  );
  return { entries, engagements };
}

/**
 * Offers between two instants that went past somebody older whom they suited: who waited all the while, was engaged at no time of it, and wanted a part
 * of the very time that was offered. All desks are alike.
 */
export function overtakingsIn(before: WaitingSnapshot, after: WaitingSnapshot): readonly string[] {
  const [was, is] = [before, after].map(({ entries }) => new Map(entries.map((entry) => [entry.id, entry]))) as [
    Map<string, Entry>,
    Map<string, Entry>,
  ];
  const knownBefore = new Map(before.engagements.map((one) => [one.booking_id, one.active]));
  const engaged = ({ person_id: person, from, to }: Entry): boolean =>
    after.engagements.some(
      (one) =>
        one.person_id === person &&
        one.from < to &&
        from < one.to &&
        (one.active || knownBefore.get(one.booking_id) !== false),
    );
  const order = after.entries.map(({ id }) => id);
  return after.entries
    .filter(({ id, offered }) => offered !== null && (was.get(id)?.offered ?? null) === null)
    .flatMap((offer) =>
      order
        .slice(0, order.indexOf(offer.id))
        .map((id) => is.get(id)!)
        .filter(
          (older) =>
            older.status === 'waiting' &&
            was.get(older.id)?.status === 'waiting' &&
            (older.bookable_id === null || older.bookable_id === offer.offered) &&
            older.from >= offer.from &&
            older.to <= offer.to &&
            !engaged(older),
        )
        .map((older) => `overtaken: ${older.id} by ${offer.id}`),
    );
}
