import { Injectable } from '@nestjs/common';
import type { BookingItem, WaitingEntry } from '#libs/contracts';
import { NotSignedIn } from '#libs/identity';
import { instantOf, type Temporal, TimeRange } from '#libs/kernel';
import { deleteAndCount, type Tx, violates } from '#libs/platform';
import { BookableNotFound } from '../domain/booking-errors.js';
import { AlreadyWaiting } from './waiting-errors.js';

export interface NewEntry {
  readonly id: string;
  readonly hubId: string;
  readonly personId: string;
  readonly item: BookingItem;
  readonly during: TimeRange;
  readonly blocked: TimeRange;
  readonly createdAt: Temporal.Instant;
  readonly offerMinutes: number;
}

/** An entry without its place in line, which depends on the others. */
export type StoredEntry = Omit<WaitingEntry, 'ahead'>;

/** Who is next for something that is free. */
export interface NextInLine {
  readonly id: string;
  readonly personId: string;
  readonly during: TimeRange;
  readonly blocked: TimeRange;
  readonly offerMinutes: number;
}

/** Something free that somebody waits for. */
export interface FreePlace {
  readonly hubId: string;
  readonly bookableId: string;
  readonly span: TimeRange;
}

interface SpanRow {
  readonly from: Date;
  readonly to: Date;
}

/** Word for word the predicate of claim_no_overlap, so that its index serves. */
const ACTIVE = `claim.status IN ('held', 'confirmed', 'checked_in')`;
/** What an entry waits for may be this bookable of its hub. */
const fits = (entry: string): string => `
  (${entry}.bookable_id = bookable.id
   OR (${entry}.kind = bookable.kind AND ${entry}.needs <@ bookable.amenities AND (${entry}.space_id IS NULL OR ${entry}.space_id = bookable.space_id)))`;
/** Of an entry and a bookable of its hub: they fit, nothing holds the one and nothing keeps the person of the other. */
const SUITS = `
  entry.status = 'waiting' AND lower(entry.during) > $1::timestamptz
  AND ${fits('entry')}
  AND NOT EXISTS (
    SELECT FROM claim
     WHERE claim.hub_id = entry.hub_id AND claim.bookable_id = bookable.id AND claim.blocked && entry.blocked AND ${ACTIVE})
  AND NOT EXISTS (
    SELECT FROM engagement
     WHERE engagement.person_id = entry.person_id AND engagement.active AND engagement.during && entry.during)`;
const ORDER = `entry.created_at, entry.id`;

/** The waiting list. Each person sees their own places in it; the line as a whole is the product's. */
@Injectable()
export class WaitingRepository {
  /** While somebody joins nothing of the hub is freed, and the other way round: else what is freed at that moment would pass them by. */
  async lockForJoining(tx: Tx, hubId: string): Promise<void> {
    await tx.query(`SELECT pg_advisory_xact_lock(hashtextextended('waiting ' || $1, 0))`, [hubId]);
  }

  async lockForFreeing(tx: Tx, hubId: string): Promise<void> {
    await tx.query(`SELECT pg_advisory_xact_lock_shared(hashtextextended('waiting ' || $1, 0))`, [hubId]);
  }

  /** @throws AlreadyWaiting, BookableNotFound, NotSignedIn */
  async insert(tx: Tx, entry: NewEntry): Promise<void> {
    const { item } = entry;
    const wish = 'bookableId' in item ? null : item;
    try {
      await tx.query(
        `INSERT INTO waiting_entry (hub_id, id, person_id, bookable_id, kind, needs, space_id, during, blocked, status, created_at, changed_at, offer_minutes)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, 'waiting', $10, $10, $11)`,
        [
          entry.hubId,
          entry.id,
          entry.personId,
          'bookableId' in item ? item.bookableId : null,
          wish?.kind ?? null,
          wish?.needs ?? [],
          wish?.spaceId ?? null,
          entry.during.toString(),
          entry.blocked.toString(),
          entry.createdAt.toString(),
          entry.offerMinutes,
        ],
      );
    } catch (error) {
      if (violates(error, 'waiting_entry_no_overlap')) throw new AlreadyWaiting();
      if (violates(error, 'waiting_entry_for_bookable')) throw new BookableNotFound();
      if (violates(error, 'waiting_entry_person_id_fkey')) throw new NotSignedIn();
      throw error;
    }
  }

  /** The first in line for a bookable that is free in a span, until the transaction ends. */
  async next(
    tx: Tx,
    hubId: string,
    bookableId: string,
    freed: TimeRange,
    now: Temporal.Instant,
  ): Promise<NextInLine | undefined> {
    const [row] = await tx.query<
      SpanRow & { id: string; person_id: string; blocked_from: Date; blocked_to: Date; offer_minutes: number }
    >(
      `SELECT entry.id, entry.person_id, lower(entry.during) AS "from", upper(entry.during) AS "to",
              lower(entry.blocked) AS blocked_from, upper(entry.blocked) AS blocked_to, entry.offer_minutes
         FROM waiting_entry AS entry JOIN bookable ON bookable.hub_id = entry.hub_id AND bookable.id = $3
        WHERE entry.hub_id = $2 AND entry.blocked && $4::tstzrange AND ${SUITS}
        ORDER BY ${ORDER} LIMIT 1 FOR UPDATE OF entry`,
      [now.toString(), hubId, bookableId, freed.toString()],
    );
    return (
      row && {
        id: row.id,
        personId: row.person_id,
        during: spanOf(row),
        blocked: spanOf({ from: row.blocked_from, to: row.blocked_to }),
        offerMinutes: row.offer_minutes,
      }
    );
  }

  /** What is free although somebody waits for it, e.g. because they were engaged when it was freed; those who wait longest first. */
  async freePlaces(
    tx: Tx,
    now: Temporal.Instant,
    limit: number,
    entryId: string | null = null,
  ): Promise<readonly FreePlace[]> {
    const rows = await tx.query<SpanRow & { hub_id: string; bookable_id: string }>(
      `SELECT entry.hub_id, bookable.id AS bookable_id, lower(entry.blocked) AS "from", upper(entry.blocked) AS "to"
         FROM waiting_entry AS entry JOIN bookable ON bookable.hub_id = entry.hub_id
        WHERE ${SUITS} AND ($3::uuid IS NULL OR entry.id = $3)
        ORDER BY ${ORDER} LIMIT $2`,
      [now.toString(), limit, entryId],
    );
    return rows.map((row) => ({ hubId: row.hub_id, bookableId: row.bookable_id, span: spanOf(row) }));
  }

  async offer(
    tx: Tx,
    hubId: string,
    entryId: string,
    holdId: string,
    expiresAt: Temporal.Instant,
    now: Temporal.Instant,
  ): Promise<void> {
    await tx.query(
      `UPDATE waiting_entry SET status = 'offered', hold_id = $3, offer_expires_at = $4, changed_at = $5 WHERE hub_id = $1 AND id = $2`,
      [hubId, entryId, holdId, expiresAt.toString(), now.toString()],
    );
  }

  /** What was offered is there no more, through no doing of theirs: they wait on, in their old place. */
  async backInLine(tx: Tx, hubId: string, holdIds: readonly string[], now: Temporal.Instant): Promise<void> {
    await tx.query(
      `UPDATE waiting_entry SET status = 'waiting', hold_id = NULL, offer_expires_at = NULL, changed_at = $3
        WHERE hub_id = $1 AND hold_id = ANY ($2::uuid[]) AND status = 'offered'`,
      [hubId, holdIds, now.toString()],
    );
  }

  /** What was offered is booked, was given back or has run out. @returns the entries whose offers these holds were */
  async endOffers(
    tx: Tx,
    hubId: string,
    holdIds: readonly string[],
    status: 'converted' | 'expired' | 'left',
    now: Temporal.Instant,
  ): Promise<readonly string[]> {
    const rows = await tx.query<{ id: string }>(
      `UPDATE waiting_entry SET status = $3, changed_at = $4
        WHERE hub_id = $1 AND hold_id = ANY ($2::uuid[]) AND status = 'offered' RETURNING id`,
      [hubId, holdIds, status, now.toString()],
    );
    return rows.map(({ id }) => id);
  }

  /** Entries whose time has begun. @returns hub and id of each */
  async expireBegun(
    tx: Tx,
    now: Temporal.Instant,
  ): Promise<readonly { readonly hubId: string; readonly id: string }[]> {
    return tx.query(
      `UPDATE waiting_entry SET status = 'expired', changed_at = $1
        WHERE status = 'waiting' AND lower(during) <= $1 RETURNING hub_id AS "hubId", id`,
      [now.toString()],
    );
  }

  /** @returns whether the person waited there and nothing was offered yet */
  async leaveLine(tx: Tx, personId: string, hubId: string, id: string, now: Temporal.Instant): Promise<boolean> {
    const rows = await tx.query<{ id: string }>(
      `UPDATE waiting_entry SET status = 'left', changed_at = $4
        WHERE hub_id = $1 AND id = $2 AND person_id = $3 AND status = 'waiting' RETURNING id`,
      [hubId, id, personId, now.toString()],
    );
    return rows.length > 0;
  }

  /** @returns the held claims of what is offered; undefined when there is no such entry */
  async offeredClaims(tx: Tx, personId: string, hubId: string, id: string): Promise<readonly string[] | undefined> {
    const [row] = await tx.query<{ ids: string[] }>(
      `SELECT array(SELECT claim.id FROM claim
                     WHERE claim.hub_id = entry.hub_id AND claim.hold_id = entry.hold_id AND claim.status = 'held'
                       AND entry.status = 'offered') AS ids
         FROM waiting_entry AS entry WHERE entry.hub_id = $1 AND entry.id = $2 AND entry.person_id = $3`,
      [hubId, id, personId],
    );
    return row?.ids;
  }

  /** A person's places in line: the open ones first, then the latest. */
  async ofPerson(tx: Tx, personId: string, limit: number, id: string | null = null): Promise<readonly StoredEntry[]> {
    const rows = await tx.query<EntryRow>(
      `SELECT entry.id, entry.bookable_id, entry.kind, entry.needs, entry.space_id, lower(entry.during) AS "from", upper(entry.during) AS "to",
              entry.status, entry.created_at, entry.hold_id, entry.offer_expires_at,
              jsonb_build_object('id', hub.id, 'slug', hub.slug, 'name', hub.name, 'timeZone', metro.time_zone) AS hub,
              (SELECT jsonb_build_object('id', bookable.id, 'kind', bookable.kind, 'label', bookable.label, 'spaceName', space.name)
                 FROM claim
                 JOIN bookable ON bookable.hub_id = claim.hub_id AND bookable.id = claim.bookable_id
                 JOIN space ON space.hub_id = bookable.hub_id AND space.id = bookable.space_id
                WHERE claim.hub_id = entry.hub_id AND claim.hold_id = entry.hold_id AND entry.status = 'offered' LIMIT 1) AS bookable
         FROM waiting_entry AS entry JOIN hub ON hub.id = entry.hub_id JOIN metro ON metro.id = hub.metro_id
        WHERE entry.person_id = $1 AND ($3::uuid IS NULL OR entry.id = $3)
        ORDER BY entry.status IN ('waiting', 'offered') DESC, entry.created_at DESC, entry.id DESC LIMIT $2`,
      [personId, limit, id],
    );
    return rows.map(toEntry);
  }

  /** How many are in line before each of a person's entries for something that would suit either. Needs the power of the product. */
  async ahead(tx: Tx, personId: string): Promise<ReadonlyMap<string, number>> {
    const rows = await tx.query<{ id: string; ahead: number }>(
      `SELECT entry.id, count(other.id)::integer AS ahead
         FROM waiting_entry AS entry
         LEFT JOIN waiting_entry AS other
           ON other.hub_id = entry.hub_id AND other.status = 'waiting' AND other.blocked && entry.blocked
          AND (other.created_at, other.id) < (entry.created_at, entry.id)
          AND EXISTS (SELECT FROM bookable WHERE bookable.hub_id = entry.hub_id AND ${fits('entry')} AND ${fits('other')})
        WHERE entry.person_id = $1 AND entry.status = 'waiting' GROUP BY entry.id`,
      [personId],
    );
    return new Map(rows.map(({ id, ahead }) => [id, ahead]));
  }

  async forgetPerson(tx: Tx, personId: string): Promise<void> {
    await tx.query(`DELETE FROM waiting_entry WHERE person_id = $1`, [personId]);
  }

  /** @returns how many entries that were over before then it removed */
  async purge(tx: Tx, before: Temporal.Instant): Promise<number> {
    return deleteAndCount(
      tx,
      `DELETE FROM waiting_entry WHERE changed_at < $1 AND status NOT IN ('waiting', 'offered')`,
      [before.toString()],
    );
  }
}

interface EntryRow extends SpanRow {
  readonly id: string;
  readonly bookable_id: string | null;
  readonly kind: 'desk' | null;
  readonly needs: [];
  readonly space_id: string | null;
  readonly status: WaitingEntry['status'];
  readonly created_at: Date;
  readonly hold_id: string | null;
  readonly offer_expires_at: Date | null;
  readonly hub: WaitingEntry['hub'];
  readonly bookable: NonNullable<WaitingEntry['offer']>['bookable'] | null;
}

const spanOf = ({ from, to }: SpanRow): TimeRange => TimeRange.of(instantOf(from), instantOf(to));

function toEntry(row: EntryRow): StoredEntry {
  const { hold_id: holdId, offer_expires_at: expiresAt, bookable, bookable_id: bookableId } = row;
  const wish = { kind: row.kind!, count: 1, needs: row.needs, likes: [], beside: [] };
  return {
    id: row.id,
    hub: row.hub,
    item: bookableId !== null ? { bookableId } : row.space_id === null ? wish : { ...wish, spaceId: row.space_id },
    from: instantOf(row.from).toString(),
    to: instantOf(row.to).toString(),
    status: row.status,
    createdAt: instantOf(row.created_at).toString(),
    offer:
      bookable === null || holdId === null || expiresAt === null
        ? null
        : { holdId, expiresAt: instantOf(expiresAt).toString(), bookable },
  };
}
