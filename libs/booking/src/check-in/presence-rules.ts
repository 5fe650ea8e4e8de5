import type { BookableKind } from '#libs/contracts';
import { type PresenceRules, rulesOfBundle } from '../domain/check-in-rules.js';
import type { HubPlaces } from '../place-directory.js';
import { policyFor } from '../policy-for.js';

/** What is booked: the space of what is no longer there is not known. */
export interface Part {
  readonly id: string;
  readonly kind: BookableKind;
}

/** The rules around the start of a booking. They ask for nobody's roles: the worker and the kiosk do not know them. @param parts at least one */
export const presenceRulesOf = (places: HubPlaces, parts: readonly Part[]): PresenceRules =>
  rulesOfBundle(
    parts.map(({ id, kind }) => policyFor(places, kind, { spaceId: places.bookables.get(id)?.spaceId ?? null })),
  );
