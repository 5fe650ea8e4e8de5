import { createHash, randomBytes } from 'node:crypto';

const BYTES = 32;

/** 256 random bits, in text that fits a header, a cookie or an address. */
export const newSecret = (): string => randomBytes(BYTES).toString('base64url');

/** What is kept of it. So many random bits need no salt and no slow hash. */
export const hashOf = (secret: string): Buffer => createHash('sha256').update(secret).digest();
