import { infiniteQueryOptions, keepPreviousData, queryOptions } from '@tanstack/react-query';
import type {
  Agenda,
  BookableKind,
  Booking,
  CloseHub,
  Closure,
  ClosurePage,
  ClosurePreview,
  CreatePolicy,
  HubBookingRules,
  HubRulesQuery,
  MoveBooking,
  Policy,
  PolicyDryRun,
  PolicyEffect,
  PolicyPage,
  PreviewClosure,
  Swapped,
} from '#libs/contracts';
import type { InstantSpan } from '../time/local-span.js';
import { request } from './client.js';

const hubPath = (hubId: string): string => `/hubs/${hubId}`;

export const agendaQuery = (hubId: string, span: InstantSpan) =>
  queryOptions({
    queryKey: ['agenda', hubId, span],
    queryFn: ({ signal }) =>
      request<Agenda>(`${hubPath(hubId)}/agenda`, { query: { from: span.from, to: span.to }, signal }),
    refetchInterval: 30_000,
  });

export const hubRulesQuery = (hubId: string, kind: BookableKind, more: Omit<HubRulesQuery, 'kind'> = {}) =>
  queryOptions({
    queryKey: ['hub-rules', hubId, kind, more],
    queryFn: ({ signal }) => request<HubBookingRules>(`${hubPath(hubId)}/rules`, { query: { kind, ...more }, signal }),
    staleTime: 60_000,
  });

export const moveBooking = (hubId: string, bookingId: string, body: MoveBooking): Promise<Booking> =>
  request(`${hubPath(hubId)}/bookings/${bookingId}`, { method: 'PATCH', body });

export const swapBookings = (hubId: string, bookingIds: readonly string[]): Promise<Swapped> =>
  request(`${hubPath(hubId)}/swaps`, { method: 'POST', body: { bookingIds } });

export const cancelBooking = (hubId: string, bookingId: string): Promise<void> =>
  request(`${hubPath(hubId)}/bookings/${bookingId}`, { method: 'DELETE' });

export const closuresQuery = (hubId: string, span: InstantSpan) =>
  infiniteQueryOptions({
    queryKey: ['closures', hubId, span],
    queryFn: ({ pageParam, signal }) =>
      request<ClosurePage>(`${hubPath(hubId)}/closures`, { query: { ...span, cursor: pageParam }, signal }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.next ?? undefined,
    placeholderData: keepPreviousData,
  });

export const closureQuery = (hubId: string, closureId: string) =>
  queryOptions({
    queryKey: ['closure', hubId, closureId],
    queryFn: ({ signal }) => request<Closure>(`${hubPath(hubId)}/closures/${closureId}`, { signal }),
  });

export const closurePreviewQuery = (hubId: string, body: PreviewClosure) =>
  queryOptions({
    queryKey: ['closure-preview', hubId, body],
    queryFn: ({ signal }) =>
      request<ClosurePreview>(`${hubPath(hubId)}/closures/preview`, { method: 'POST', body, signal }),
    staleTime: 0,
  });

/** @param key names the attempt: sent again after a lost answer, it closes once */
export const closeHub = (hubId: string, body: CloseHub, key: string): Promise<Closure> =>
  request(`${hubPath(hubId)}/closures`, { method: 'POST', body, headers: { 'idempotency-key': key } });

export const liftClosure = (hubId: string, closureId: string, mode: 'undo' | 'end'): Promise<Closure> =>
  request(`${hubPath(hubId)}/closures/${closureId}`, { method: 'DELETE', query: { mode } });

export const policiesPath = (organisationId: string): string => `/organisations/${organisationId}/policies`;

export const policiesQuery = (organisationId: string) =>
  queryOptions({
    queryKey: ['policies', organisationId],
    queryFn: ({ signal }) => request<PolicyPage>(policiesPath(organisationId), { query: { limit: 100 }, signal }),
  });

export const writePolicy = (organisationId: string, body: CreatePolicy): Promise<Policy> =>
  request(policiesPath(organisationId), { method: 'POST', body });

export const tryPolicy = (body: PolicyDryRun): Promise<PolicyEffect> =>
  request('/policies/dry-run', { method: 'POST', body });
