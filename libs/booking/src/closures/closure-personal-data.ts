import { Injectable } from '@nestjs/common';
import type { PersonalDataPart } from '#libs/identity';
import type { Tx } from '#libs/platform';
import { ClosureRepository } from './closure.repository.js';

/** Closures that a person made. They stay when the person is erased, and lead to nobody. */
@Injectable()
export class ClosurePersonalData implements PersonalDataPart {
  readonly name = 'closures';
  readonly columns = { 'closure.created_by': 'emptied: the closure stays' };

  constructor(private readonly closures: ClosureRepository) {}

  async collect(tx: Tx, personId: string): Promise<Readonly<Record<string, unknown>>> {
    return { made: await this.closures.madeBy(tx, personId) };
  }

  async erase(tx: Tx, personId: string): Promise<void> {
    await this.closures.unlink(tx, personId);
  }
}
