import type { FastifyRequest } from 'fastify';

const SCHEME = /^bearer(?= |$) *(.*)$/i;
const REALM = 'realm="quindici"';

/** The token of an Authorization header of the scheme Bearer (RFC 6750 §2.1), were it an empty one; undefined without such a header. */
export const bearerOf = ({ headers }: Pick<FastifyRequest, 'headers'>): string | undefined =>
  SCHEME.exec(headers.authorization ?? '')?.[1];

/** What a 401 or a 403 tells a program of how to go on (RFC 6750 §3); undefined where it tells nothing. */
export function challengeOf(status: number, code: string, byToken: boolean): string | undefined {
  if (status === 401 && code === 'invalid-client') return `Basic ${REALM}`;
  if (status === 401) return code === 'invalid-token' ? `Bearer ${REALM}, error="invalid_token"` : `Bearer ${REALM}`;
  return status === 403 && byToken && code === 'not-allowed'
    ? `Bearer ${REALM}, error="insufficient_scope"`
    : undefined;
}
