import { Injectable } from '@nestjs/common';
import type { Temporal } from '#libs/kernel';
import type { Tx } from '#libs/platform';
import type { BookingKey } from './told-booking.repository.js';

/** What came of a series until now. */
export interface ToldSeries extends BookingKey {
  readonly personId: string;
  /** Days that are booked and not over: the next one, and how many more */
  readonly next: BookingKey;
  readonly more: number;
  /** Days that could not be had */
  readonly refused: number;
}

interface Row {
  readonly hub_id: string;
  readonly id: string;
  readonly person_id: string;
  readonly booking_ids: string[];
  readonly refused: number;
}

@Injectable()
export class ToldSeriesRepository {
  /** @param keys of series, each as that of a booking; those of which nothing is booked are left out */
  async find(tx: Tx, keys: readonly BookingKey[], now: Temporal.Instant): Promise<readonly ToldSeries[]> {
    if (keys.length === 0) return [];
    const rows = await tx.query<Row>(
      `SELECT series.hub_id, series.id, series.person_id, days.booking_ids, days.refused
         FROM (SELECT DISTINCT hub_id, id FROM unnest($1::uuid[], $2::uuid[]) AS told (hub_id, id)) AS told
         JOIN series ON series.hub_id = told.hub_id AND series.id = told.id
        CROSS JOIN LATERAL (
          SELECT array_agg(day.booking_id ORDER BY lower(engagement.during)) FILTER (WHERE engagement.active) AS booking_ids,
                 (count(*) FILTER (WHERE day.state = 'refused' AND upper(day.wanted) > $3))::integer AS refused
            FROM series_occurrence AS day
            LEFT JOIN engagement ON engagement.person_id = series.person_id AND engagement.hub_id = day.hub_id
             AND engagement.booking_id = day.booking_id AND upper(engagement.during) > $3
           WHERE day.hub_id = series.hub_id AND day.series_id = series.id) AS days
        WHERE days.booking_ids IS NOT NULL`,
      [keys.map(({ hubId }) => hubId), keys.map(({ bookingId }) => bookingId), now.toString()],
    );
    return rows.map(({ hub_id: hubId, id: bookingId, person_id: personId, booking_ids: booked, refused }) => ({
      hubId,
      bookingId,
      personId,
      next: { hubId, bookingId: booked[0]! },
      more: booked.length - 1,
      refused,
    }));
  }
}
