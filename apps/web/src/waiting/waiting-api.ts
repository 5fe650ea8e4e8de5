import { queryOptions } from '@tanstack/react-query';
import type { WaitingEntry, WaitingList } from '#libs/contracts';
import { request } from '../api/client.js';

export const myWaitingQuery = queryOptions({
  queryKey: ['my-waiting'],
  queryFn: ({ signal }) => request<WaitingList>('/me/waiting-list', { signal }),
  refetchInterval: 15_000,
});

export const leaveLine = ({ hub, id }: WaitingEntry): Promise<void> =>
  request(`/hubs/${hub.id}/waiting-list/${id}`, { method: 'DELETE' });
