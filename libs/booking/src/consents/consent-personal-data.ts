import { Injectable } from '@nestjs/common';
import type { PersonalDataPart } from '#libs/identity';
import { Clock } from '#libs/kernel';
import type { Tx } from '#libs/platform';
import { ConsentRepository } from './consent.repository.js';

/** Who may book for a person, for whom they may, and the log of it. */
@Injectable()
export class ConsentPersonalData implements PersonalDataPart {
  readonly name = 'consents';
  readonly columns = {
    'consent.person_id': 'the row goes',
    'consent.agent_id': 'emptied, and the consent ends',
    'consent_log.person_id': 'the row goes',
    'consent_log.agent_id': 'emptied: the log is of somebody else',
    'booking.booked_by': 'emptied: the booking is of somebody else',
  };

  constructor(
    private readonly consents: ConsentRepository,
    private readonly clock: Clock,
  ) {}

  async collect(tx: Tx, personId: string): Promise<Readonly<Record<string, unknown>>> {
    return {
      given: await this.consents.given(tx, personId),
      held: await this.consents.held(tx, personId),
      log: await this.consents.logOf(tx, personId),
    };
  }

  async erase(tx: Tx, personId: string): Promise<void> {
    await this.consents.forgetPerson(tx, personId, this.clock.now());
  }
}
