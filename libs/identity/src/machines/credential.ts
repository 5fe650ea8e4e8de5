import { timingSafeEqual } from 'node:crypto';
import { newSecret } from '../secret.js';

/** So that a search for leaked secrets can find ours, and a bearer tells what it is before anybody is asked. */
const PREFIXES = { client: 'qdc_', kiosk: 'qdk_', token: 'qdt_' } as const;
export type CredentialKind = keyof typeof PREFIXES;

const SHAPE = /^qd[ckt]_[A-Za-z0-9_-]{43}$/;

export const newCredential = (kind: CredentialKind): string => PREFIXES[kind] + newSecret();

/** What a text may be: null for one that we never gave out. */
export function kindOfCredential(text: string): CredentialKind | null {
  if (!SHAPE.test(text)) return null;
  if (text.startsWith(PREFIXES.kiosk)) return 'kiosk';
  return text.startsWith(PREFIXES.token) ? 'token' : 'client';
}

export const sameHash = (one: Buffer, other: Buffer): boolean =>
  one.length === other.length && timingSafeEqual(one, other);
