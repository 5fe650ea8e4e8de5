import type { HubAmenity, HubKind, OrganisationKind } from '#libs/contracts';
import type { FloorPlan } from './domain/floor-plan.js';
import type { WeeklyWindow } from './domain/opening-hours.js';

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
