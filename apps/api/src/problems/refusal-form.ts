import type { Problem } from '#libs/contracts';
import { oauthErrorOf } from '../machines/oauth-error.js';
import { scimErrorOf } from '../scim/scim-error.js';

export interface RefusalForm {
  readonly mediaType: string;
  readonly schema: string;
  readonly write: (problem: Problem) => object;
}

const PROBLEM: RefusalForm = { mediaType: 'application/problem+json', schema: 'Problem', write: (problem) => problem };
const OAUTH: RefusalForm = { mediaType: 'application/json', schema: 'OauthError', write: oauthErrorOf };
const SCIM: RefusalForm = { mediaType: 'application/scim+json', schema: 'ScimError', write: scimErrorOf };

/** The form of a refusal: problem details (RFC 9457), save where another standard prescribes another one. */
export function refusalFormOf(path: string): RefusalForm {
  if (path === '/auth/token') return OAUTH;
  return path === '/scim/v2' || path.startsWith('/scim/v2/') ? SCIM : PROBLEM;
}
