import type { FastifyRequest } from 'fastify';
import { HttpRefusal } from '../problems/http-refusal.js';

/** What a request may weigh and how long it may take to come. */
export const REQUEST_LIMITS = {
  bodyBytes: 64 * 1024,
  addressCharacters: 8 * 1024,
  headers: 100,
  headerBytes: 16 * 1024,
  /** For the whole of a request, headers and body, to come in */
  arrivalMs: 30_000,
  /** How often Node looks for those that took longer */
  checkMs: 5_000,
  /** A proxy in front keeps its connections for a minute as a rule: ours must not end first */
  keepAliveMs: 72_000,
} as const;

/**
 * Refuses what no browser and no honest program sends, before anything is looked up for it.
 * @throws HttpRefusal
 */
export function assertModest(request: FastifyRequest): void {
  if (request.url.length > REQUEST_LIMITS.addressCharacters)
    throw new HttpRefusal(414, 'address-too-long', 'The address is longer than 8 KB');
  // Node forgets headers past its own limit without a word; a check of a header that was forgotten would be no check.
  if (request.raw.rawHeaders.length > 2 * REQUEST_LIMITS.headers)
    throw new HttpRefusal(431, 'headers-too-large', 'The request has more than 100 headers');
  const encoding = request.headers['content-encoding'] ?? 'identity';
  if (encoding.toLowerCase() !== 'identity')
    throw new HttpRefusal(415, 'encoded-body', 'A compressed body is not accepted: send it as it is');
}
