import { Injectable } from '@nestjs/common';
import type { NoticeChannelName, NoticeLanguage } from '#libs/contracts';
import type { Tx } from '#libs/platform';
import type { QuietHours } from '../domain/quiet-hours.js';

export interface Recipient {
  readonly personId: string;
  readonly channels: ReadonlySet<NoticeChannelName>;
  readonly language: NoticeLanguage;
  readonly quiet: QuietHours | null;
  readonly email: string | null;
  /** Whether the mailbox was shown to be theirs */
  readonly confirmed: boolean;
  readonly subscriptions: readonly PushTarget[];
}

export interface PushTarget {
  readonly id: string;
  readonly endpoint: string;
  readonly p256dh: string;
  readonly auth: string;
}

interface Row {
  readonly id: string;
  readonly channels: NoticeChannelName[];
  readonly language: NoticeLanguage;
  readonly quiet_from: string | null;
  readonly quiet_to: string | null;
  readonly email: string | null;
  readonly confirmed: boolean;
  readonly subscriptions: readonly PushTarget[];
}

/** How persons want to hear from us; those who never said: by e-mail and on the devices they subscribed, in Italian, at any hour. */
@Injectable()
export class RecipientRepository {
  async find(tx: Tx, personIds: readonly string[]): Promise<ReadonlyMap<string, Recipient>> {
    const rows = await tx.query<Row>(
      `SELECT person.id, coalesce(preference.language, 'it') AS language,
              to_char(preference.quiet_from, 'HH24:MI') AS quiet_from, to_char(preference.quiet_to, 'HH24:MI') AS quiet_to,
              array_remove(ARRAY[CASE WHEN coalesce(preference.email, true) THEN 'email' END,
                                 CASE WHEN coalesce(preference.push, true) THEN 'push' END,
                                 CASE WHEN preference.app_io THEN 'app_io' END], NULL) AS channels,
              contact.email, coalesce(contact.confirmed, false) AS confirmed,
              coalesce((SELECT jsonb_agg(jsonb_build_object('id', id, 'endpoint', endpoint, 'p256dh', p256dh, 'auth', auth) ORDER BY id)
                          FROM push_subscription WHERE push_subscription.person_id = person.id), '[]') AS subscriptions
         FROM person
         LEFT JOIN notice_preference AS preference ON preference.person_id = person.id
         LEFT JOIN person_contact AS contact ON contact.person_id = person.id
        WHERE person.id = ANY ($1::uuid[])`,
      [personIds],
    );
    return new Map(rows.map((row) => [row.id, toRecipient(row)]));
  }
}

const toRecipient = (row: Row): Recipient => ({
  personId: row.id,
  channels: new Set(row.channels),
  language: row.language,
  quiet: row.quiet_from === null || row.quiet_to === null ? null : { from: row.quiet_from, to: row.quiet_to },
  email: row.email,
  confirmed: row.confirmed,
  subscriptions: row.subscriptions,
});
