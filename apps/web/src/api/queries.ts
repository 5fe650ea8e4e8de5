import { infiniteQueryOptions, keepPreviousData, queryOptions } from '@tanstack/react-query';
import type {
  AppConfig,
  Availability,
  BookingPage,
  Coverage,
  Hub,
  Isochrones,
  LiveHub,
  ManagedHubs,
  Me,
  MetroList,
  SearchResult,
} from '#libs/contracts';
import type { InstantSpan } from '../time/local-span.js';
import { hasStatus, request } from './client.js';

export interface Origin {
  readonly metro: string;
  readonly lat: number;
  readonly lon: number;
}

const FOREVER = Number.POSITIVE_INFINITY;

export const configQuery = queryOptions({
  queryKey: ['config'],
  queryFn: ({ signal }) => request<AppConfig>('/config', { signal }),
  staleTime: FOREVER,
});

export const metrosQuery = queryOptions({
  queryKey: ['metros'],
  queryFn: ({ signal }) => request<MetroList>('/metros', { signal }),
  staleTime: 5 * 60_000,
});

/** Who is signed in; null for nobody. */
export const meQuery = queryOptions({
  queryKey: ['me'],
  queryFn: async ({ signal }): Promise<Me | null> => {
    try {
      return await request<Me>('/me', { signal });
    } catch (error) {
      if (hasStatus(error, 401)) return null;
      throw error;
    }
  },
  staleTime: 60_000,
});

export const searchQuery = (origin: Origin, minutes: number, span: InstantSpan) =>
  queryOptions({
    queryKey: ['search', origin, minutes, span],
    queryFn: ({ signal }) =>
      request<SearchResult>('/search', { query: { ...origin, mode: 'walk', minutes, ...span }, signal }),
    placeholderData: keepPreviousData,
    refetchInterval: 60_000,
  });

export const isochronesQuery = (origin: Origin, minutes: readonly number[]) =>
  queryOptions({
    queryKey: ['isochrones', origin, minutes],
    queryFn: ({ signal }) =>
      request<Isochrones>('/isochrones', { query: { ...origin, mode: 'walk', minutes: minutes.join(',') }, signal }),
    placeholderData: keepPreviousData,
    staleTime: FOREVER,
  });

export const hubQuery = (hubId: string) =>
  queryOptions({
    queryKey: ['hub', hubId],
    queryFn: ({ signal }) => request<Hub>(`/hubs/${hubId}`, { signal }),
    staleTime: 5 * 60_000,
  });

export const availabilityQuery = (hubId: string, span: InstantSpan) =>
  queryOptions({
    queryKey: ['availability', hubId, span],
    queryFn: ({ signal }) =>
      request<Availability>(`/hubs/${hubId}/availability`, { query: { from: span.from, to: span.to }, signal }),
  });

export const myBookingsQuery = (scope: 'upcoming' | 'past') =>
  infiniteQueryOptions({
    queryKey: ['my-bookings', scope],
    queryFn: ({ pageParam, signal }) =>
      request<BookingPage>('/me/bookings', { query: { scope, cursor: pageParam }, signal }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.next ?? undefined,
  });

export const managedHubsQuery = queryOptions({
  queryKey: ['managed-hubs'],
  queryFn: ({ signal }) => request<ManagedHubs>('/me/hubs', { signal }),
  staleTime: 5 * 60_000,
});

export const liveHubQuery = (hubId: string) =>
  queryOptions({
    queryKey: ['live', hubId],
    queryFn: ({ signal }) => request<LiveHub>(`/hubs/${hubId}/live`, { signal }),
    refetchInterval: 30_000,
  });

export const coverageQuery = (metro: string, minutes: number, span: InstantSpan) =>
  queryOptions({
    queryKey: ['coverage', metro, minutes, span],
    queryFn: ({ signal }) =>
      request<Coverage>(`/metros/${metro}/coverage`, { query: { mode: 'walk', minutes, ...span }, signal }),
    placeholderData: keepPreviousData,
    staleTime: 30_000,
  });
