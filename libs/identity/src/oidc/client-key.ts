import { createPrivateKey, type JsonWebKey, type KeyObject } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { importPKCS8 } from 'jose';
import type { PrivateKey } from 'openid-client';

const CURVES: Readonly<Record<string, string>> = { prime256v1: 'ES256', secp384r1: 'ES384', secp521r1: 'ES512' };

/** A file that holds no private key we can sign with. */
export class ClientKeyUnusable extends Error {
  override readonly name = 'ClientKeyUnusable';
}

/**
 * The key by which this service proves to the identity provider who it is: PEM, or a JWK, whose `kid` is then told.
 * @throws ClientKeyUnusable that names the file and never its content
 */
export async function readClientKey(file: string): Promise<PrivateKey> {
  try {
    const text = await readFile(file, 'utf8');
    const jwk = text.trimStart().startsWith('{')
      ? (JSON.parse(text) as JsonWebKey & { kid?: string; alg?: string })
      : undefined;
    const key = createPrivateKey(jwk === undefined ? text : { key: jwk, format: 'jwk' });
    const pem = key.export({ type: 'pkcs8', format: 'pem' }).toString();
    const cryptoKey = await importPKCS8(pem, jwk?.alg ?? algorithmOf(key));
    return jwk?.kid === undefined ? { key: cryptoKey } : { key: cryptoKey, kid: jwk.kid };
  } catch {
    throw new ClientKeyUnusable(`OIDC_CLIENT_KEY_FILE ${file} holds no private key as PEM or JWK`);
  }
}

function algorithmOf(key: KeyObject): string {
  if (key.asymmetricKeyType === 'rsa') return 'RS256';
  if (key.asymmetricKeyType === 'ed25519') return 'EdDSA';
  const algorithm = CURVES[key.asymmetricKeyDetails?.namedCurve ?? ''];
  if (algorithm === undefined) throw new ClientKeyUnusable('no algorithm for this kind of key');
  return algorithm;
}
