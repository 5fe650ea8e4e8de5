import type { FastifyRequest } from 'fastify';
import { DomainError } from '#libs/kernel';
import type { PublicUrl } from '#libs/platform';

const SAFE = new Set(['GET', 'HEAD', 'OPTIONS']);

export class CrossSiteRequest extends DomainError {
  readonly code = 'cross-site-request';
  readonly kind = 'forbidden';

  constructor() {
    super('This request was sent by a page of another site');
  }
}

/**
 * Refuses changes that a foreign page makes a browser ask for. Browsers tell where a request comes from and scripts can not lie about it;
 * a client that says nothing is no browser, and has no cookie that it was not given.
 * @throws CrossSiteRequest
 */
export function assertSameSite(request: FastifyRequest, publicUrl: PublicUrl): void {
  if (SAFE.has(request.method)) return;
  const site = request.headers['sec-fetch-site'];
  if (site !== undefined && site !== 'same-origin' && site !== 'none') throw new CrossSiteRequest();
  const origin = request.headers.origin;
  if (origin !== undefined && hostOf(origin) !== request.host && origin !== publicUrl.url.origin)
    throw new CrossSiteRequest();
}

const hostOf = (origin: string): string | undefined => (URL.canParse(origin) ? new URL(origin).host : undefined);
