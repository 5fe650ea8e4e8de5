import { Injectable } from '@nestjs/common';
import { ClaimRepository } from '#libs/booking';
import type { BookableKey, HubImportGround } from '#libs/hubs';
import type { LatLon } from '#libs/kernel';
import type { Tx } from '#libs/platform';
import { TravelService } from '#libs/travel';

/** What an import of hubs must ask of the streets and of the claims, neither of which hubs know. */
@Injectable()
export class HubGround implements HubImportGround {
  constructor(
    private readonly travel: TravelService,
    private readonly claims: ClaimRepository,
  ) {}

  /** Where no streets are loaded, nobody can say otherwise. */
  isReachable(metroId: string, point: LatLon): boolean {
    return !this.travel.has(metroId) || this.travel.network(metroId).findSnap(point) !== null;
  }

  everClaimed(tx: Tx, bookables: readonly BookableKey[]): Promise<ReadonlySet<string>> {
    return this.claims.everClaimed(tx, bookables);
  }
}
