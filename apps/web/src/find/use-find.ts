import { useQuery, useSuspenseQuery } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useMemo } from 'react';
import { Temporal } from 'temporal-polyfill';
import type { Metro } from '#libs/contracts';
import { metrosQuery, searchQuery, type Origin } from '../api/queries.js';
import { nextSensibleSpan, toInstants, type InstantSpan, type LocalSpan, type SpanFault } from '../time/local-span.js';
import type { FindSearch } from './find-search.js';

export interface Find {
  readonly search: FindSearch;
  readonly metros: readonly Metro[];
  readonly metro: Metro;
  readonly origin: Origin;
  readonly atCentre: boolean;
  readonly minutes: number;
  readonly local: LocalSpan;
  readonly span: InstantSpan | null;
  readonly fault: SpanFault | null;
  /** changes the address; a new question forgets the hub and desk that answered the old one */
  readonly ask: (change: Partial<FindSearch>) => void;
  readonly select: (change: Pick<FindSearch, 'hub' | 'desk' | 'plan'>) => void;
  /** the address of this very state, defaults spelt out */
  readonly address: (change: Partial<FindSearch>) => string;
}

const DEFAULT_MINUTES = 15;

/** The state of the search screen: the address, completed by defaults. */
export function useFind(): Find {
  const search = useSearch({ from: '/' });
  const navigate = useNavigate({ from: '/' });
  const { data } = useSuspenseQuery(metrosQuery);
  const metro = data.items.find(({ slug }) => slug === search.metro) ?? data.items[0];
  if (metro === undefined) throw new Error('No metro has been imported');

  const local = useLocalSpan(search, metro.timeZone);
  const instants = useMemo(() => toInstants(local, metro.timeZone), [local, metro.timeZone]);
  const fault = typeof instants === 'string' ? instants : null;
  const span = typeof instants === 'string' ? null : instants;
  const lat = search.lat ?? metro.center.lat;
  const lon = search.lon ?? metro.center.lon;
  const origin = useMemo(() => ({ metro: metro.slug, lat, lon }), [metro.slug, lat, lon]);
  const minutes = search.minutes ?? DEFAULT_MINUTES;

  return {
    search,
    metros: data.items,
    metro,
    origin,
    atCentre: search.lat === undefined,
    minutes,
    local,
    span,
    fault,
    ask: (change) =>
      void navigate({
        search: (now) => ({ ...now, hub: undefined, desk: undefined, plan: undefined, ...change }),
        replace: true,
        resetScroll: false,
      }),
    select: (change) => void navigate({ search: (now) => ({ ...now, ...change }), replace: true, resetScroll: false }),
    address: (change) => {
      const full = { metro: metro.slug, lat, lon, minutes, ...local, needs: search.needs, ...change };
      const given = Object.entries(full).filter(([, value]) => value !== undefined);
      return `/?${new URLSearchParams(given.map(([key, value]) => [key, String(value)])).toString()}`;
    },
  };
}

/** The span of the address, or the next sensible one, which stays put while the page is open. */
function useLocalSpan({ day, from, to }: FindSearch, timeZone: string): LocalSpan {
  const fallback = useMemo(() => nextSensibleSpan(Temporal.Now.instant(), timeZone), [timeZone]);
  return useMemo(
    () => (day !== undefined && from !== undefined && to !== undefined ? { day, from, to } : fallback),
    [day, from, to, fallback],
  );
}

export function useResults(find: Find) {
  const span = find.span ?? { from: '', to: '' };
  return useQuery({ ...searchQuery(find.origin, find.minutes, span), enabled: find.span !== null });
}
