import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import type { ChangeSeries, Series, SeriesPage, SeriesScope } from '#libs/contracts';
import { request } from '../api/client.js';

const pathOf = (hubId: string, seriesId: string): string => `/hubs/${hubId}/series/${seriesId}`;

export const mySeriesQuery = infiniteQueryOptions({
  queryKey: ['my-series'],
  queryFn: ({ pageParam, signal }) => request<SeriesPage>('/me/series', { query: { cursor: pageParam }, signal }),
  initialPageParam: undefined as string | undefined,
  getNextPageParam: (page) => page.next ?? undefined,
});

export const seriesQuery = (hubId: string, seriesId: string) =>
  queryOptions({
    queryKey: ['series', hubId, seriesId],
    queryFn: ({ signal }) => request<Series>(pathOf(hubId, seriesId), { signal }),
  });

export const changeSeries = (hubId: string, seriesId: string, change: ChangeSeries): Promise<Series> =>
  request(pathOf(hubId, seriesId), { method: 'PATCH', body: change });

export const endSeries = (hubId: string, seriesId: string, scope: SeriesScope, date?: string): Promise<void> =>
  request(pathOf(hubId, seriesId), { method: 'DELETE', query: { scope, date } });
