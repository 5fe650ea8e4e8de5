import type { FastifyRequest } from 'fastify';
import type { TokenRequest } from '#libs/contracts';
import { type ClientCredentials, InvalidClient, InvalidTokenRequest } from '#libs/identity';

const BASIC = /^basic +([A-Za-z0-9+/=_-]+)$/i;

/**
 * Who asks for a token, by HTTP Basic or by the body, never by both (RFC 6749 §2.3).
 * @throws InvalidClient without credentials, InvalidTokenRequest with too many
 */
export function credentialsOf({ headers }: Pick<FastifyRequest, 'headers'>, body: TokenRequest): ClientCredentials {
  const { authorization } = headers;
  const inBody = body.client_secret !== undefined;
  if (authorization === undefined) {
    if (body.client_id === undefined || body.client_secret === undefined) throw new InvalidClient();
    return { clientId: body.client_id, secret: body.client_secret };
  }
  if (inBody) throw new InvalidTokenRequest('The client names its secret twice: by the header and in the body');
  const basic = ofBasic(authorization);
  if (body.client_id !== undefined && body.client_id !== basic.clientId)
    throw new InvalidTokenRequest('The header and the body name different clients');
  return basic;
}

function ofBasic(header: string): ClientCredentials {
  const [, encoded] = BASIC.exec(header) ?? [];
  if (encoded === undefined) throw new InvalidClient();
  const text = Buffer.from(encoded, 'base64').toString('utf8');
  const colon = text.indexOf(':');
  if (colon < 0) throw new InvalidClient();
  return { clientId: decoded(text.slice(0, colon)), secret: decoded(text.slice(colon + 1)) };
}

/** OAuth has both parts encoded as in a form before they are joined. */
const decoded = (text: string): string => new URLSearchParams(`x=${text.replaceAll('&', '%26')}`).get('x') ?? '';
