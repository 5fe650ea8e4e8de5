import { isIP } from 'node:net';
import { normalizeIP } from '@fastify/rate-limit';

const IPV4_BYTES = 3;
const IPV6_BITS = 48;

/** The network that a client's address lies in, wide enough to lead to no single household: /24, or /48 for IPv6. */
export function networkOf(address: string): string {
  const plain = normalizeIP(address, IPV6_BITS);
  if (isIP(plain) === 4) return `${plain.split('.').slice(0, IPV4_BYTES).join('.')}.0/24`;
  return isIP(plain) === 6 ? `${plain}/${IPV6_BITS}` : 'unknown';
}
