import { createHmac } from 'node:crypto';
import type { Temporal } from '#libs/kernel';

const PREFIX = 'whsec_';

/** How the secret is told to who receives, as the libraries of Standard Webhooks take it. */
export const secretText = (secret: Buffer): string => `${PREFIX}${secret.toString('base64')}`;

/** The headers by which a receiver knows who sent it, and when (standardwebhooks.com, scheme v1). */
export function signedHeaders(
  secret: Buffer,
  id: string,
  at: Temporal.Instant,
  body: string,
): Readonly<Record<string, string>> {
  const seconds = String(Math.floor(at.epochMilliseconds / 1000));
  const mac = createHmac('sha256', secret).update(`${id}.${seconds}.${body}`).digest('base64');
  return { 'webhook-id': id, 'webhook-timestamp': seconds, 'webhook-signature': `v1,${mac}` };
}
