import type { HubAmenity, HubKind, OrganisationKind } from '#libs/contracts';

export interface HubKindHabits {
  /** Among made-up hubs, out of 100. */
  readonly share: number;
  readonly opening: string;
  readonly organisation: OrganisationKind;
  readonly amenities: readonly HubAmenity[];
  /** Least and most desks of a made-up hub. */
  readonly desks: readonly [number, number];
}

/** What is usual for each kind of hub: it stands where an import does not say. */
export const hubKindHabits: Readonly<Record<HubKind, HubKindHabits>> = {
  library: {
    share: 28,
    opening: 'Mo-Sa 09:00-19:00',
    organisation: 'library',
    amenities: ['wifi', 'step_free', 'accessible_toilet', 'quiet'],
    desks: [24, 60],
  },
  coworking: {
    share: 24,
    opening: 'Mo-Su 07:00-23:00',
    organisation: 'coworking',
    amenities: ['wifi', 'call_room', 'cafe', 'lockers'],
    desks: [30, 80],
  },
  school: {
    share: 18,
    opening: 'Mo-Fr 15:00-22:00; school: Mo-Sa 08:00-14:00',
    organisation: 'school',
    amenities: ['wifi', 'step_free', 'accessible_toilet', 'bike_parking'],
    desks: [20, 40],
  },
  civic_centre: {
    share: 12,
    opening: 'Mo-Sa 08:00-20:00',
    organisation: 'municipality',
    amenities: ['wifi', 'step_free', 'accessible_toilet', 'lift'],
    desks: [20, 44],
  },
  officina_territoriale: {
    share: 8,
    opening: 'Mo-Fr 09:00-20:00; Sa 09:00-13:00',
    organisation: 'metropolitan_city',
    amenities: ['wifi', 'step_free', 'accessible_toilet', 'childcare', 'call_room'],
    desks: [24, 50],
  },
  career_centre: {
    share: 5,
    opening: 'Mo-Fr 08:30-17:00',
    organisation: 'job_centre',
    amenities: ['wifi', 'step_free', 'accessible_toilet'],
    desks: [20, 30],
  },
  reclaimed_asset: {
    share: 5,
    opening: 'Mo-Su 09:00-22:00',
    organisation: 'public_body',
    amenities: ['wifi', 'step_free', 'cafe', 'bike_parking'],
    desks: [24, 60],
  },
};
