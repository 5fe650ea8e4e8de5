import { Injectable } from '@nestjs/common';
import type { PersonalDataPart } from '#libs/identity';
import type { Tx } from '#libs/platform';
import { ClaimLedger } from '../claim-ledger.js';
import { HoldRepository } from '../holds/hold.repository.js';
import { WaitingRepository } from './waiting.repository.js';

const ALL = 100_000;

/** A person's holds and places in line. */
@Injectable()
export class WaitingPersonalData implements PersonalDataPart {
  readonly name = 'waiting';
  readonly columns = {
    'hold.person_id': 'the row goes; its claims stay for the figures',
    'waiting_entry.person_id': 'the row goes',
  };

  constructor(
    private readonly entries: WaitingRepository,
    private readonly holds: HoldRepository,
    private readonly ledger: ClaimLedger,
  ) {}

  async collect(tx: Tx, personId: string): Promise<Readonly<Record<string, unknown>>> {
    return {
      waitingList: await this.entries.ofPerson(tx, personId, ALL),
      holds: await this.holds.ofPerson(tx, personId),
    };
  }

  /** The places in line first: what the person holds must not be offered to the person. */
  async erase(tx: Tx, personId: string): Promise<void> {
    await this.entries.forgetPerson(tx, personId);
    for (const [hubId, claimIds] of await this.holds.openOf(tx, personId))
      await this.ledger.end(tx, hubId, claimIds, 'cancelled');
    await this.holds.forgetPerson(tx, personId);
  }
}
