import { useQuery, useQueryClient, type UseQueryResult } from '@tanstack/react-query';
import { useRef } from 'react';
import type { LiveHub } from '#libs/contracts';
import { liveHubQuery } from '../api/queries.js';
import { useHubStream } from '../api/use-hub-stream.js';
import { applyEvents, needsFullState } from './apply-events.js';

const SETTLE_MS = 1_500;

/** The state of a hub, patched by events and settled by the server soon after. */
export function useLiveHub(hubId: string): { readonly query: UseQueryResult<LiveHub>; readonly live: boolean } {
  const queries = useQueryClient();
  const query = useQuery(liveHubQuery(hubId));
  const settling = useRef<ReturnType<typeof setTimeout> | undefined>(undefined);
  const { queryKey } = liveHubQuery(hubId);

  const live = useHubStream([hubId], (events) => {
    queries.setQueryData(queryKey, (state) => (state === undefined ? state : applyEvents(state, events)));
    if (needsFullState(events)) void queries.invalidateQueries({ queryKey });
    settling.current ??= setTimeout(() => {
      settling.current = undefined;
      void queries.invalidateQueries({ queryKey });
    }, SETTLE_MS);
  });
  return { query, live };
}
