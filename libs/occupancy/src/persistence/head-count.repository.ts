import { Injectable } from '@nestjs/common';
import { Temporal } from '#libs/kernel';
import type { Tx } from '#libs/platform';
import { emptyFlow, type PeopleFlow } from '../domain/people-flow.js';
import type { Millis } from '../domain/presence.js';

export interface StoredHeadCount {
  readonly hubId: string;
  readonly people: number;
  readonly flow: PeopleFlow;
  readonly evidenceAt: Millis | null;
  /** readings up to here only tell where the totals stood */
  readonly resetAt: Millis;
  readonly changedAt: Millis;
}

interface HeadCountRow {
  readonly hub_id: string;
  readonly people: number;
  readonly flow: PeopleFlow;
  readonly evidence_at: Date | null;
  readonly reset_at: Date;
  readonly changed_at: Date;
}

const COLUMNS = 'hub_id, people, flow, evidence_at, reset_at, changed_at';
const iso = (at: Millis): string => Temporal.Instant.fromEpochMilliseconds(at).toString();

const toHeadCount = (row: HeadCountRow): StoredHeadCount => ({
  hubId: row.hub_id,
  people: row.people,
  flow: row.flow,
  evidenceAt: row.evidence_at?.getTime() ?? null,
  resetAt: row.reset_at.getTime(),
  changedAt: row.changed_at.getTime(),
});

@Injectable()
export class HeadCountRepository {
  /** A hub is counted from the first word of one of its doors; all that is kept of its readings counts. */
  async begin(tx: Tx, hubIds: readonly string[]): Promise<void> {
    await tx.query(
      `INSERT INTO head_count (hub_id, people, flow, reset_at, changed_at)
       SELECT hub_id, 0, $2::jsonb, 'epoch', 'epoch' FROM unnest($1::uuid[]) AS hub (hub_id) ORDER BY hub_id
       ON CONFLICT DO NOTHING`,
      [hubIds, JSON.stringify(emptyFlow)],
    );
  }

  /** Holds the counts of those of the hubs that have one, always in the same order. */
  async lock(tx: Tx, hubIds: readonly string[]): Promise<StoredHeadCount[]> {
    const rows = await tx.query<HeadCountRow>(
      `SELECT ${COLUMNS} FROM head_count WHERE hub_id = ANY ($1::uuid[]) ORDER BY hub_id FOR UPDATE`,
      [hubIds],
    );
    return rows.map(toHeadCount);
  }

  async save(tx: Tx, count: StoredHeadCount): Promise<void> {
    await tx.query(
      `UPDATE head_count SET people = $2, flow = $3::jsonb, evidence_at = $4, reset_at = $5, changed_at = $6 WHERE hub_id = $1`,
      [
        count.hubId,
        count.people,
        JSON.stringify(count.flow),
        count.evidenceAt === null ? null : iso(count.evidenceAt),
        iso(count.resetAt),
        iso(count.changedAt),
      ],
    );
  }

  async of(tx: Tx, hubId: string): Promise<StoredHeadCount | undefined> {
    const [row] = await tx.query<HeadCountRow>(`SELECT ${COLUMNS} FROM head_count WHERE hub_id = $1`, [hubId]);
    return row && toHeadCount(row);
  }

  /** Hubs whose doors told something since their last reset. */
  async unsettled(tx: Tx): Promise<string[]> {
    const rows = await tx.query<{ hub_id: string }>(
      `SELECT hub_id FROM head_count WHERE evidence_at > reset_at ORDER BY hub_id`,
    );
    return rows.map((row) => row.hub_id);
  }
}
