import type { BookableKind } from '#libs/contracts';
import { type PresenceRules, rulesOfBundle } from '../domain/check-in-rules.js';
import type { HubPlaces } from '../place-directory.js';
import { policyFor } from '../policy-for.js';

/** The rules around the start of a booking of these kinds. @param kinds at least one */
export const presenceRulesOf = (places: HubPlaces, kinds: readonly BookableKind[]): PresenceRules =>
  rulesOfBundle([...new Set(kinds)].map((kind) => policyFor(places, kind)));
