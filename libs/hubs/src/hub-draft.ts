import type { HubAmenity, HubKind, OrganisationKind } from '#libs/contracts';
import type { FloorPlan } from './domain/floor-plan.js';
import type { WeeklyWindow } from './domain/opening-hours.js';

export interface DraftOrganisation {
  readonly name: string;
  readonly kind: OrganisationKind;
}

/** A hub as it is to be; the slug says which hub of the metro is meant. */
export interface HubDraft {
  readonly slug: string;
  readonly name: string;
  readonly kind: HubKind;
  readonly address: string;
  readonly lat: number;
  readonly lon: number;
  readonly amenities: readonly HubAmenity[];
  readonly organisation: DraftOrganisation;
  readonly plan: FloorPlan;
  readonly openingWindows: readonly WeeklyWindow[];
}

/** A draft with what only the database can tell. */
export interface HubToSave extends Omit<HubDraft, 'organisation' | 'plan'> {
  readonly organisationId: string;
  /** Null: as it was */
  readonly plan: FloorPlan | null;
  /** Absent: as it was, if the organisation is */
  readonly useAgreementId?: string | null;
}
