import { Injectable } from '@nestjs/common';
import type { PersonalDataPart } from '#libs/identity';
import type { Tx } from '#libs/platform';
import { GuestRepository } from './guest.repository.js';

/** Whom a person invited, and where they were a guest. */
@Injectable()
export class GuestPersonalData implements PersonalDataPart {
  readonly name = 'guests';
  readonly columns = { 'guest_seat.person_id': 'the row goes' };

  constructor(private readonly guests: GuestRepository) {}

  async collect(tx: Tx, personId: string): Promise<Readonly<Record<string, unknown>>> {
    const seats = await this.guests.ofPerson(tx, personId);
    return {
      invited: await this.guests.invitedBy(tx, personId),
      seats: seats.map(({ id, hub, from, to, active }) => ({ id, hub: hub.name, from, to, active })),
    };
  }

  async erase(tx: Tx, personId: string): Promise<void> {
    await this.guests.forgetPerson(tx, personId);
  }
}
