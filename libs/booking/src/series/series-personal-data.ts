import { Injectable } from '@nestjs/common';
import type { PersonalDataPart } from '#libs/identity';
import type { Tx } from '#libs/platform';
import { PersonalSeriesRepository } from './persistence/personal-series.repository.js';

/** A person's series, and the address of their calendar. Their bookings are another part's. */
@Injectable()
export class SeriesPersonalData implements PersonalDataPart {
  readonly name = 'series';
  readonly columns = {
    'series.person_id': 'the row goes, with its days',
    'calendar_feed.person_id': 'the row goes: the address leads nowhere',
  };

  constructor(private readonly rows: PersonalSeriesRepository) {}

  async collect(tx: Tx, personId: string): Promise<Readonly<Record<string, unknown>>> {
    return { series: await this.rows.series(tx, personId), calendarFeed: await this.rows.feed(tx, personId) };
  }

  async erase(tx: Tx, personId: string): Promise<void> {
    await this.rows.remove(tx, personId);
  }
}
