import { Injectable } from '@nestjs/common';
import type { Temporal } from '#libs/kernel';
import { deleteAndCount, type Tx, violates } from '#libs/platform';
import type { QuotaName } from '../domain/effective-policy.js';
import { QuotaReached } from '../domain/policy-errors.js';
import type { Charge } from './charges-of.js';

const QUOTAS: readonly QuotaName[] = ['active', 'week', 'week_minutes'];

/** What is charged. */
export interface Charged {
  readonly personId: string;
  readonly hubId: string;
  readonly bookingId: string;
}

/** How much of each quota a person has used up. The database holds to what is allowed; it is given back where claims end. */
@Injectable()
export class QuotaRepository {
  /**
   * @param counting active: what counts for its week was never given back, as of a booking that was released
   * @throws QuotaReached: the constraint is the judge
   */
  async charge(
    tx: Tx,
    { personId, hubId, bookingId }: Charged,
    charges: readonly Charge[],
    counting: 'all' | 'active' = 'all',
  ): Promise<void> {
    try {
      await tx.query(
        `WITH owed AS (
           SELECT * FROM unnest($4::text[], $5::text[], $6::text[], $7::date[], $8::integer[], $9::integer[])
             AS owed (scope, quota, period, period_ends, amount, allowed)
         ), used AS (
           INSERT INTO quota_usage (person_id, scope, quota, period, period_ends, used, allowed)
           SELECT $1, scope, quota, period, period_ends, amount, allowed FROM owed WHERE $10 OR quota = 'active'
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
          counting === 'all',
        ],
      );
    } catch (error) {
      const over = QUOTAS.find((quota) => violates(error, `quota_usage_${quota}_kept`));
      const charge = charges.find(({ quota }) => quota === over);
      throw charge === undefined ? error : new QuotaReached(personId, charge);
    }
  }

  /** Charges a booking as if it had been made as it is now. @throws QuotaReached */
  async recharge(tx: Tx, booking: Charged, charges: readonly Charge[]): Promise<void> {
    await tx.query(
      `WITH charged AS (DELETE FROM quota_charge WHERE hub_id = $1 AND booking_id = $2 RETURNING *)
       UPDATE quota_usage SET used = greatest(0, quota_usage.used - charged.amount)
         FROM charged
        WHERE (quota_usage.person_id, quota_usage.scope, quota_usage.quota, quota_usage.period)
            = (charged.person_id, charged.scope, charged.quota, charged.period)`,
      [booking.hubId, booking.bookingId],
    );
    if (charges.length > 0) await this.charge(tx, booking, charges);
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
