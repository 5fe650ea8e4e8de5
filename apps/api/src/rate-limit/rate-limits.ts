/** Requests a minute, from one address and by one person or machine that is known. */
export interface RateLimit {
  /** Many people may share one: a school, an office, a mobile network */
  readonly address: number;
  readonly caller: number;
}

/** How often is too often, by what kind of work a route is. The only place that says so. */
export const RATE_LIMITS = {
  'sign-in': { address: 120, caller: 60 },
  token: { address: 60, caller: 60 },
  imports: { address: 20, caller: 10 },
  // A year of a hub is much to read; nobody needs it every second.
  exports: { address: 60, caller: 10 },
  // Nobody needs to be signed in to hold a desk: from one address a hub must not be held as a whole.
  holds: { address: 30, caller: 10 },
  writes: { address: 600, caller: 120 },
  search: { address: 900, caller: 300 },
  streams: { address: 300, caller: 60 },
  provisioning: { address: 1200, caller: 1200 },
  reads: { address: 3000, caller: 600 },
  // A map of a city is some fifty tiles, and the page some thirty files; they cost next to nothing.
  files: { address: 12_000, caller: 6000 },
} as const satisfies Readonly<Record<string, RateLimit>>;

export type RateClass = keyof typeof RATE_LIMITS;

export const WINDOW_MS = 60_000;

const SAFE = new Set(['GET', 'HEAD', 'OPTIONS']);
const BY_ROUTE: readonly (readonly [RegExp, RateClass])[] = [
  [/^\/auth\/(sign-in|callback)$/, 'sign-in'],
  [/^\/auth\/token$/, 'token'],
  [/^\/scim\//, 'provisioning'],
  [/^\/tiles\//, 'files'],
  [/^\/api\/v1\/streams\//, 'streams'],
  [/^\/api\/v1\/(search|isochrones)(\/|$)|\/coverage$/, 'search'],
  [/\/imports$/, 'imports'],
  [/\.csv$|\/audit\/export$/, 'exports'],
  // Codes are told by word of mouth: they must not be guessed.
  [/\/acceptance$/, 'token'],
  [/\/holds$/, 'holds'],
];

/**
 * The kind of work behind a request.
 * @param route the template that was matched, never the address as written, which has many spellings; undefined when none was
 */
export function rateClassOf(method: string, route: string | undefined): RateClass {
  if (route === undefined || route === '/*') return 'files';
  const special = BY_ROUTE.find(([pattern]) => pattern.test(route));
  if (special !== undefined) return special[1];
  return SAFE.has(method) ? 'reads' : 'writes';
}
