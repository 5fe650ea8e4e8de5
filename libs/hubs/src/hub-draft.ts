import type { HubAmenity, HubKind } from '#libs/contracts';
import type { FloorPlan } from './domain/floor-plan.js';
import type { WeeklyWindow } from './domain/opening-hours.js';

export const organisationKinds = [
  'municipality',
  'metropolitan_city',
  'library',
  'school',
  'job_centre',
  'training_body',
  'coworking',
  'employer',
  'public_body',
] as const;
export type OrganisationKind = (typeof organisationKinds)[number];

/** A hub as an import describes it; the slug says which hub of the metro is meant. */
export interface HubDraft {
  readonly slug: string;
  readonly name: string;
  readonly kind: HubKind;
  readonly address: string;
  readonly lat: number;
  readonly lon: number;
  readonly amenities: readonly HubAmenity[];
  readonly organisation: { readonly name: string; readonly kind: OrganisationKind };
  readonly plan: FloorPlan;
  readonly openingWindows: readonly WeeklyWindow[];
}
