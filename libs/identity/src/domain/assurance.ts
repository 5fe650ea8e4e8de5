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

/** The values of `acr` by which a provider is asked for a level, best known first; each may be several, separated by a space. */
export type AcrMap = Readonly<Partial<Record<Exclude<Assurance, 'none'>, string>>>;

export const SPID: Required<AcrMap> = {
  low: 'https://www.spid.gov.it/SpidL1',
  substantial: 'https://www.spid.gov.it/SpidL2',
  high: 'https://www.spid.gov.it/SpidL3',
};

/**
 * The level of assurance behind an `acr`: SPID's three levels (CIE answers with the same), those of eIDAS, our own names for providers that
 * can be told what to say, and what this deployment maps. Anything else assures of nothing.
 */
export function assuranceOf(acr: string | null, map: AcrMap = {}): Assurance {
  if (acr === null) return 'none';
  const known = LEVELS.find(([shape]) => shape.test(acr))?.[1];
  return known ?? ORDER.find((level) => level !== 'none' && map[level]?.split(' ').includes(acr)) ?? 'none';
}

/** What to ask of the provider for a level. */
export const acrValuesFor = (wanted: Assurance, map: AcrMap = {}): string | undefined =>
  wanted === 'none' ? undefined : (map[wanted] ?? SPID[wanted]);

export const isAtLeast = (had: Assurance, wanted: Assurance): boolean => ORDER.indexOf(had) >= ORDER.indexOf(wanted);
