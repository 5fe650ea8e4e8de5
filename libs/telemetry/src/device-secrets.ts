import { createHash, createHmac, randomBytes, randomUUID } from 'node:crypto';
import { linkSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { Inject, Injectable } from '@nestjs/common';
import { ENVIRONMENT, type Environment } from '#libs/platform';

const KEY_BYTES = 32;

/** Secrets are 256 random bits, so one round of SHA-256 can not be turned back by guessing. */
export const hashSecret = (secret: string | Uint8Array): Buffer => createHash('sha256').update(secret).digest();

/**
 * The secrets of the devices that this installation equips, derived from one key in the data folder: the database keeps hashes only,
 * and simulated sensors can sign in again after a restart.
 */
@Injectable()
export class DeviceSecrets {
  private key: Buffer | undefined;

  constructor(@Inject(ENVIRONMENT) private readonly environment: Environment) {}

  secretOf(deviceId: string): string {
    this.key ??= keptKey(resolve(this.environment.DATA_DIR));
    return createHmac('sha256', this.key).update(deviceId).digest('base64url');
  }
}

/** Reads the key, or makes it: a link is all or nothing, so of two processes that make one the second takes the first one's. */
function keptKey(folder: string): Buffer {
  const path = join(folder, 'device.key');
  mkdirSync(folder, { recursive: true });
  const draft = `${path}.${randomUUID()}`;
  writeFileSync(draft, randomBytes(KEY_BYTES), { mode: 0o600 });
  try {
    linkSync(draft, path);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  } finally {
    rmSync(draft);
  }
  const key = readFileSync(path);
  if (key.length !== KEY_BYTES)
    throw new Error(`${path} is not a key of ${KEY_BYTES} bytes; remove it to make a new one`);
  return key;
}
