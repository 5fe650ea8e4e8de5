import type { Assurance } from '#libs/contracts';

const LEVELS: readonly (readonly [RegExp, Assurance])[] = [
  [/^https:\/\/www\.spid\.gov\.it\/SpidL3$/, 'high'],
  [/^https:\/\/www\.spid\.gov\.it\/SpidL2$/, 'substantial'],
  [/^https:\/\/www\.spid\.gov\.it\/SpidL1$/, 'low'],
  [/^(https?:\/\/eidas\.europa\.eu\/LoA\/|urn:quindici:assurance:)high$/, 'high'],
  [/^(https?:\/\/eidas\.europa\.eu\/LoA\/|urn:quindici:assurance:)substantial$/, 'substantial'],
  [/^(https?:\/\/eidas\.europa\.eu\/LoA\/|urn:quindici:assurance:)low$/, 'low'],
];
const ORDER: readonly Assurance[] = ['none', 'low', 'substantial', 'high'];

/**
 * The level of assurance behind an `acr`: SPID's three levels (CIE answers with the same), those of eIDAS, and our own names for providers that
 * can be told what to say. Anything else assures of nothing.
 */
export function assuranceOf(acr: string | null): Assurance {
  return LEVELS.find(([shape]) => acr !== null && shape.test(acr))?.[1] ?? 'none';
}

export const isAtLeast = (had: Assurance, wanted: Assurance): boolean => ORDER.indexOf(had) >= ORDER.indexOf(wanted);
