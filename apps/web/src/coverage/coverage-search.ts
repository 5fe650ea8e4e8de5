import { parseSpan } from '../find/find-search.js';
import type { LocalSpan } from '../time/local-span.js';

export interface CoverageSearch extends Partial<{ readonly [K in keyof LocalSpan]: string | undefined }> {
  readonly metro?: string | undefined;
  readonly minutes?: number | undefined;
}

export function parseCoverageSearch(raw: Readonly<Record<string, unknown>>): CoverageSearch {
  const minutes = Number(raw.minutes);
  return {
    metro: typeof raw.metro === 'string' && /^[a-z0-9-]{1,64}$/.test(raw.metro) ? raw.metro : undefined,
    minutes: Number.isInteger(minutes) && minutes >= 1 && minutes <= 60 ? minutes : undefined,
    ...parseSpan(raw),
  };
}
