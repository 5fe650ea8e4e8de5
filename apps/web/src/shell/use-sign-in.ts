import { useQuery } from '@tanstack/react-query';
import { useRouterState } from '@tanstack/react-router';
import { signInUrl } from '../api/client.js';
import { configQuery } from '../api/queries.js';

/** The address of the sign-in that comes back to a path: by way of the choice, where there is one to make. */
export function useSignIn(): (returnTo: string) => string {
  const { data: config } = useQuery(configQuery);
  const toChoose = (config?.signIn.length ?? 0) > 0;
  return (returnTo) => (toChoose ? `/accedi?return_to=${encodeURIComponent(returnTo)}` : signInUrl(returnTo));
}

export function useSignInHere(): string {
  const href = useRouterState({ select: (state) => state.location.href });
  return useSignIn()(href);
}
