import { refuseRow } from '#libs/platform';
import { layOutPlan } from '../domain/lay-out-plan.js';
import { parseOpening } from '../domain/opening-text.js';
import type { FloorPlan } from '../domain/floor-plan.js';
import type { DraftOrganisation, HubDraft } from '../hub-draft.js';
import { hubKindHabits } from './hub-kinds.js';
import type { ReadHub } from './read-hubs.js';

/** A row made complete by what is usual for its kind of hub. @throws RowRefused when nobody says how large it is */
export function draftHub(hub: ReadHub, organisation: string): HubDraft {
  const { slug, name, kind = 'coworking', address = '', lat, lon } = hub;
  const habits = hubKindHabits[kind];
  const plan = planOf(hub) ?? refuseRow('row-size-missing', 'desks', 'it has neither desks nor a plan');
  return {
    slug,
    name,
    kind,
    address,
    lat,
    lon,
    plan,
    amenities: hub.amenities ?? habits.amenities,
    organisation: organisationOf(hub, organisation),
    openingWindows: hub.openingWindows ?? parseOpening(habits.opening),
  };
}

/** As drawn, else laid out for its desks. */
export function planOf({ plan, desks, rooms, slug }: ReadHub): FloorPlan | undefined {
  return plan ?? (desks === undefined ? undefined : layOutPlan({ desks, rooms, seed: slug }));
}

function organisationOf(
  { organisation, organisation_kind, kind = 'coworking' }: ReadHub,
  usual: string,
): DraftOrganisation {
  return { name: organisation ?? usual, kind: organisation_kind ?? hubKindHabits[kind].organisation };
}
