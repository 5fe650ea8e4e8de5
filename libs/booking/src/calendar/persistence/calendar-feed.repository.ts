import { Injectable } from '@nestjs/common';
import { NotSignedIn } from '#libs/identity';
import { instantOf, type Temporal } from '#libs/kernel';
import { type Tx, violates } from '#libs/platform';

/** Whose calendar it is. */
export type FeedOwner = { readonly personId: string } | { readonly hubId: string };

interface Row {
  readonly person_id: string | null;
  readonly hub_id: string | null;
}

/** The secret addresses of calendars, one a person and one a hub, each known by its hash alone. */
@Injectable()
export class CalendarFeedRepository {
  /** The address before, if there was one, leads nowhere from here on. @throws NotSignedIn: the person was just erased */
  async replace(tx: Tx, id: string, owner: FeedOwner, tokenHash: Buffer, now: Temporal.Instant): Promise<void> {
    const [column, value] = columnOf(owner);
    try {
      await tx.query(
        `INSERT INTO calendar_feed (id, ${column}, token_hash, created_at) VALUES ($1, $2, $3, $4)
         ON CONFLICT (${column}) DO UPDATE SET token_hash = excluded.token_hash, created_at = excluded.created_at`,
        [id, value, tokenHash, now.toString()],
      );
    } catch (error) {
      throw violates(error, 'calendar_feed_person_id_fkey') ? new NotSignedIn() : error;
    }
  }

  async remove(tx: Tx, owner: FeedOwner): Promise<void> {
    const [column, value] = columnOf(owner);
    await tx.query(`DELETE FROM calendar_feed WHERE ${column} = $1`, [value]);
  }

  async openedAt(tx: Tx, owner: FeedOwner): Promise<Temporal.Instant | null> {
    const [column, value] = columnOf(owner);
    const [row] = await tx.query<{ created_at: Date }>(`SELECT created_at FROM calendar_feed WHERE ${column} = $1`, [
      value,
    ]);
    return row === undefined ? null : instantOf(row.created_at);
  }

  async ownerOf(tx: Tx, tokenHash: Buffer): Promise<FeedOwner | undefined> {
    const [row] = await tx.query<Row>(`SELECT person_id, hub_id FROM calendar_feed WHERE token_hash = $1`, [tokenHash]);
    if (row === undefined) return undefined;
    return row.person_id !== null ? { personId: row.person_id } : { hubId: row.hub_id! };
  }
}

const columnOf = (owner: FeedOwner): readonly ['person_id' | 'hub_id', string] =>
  'personId' in owner ? ['person_id', owner.personId] : ['hub_id', owner.hubId];
