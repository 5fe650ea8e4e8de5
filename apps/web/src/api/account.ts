import { queryOptions } from '@tanstack/react-query';
import type { MySessions, Privacy } from '#libs/contracts';
import { request } from './client.js';

export const sessionsQuery = queryOptions({
  queryKey: ['sessions'],
  queryFn: ({ signal }) => request<MySessions>('/me/sessions', { signal }),
});

export const privacyQuery = queryOptions({
  queryKey: ['privacy'],
  queryFn: ({ signal }) => request<Privacy>('/privacy', { signal }),
  staleTime: 5 * 60_000,
});

export const endSession = (id: string): Promise<void> => request(`/me/sessions/${id}`, { method: 'DELETE' });
export const endOtherSessions = (): Promise<void> => request('/me/sessions', { method: 'DELETE' });
export const eraseMe = (): Promise<void> => request('/me', { method: 'DELETE', query: { confirm: 'erase' } });

/** A file that the browser asks for by itself. */
export const MY_DATA = '/api/v1/me/data';
