import { Injectable } from '@nestjs/common';
import { instantOf, newId, type Temporal } from '#libs/kernel';
import type { Tx } from '../unit-of-work.js';

export interface RetentionRun {
  readonly rule: string;
  readonly ranAt: Temporal.Instant;
  readonly removed: number;
}

/** Runs a DELETE and counts what it removed, without bringing the rows here. */
export async function deleteAndCount(tx: Tx, statement: string, parameters: readonly unknown[]): Promise<number> {
  const [row] = await tx.query<{ n: number }>(
    `WITH gone AS (${statement} RETURNING 1) SELECT count(*)::integer AS n FROM gone`,
    parameters,
  );
  return row!.n;
}

@Injectable()
export class RetentionRunRepository {
  async insert(tx: Tx, { rule, ranAt, removed }: RetentionRun): Promise<void> {
    await tx.query(`INSERT INTO retention_run (rule, ran_at, id, removed) VALUES ($1, $2, $3, $4)`, [
      rule,
      ranAt.toString(),
      newId(),
      removed,
    ]);
  }

  /** The last run of each of the rules that ever ran. */
  async last(tx: Tx, rules: readonly string[]): Promise<readonly RetentionRun[]> {
    const rows = await tx.query<{ rule: string; ran_at: Date; removed: number }>(
      `SELECT run.rule, run.ran_at, run.removed
         FROM unnest($1::text[]) AS asked (rule)
        CROSS JOIN LATERAL (
          SELECT * FROM retention_run WHERE retention_run.rule = asked.rule ORDER BY ran_at DESC, id DESC LIMIT 1) AS run`,
      [rules],
    );
    return rows.map(({ rule, ran_at: ranAt, removed }) => ({
      rule,
      ranAt: instantOf(ranAt),
      removed,
    }));
  }

  async forget(tx: Tx, before: Temporal.Instant): Promise<number> {
    return deleteAndCount(tx, `DELETE FROM retention_run WHERE ran_at < $1::timestamptz`, [before.toString()]);
  }
}
