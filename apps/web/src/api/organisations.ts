import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import type {
  AcceptedInvitation,
  AgreementList,
  AssetList,
  AuditPage,
  AuditVerificationAnswer,
  Hub,
  InvitationOffer,
  InvitationPage,
  MachinePage,
  MemberPage,
  MyOrganisations,
  Organisation,
  OrganisationHubs,
  OrganisationPage,
} from '#libs/contracts';
import { request, requestTagged, url } from './client.js';

/** In the place of an organisation: the log of the network itself. */
export const NETWORK = '00000000-0000-0000-0000-000000000000';

export const organisationPath = (id: string): string => `/organisations/${id}`;
const firstPage = undefined as string | undefined;
const nextOf = (page: { readonly next: string | null }): string | undefined => page.next ?? undefined;

export const myOrganisationsQuery = queryOptions({
  queryKey: ['my-organisations'],
  queryFn: ({ signal }) => request<MyOrganisations>('/me/organisations', { signal }),
});

export interface OrganisationFilter {
  readonly q?: string | undefined;
  readonly kind?: string | undefined;
}

export const organisationsQuery = ({ q, kind }: OrganisationFilter) =>
  infiniteQueryOptions({
    queryKey: ['organisations', q, kind],
    queryFn: ({ pageParam, signal }) =>
      request<OrganisationPage>('/organisations', { query: { q, kind, cursor: pageParam }, signal }),
    initialPageParam: firstPage,
    getNextPageParam: nextOf,
  });

export const organisationQuery = (id: string) =>
  queryOptions({
    queryKey: ['organisation', id],
    queryFn: ({ signal }) => requestTagged<Organisation>(organisationPath(id), { signal }),
  });

export const taggedHubQuery = (hubId: string) =>
  queryOptions({
    queryKey: ['hub-to-edit', hubId],
    queryFn: ({ signal }) => requestTagged<Hub>(`/hubs/${hubId}`, { signal }),
    staleTime: 0,
  });

export const membersQuery = (id: string) =>
  infiniteQueryOptions({
    queryKey: ['members', id],
    queryFn: ({ pageParam, signal }) =>
      request<MemberPage>(`${organisationPath(id)}/members`, { query: { cursor: pageParam }, signal }),
    initialPageParam: firstPage,
    getNextPageParam: nextOf,
  });

export const invitationsQuery = (id: string) =>
  infiniteQueryOptions({
    queryKey: ['invitations', id],
    queryFn: ({ pageParam, signal }) =>
      request<InvitationPage>(`${organisationPath(id)}/invitations`, { query: { cursor: pageParam }, signal }),
    initialPageParam: firstPage,
    getNextPageParam: nextOf,
  });

export const organisationHubsQuery = (id: string) =>
  queryOptions({
    queryKey: ['organisation-hubs', id],
    queryFn: ({ signal }) => request<OrganisationHubs>(`${organisationPath(id)}/hubs`, { signal }),
  });

export const machinesQuery = (id: string) =>
  infiniteQueryOptions({
    queryKey: ['machines', id],
    queryFn: ({ pageParam, signal }) =>
      request<MachinePage>(`${organisationPath(id)}/machines`, { query: { cursor: pageParam }, signal }),
    initialPageParam: firstPage,
    getNextPageParam: nextOf,
  });

export const assetsQuery = (id: string) =>
  queryOptions({
    queryKey: ['assets', id],
    queryFn: ({ signal }) => request<AssetList>(`${organisationPath(id)}/assets`, { signal }),
  });

export const agreementsQuery = (id: string, assetId: string) =>
  queryOptions({
    queryKey: ['agreements', id, assetId],
    queryFn: ({ signal }) => request<AgreementList>(`${organisationPath(id)}/assets/${assetId}/agreements`, { signal }),
  });

export interface AuditFilter {
  readonly from?: string | undefined;
  readonly to?: string | undefined;
  readonly action?: string | undefined;
  readonly actorId?: string | undefined;
  readonly subjectId?: string | undefined;
  readonly viewed?: boolean | undefined;
}

export const auditQuery = (id: string, filter: AuditFilter) =>
  infiniteQueryOptions({
    queryKey: ['audit', id, filter],
    queryFn: ({ pageParam, signal }) =>
      request<AuditPage>(`${organisationPath(id)}/audit`, { query: { ...filter, cursor: pageParam }, signal }),
    initialPageParam: firstPage,
    getNextPageParam: nextOf,
  });

export const auditExportUrl = (id: string, filter: AuditFilter): string =>
  url(`${organisationPath(id)}/audit/export`, { ...filter });

export const verifyAudit = (id: string): Promise<AuditVerificationAnswer> =>
  request<AuditVerificationAnswer>(`${organisationPath(id)}/audit/verification`);

export const previewInvitation = (token: string): Promise<InvitationOffer> =>
  request<InvitationOffer>('/invitations/preview', { method: 'POST', body: { token } });

export const acceptInvitation = (token: string): Promise<AcceptedInvitation> =>
  request<AcceptedInvitation>('/invitations/accept', { method: 'POST', body: { token } });
