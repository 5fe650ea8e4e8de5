import { QueryClient } from '@tanstack/react-query';
import { ProblemError } from './client.js';

/** Only what may heal by itself is asked again: the network, an overloaded or restarting server. */
const mayHeal = (error: Error): boolean =>
  !(error instanceof ProblemError) || error.status === 0 || error.status === 429 || error.status >= 502;

export const createQueryClient = (): QueryClient =>
  new QueryClient({
    defaultOptions: {
      queries: {
        staleTime: 10_000,
        retry: (failures, error) => failures < 2 && mayHeal(error),
        throwOnError: false,
      },
      mutations: { retry: (failures, error) => failures < 2 && mayHeal(error) },
    },
  });
