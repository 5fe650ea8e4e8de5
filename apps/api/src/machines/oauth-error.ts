import type { OauthError, Problem } from '#libs/contracts';

const ERRORS: Readonly<Record<string, OauthError['error']>> = {
  'invalid-client': 'invalid_client',
  'invalid-scope': 'invalid_scope',
  'unauthorized-client': 'unauthorized_client',
  'unsupported-grant-type': 'unsupported_grant_type',
  'internal-error': 'server_error',
};

/**
 * A refusal of the token endpoint. It is not problem details, as everywhere else, because programs get tokens through the OAuth client of
 * their platform, and that reads what RFC 6749 §5.2 prescribes: application/json with `error`.
 */
export const oauthErrorOf = (problem: Problem): OauthError => ({
  error: ERRORS[problem.code] ?? (problem.status >= 500 ? 'temporarily_unavailable' : 'invalid_request'),
  error_description: problem.detail ?? problem.title,
  error_uri: problem.type,
});
