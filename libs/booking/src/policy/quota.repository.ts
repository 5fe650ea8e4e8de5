import { Injectable } from '@nestjs/common';
import type { Temporal } from '#libs/kernel';
import { deleteAndCount, type Tx, violates } from '#libs/platform';
import type { QuotaName } from '../domain/effective-policy.js';
import { QuotaReached } from '../domain/policy-errors.js';
import type { Charge } from './charges-of.js';

const QUOTAS: readonly QuotaName[] = ['active', 'week', 'week_minutes'];

/** How much of each quota a person has used up. The database holds to what is allowed; it is given back where claims end. */
@Injectable()
export class QuotaRepository {
  /** @throws QuotaReached: the constraint is the judge */
  async charge(
    tx: Tx,
    { personId, hubId, bookingId }: { readonly personId: string; readonly hubId: string; readonly bookingId: string },
    charges: readonly Charge[],
  ): Promise<void> {
    try {
      await tx.query(
        `WITH owed AS (
           SELECT * FROM unnest($4::text[], $5::text[], $6::text[], $7::date[], $8::integer[], $9::integer[])
             AS owed (scope, quota, period, period_ends, amount, allowed)
         ), used AS (
           INSERT INTO quota_usage (person_id, scope, quota, period, period_ends, used, allowed)
           SELECT $1, scope, quota, period, period_ends, amount, allowed FROM owed
           ON CONFLICT (person_id, scope, quota, period)
             DO UPDATE SET used = quota_usage.used + EXCLUDED.used, allowed = EXCLUDED.allowed
         )
         INSERT INTO quota_charge (hub_id, booking_id, person_id, scope, quota, period, amount)
         SELECT $2, $3, $1, scope, quota, period, amount FROM owed`,
        [
          personId,
          hubId,
          bookingId,
          charges.map(({ scope }) => scope),
          charges.map(({ quota }) => quota),
          charges.map(({ period }) => period),
          charges.map(({ periodEnds }) => periodEnds),
          charges.map(({ amount }) => amount),
          charges.map(({ allowed }) => allowed),
        ],
      );
    } catch (error) {
      const over = QUOTAS.find((quota) => violates(error, `quota_usage_${quota}_kept`));
      const charge = charges.find(({ quota }) => quota === over);
      throw charge === undefined ? error : new QuotaReached(personId, charge);
    }
  }

  async usedOf(tx: Tx, { personId, charge }: QuotaReached): Promise<number> {
    const [row] = await tx.query<{ used: number }>(
      `SELECT used FROM quota_usage WHERE person_id = $1 AND scope = $2 AND quota = $3 AND period = $4`,
      [personId, charge.scope, charge.quota, charge.period],
    );
    return row?.used ?? 0;
  }

  /** Forgets weeks that are long over. @returns how many rows went */
  async purge(tx: Tx, before: Temporal.Instant): Promise<number> {
    return deleteAndCount(tx, `DELETE FROM quota_usage WHERE period_ends < $1::timestamptz`, [before.toString()]);
  }
}
