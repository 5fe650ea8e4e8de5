import { Injectable } from '@nestjs/common';
import { PersonContactRepository, type PersonalDataPart } from '#libs/identity';
import type { Tx } from '#libs/platform';
import { PersonalNoticeRepository } from './persistence/personal-notice.repository.js';
import { PreferenceRepository } from './persistence/preference.repository.js';

/** How a person is reached, and what they were told. All of it goes with them. */
@Injectable()
export class NoticesPersonalData implements PersonalDataPart {
  readonly name = 'notices';
  readonly columns = {
    'notice.person_id': 'the row goes',
    'notice_preference.person_id': 'the row goes',
    'person_contact.person_id': 'the row goes',
    'push_subscription.person_id': 'the row goes',
  };

  constructor(
    private readonly rows: PersonalNoticeRepository,
    private readonly preferences: PreferenceRepository,
    private readonly contacts: PersonContactRepository,
  ) {}

  async collect(tx: Tx, personId: string): Promise<Readonly<Record<string, unknown>>> {
    return {
      contact: (await this.contacts.find(tx, personId)) ?? null,
      preferences: await this.preferences.find(tx, personId),
      pushSubscriptions: await this.rows.subscriptions(tx, personId),
      notices: await this.rows.notices(tx, personId),
    };
  }

  async erase(tx: Tx, personId: string): Promise<void> {
    await this.rows.remove(tx, personId);
  }
}
