/** A refused request, as far as it matters whether somebody should hear of it. */
export interface RefusedRequest {
  readonly status: number;
  readonly code: string;
  readonly method: string;
  /** The template that was matched; undefined when none was */
  readonly route: string | undefined;
  /** A person or a machine that was recognised */
  readonly known: boolean;
  /** It carried a session or a token, true or not */
  readonly credentials: boolean;
  /** The body had members that the resource does not know */
  readonly unknownMembers: boolean;
}

const SAFE = new Set(['GET', 'HEAD', 'OPTIONS']);
const BY_SIGN_IN = /^(sign-in-|invalid-client$)/;

/**
 * Which refusals go to the audit: those that an attempt at what is another's, or a stolen or forged credential, leaves behind. Honest mistakes
 * do too at times. What a sign-in of a person or a machine refuses is told by the sign-in itself.
 */
export function isTold({ status, code, method, route, known, credentials, unknownMembers }: RefusedRequest): boolean {
  if (BY_SIGN_IN.test(code) || route === '/auth/callback') return false;
  if (status === 403 || status === 429) return true;
  if (status === 401) return credentials;
  if (!known || route === undefined) return false;
  if (status === 404) return route.includes(':') || !SAFE.has(method);
  return status === 400 && unknownMembers;
}
