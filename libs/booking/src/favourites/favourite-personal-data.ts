import { Injectable } from '@nestjs/common';
import type { PersonalDataPart } from '#libs/identity';
import type { Tx } from '#libs/platform';
import { FavouriteRepository } from './favourite.repository.js';

/** What a person likes to book. */
@Injectable()
export class FavouritePersonalData implements PersonalDataPart {
  readonly name = 'favourites';
  readonly columns = { 'favourite.person_id': 'the row goes' };

  constructor(private readonly favourites: FavouriteRepository) {}

  async collect(tx: Tx, personId: string): Promise<Readonly<Record<string, unknown>>> {
    return { favourites: await this.favourites.all(tx, personId) };
  }

  async erase(tx: Tx, personId: string): Promise<void> {
    await this.favourites.forgetPerson(tx, personId);
  }
}
