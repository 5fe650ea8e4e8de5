import { Injectable } from '@nestjs/common';
import { createRemoteJWKSet, customFetch, errors, type JWTPayload, jwtVerify } from 'jose';
import { Clock, Temporal } from '#libs/kernel';
import { IdentityProviderUnavailable, LogoutTokenRefused } from '../identity-errors.js';
import { ProviderConnection } from './provider-connection.js';
import { ProviderSettingsReader } from './provider-settings.js';

const EVENT = 'http://schemas.openid.net/event/backchannel-logout';
const SIGNED_BY_KEY = /^(RS|PS|ES)(256|384|512)$|^EdDSA$|^Ed25519$/;
const OLDEST = Temporal.Duration.from({ minutes: 5 });
const SKEW_S = 30;
const LONGEST = 16_384;

/** Whom the provider wants signed out: one of its sessions, or all of a person. */
export interface Logout {
  readonly issuer: string;
  readonly sid: string | null;
  readonly subject: string | null;
  readonly tokenId: string;
  /** Until when the token could be shown again */
  readonly until: Temporal.Instant;
}

/** Judges the tokens by which the provider ends sessions (OpenID Connect Back-Channel Logout 1.0, 2.6). */
@Injectable()
export class LogoutTokens {
  private keys: { readonly uri: string; readonly set: ReturnType<typeof createRemoteJWKSet> } | undefined;

  constructor(
    private readonly settings: ProviderSettingsReader,
    private readonly provider: ProviderConnection,
    private readonly clock: Clock,
  ) {}

  /**
   * Everything but whether it was used before.
   * @throws LogoutTokenRefused, SignInNotConfigured, IdentityProviderUnavailable
   */
  async verify(token: string): Promise<Logout> {
    if (token.length > LONGEST) throw new LogoutTokenRefused('malformed');
    const metadata = (await this.provider.configuration()).serverMetadata();
    if (metadata.jwks_uri === undefined) throw new IdentityProviderUnavailable(new Error('It names no keys'));
    const offered = metadata.id_token_signing_alg_values_supported ?? ['RS256'];
    const now = this.clock.now();
    try {
      const { payload, protectedHeader } = await jwtVerify(token, this.keySet(metadata.jwks_uri), {
        issuer: metadata.issuer,
        audience: this.settings.read().clientId,
        algorithms: offered.filter((algorithm) => SIGNED_BY_KEY.test(algorithm)),
        maxTokenAge: OLDEST.total('seconds'),
        clockTolerance: SKEW_S,
        currentDate: new Date(now.epochMilliseconds),
        requiredClaims: ['jti', 'iat', 'events'],
      });
      return logoutOf(payload, protectedHeader.typ, now);
    } catch (error) {
      throw refusalOf(error);
    }
  }

  /** The keys are fetched anew when a token names one that is not known, at most twice a minute. */
  private keySet(uri: string): ReturnType<typeof createRemoteJWKSet> {
    if (this.keys?.uri !== uri) {
      const fetchKeys = this.provider.fetch;
      const byOurWay = (url: string, options: RequestInit): Promise<Response> =>
        fetchKeys(url, options as Parameters<typeof fetchKeys>[1]);
      this.keys = { uri, set: createRemoteJWKSet(new URL(uri), { timeoutDuration: 10_000, [customFetch]: byOurWay }) };
    }
    return this.keys.set;
  }
}

/** An ID token, or any other signed statement of the same provider, must not pass for a logout token. */
function logoutOf(payload: JWTPayload, type: string | undefined, now: Temporal.Instant): Logout {
  const { sub, sid, jti, events, iss } = payload as JWTPayload & { readonly sid?: unknown; readonly events?: unknown };
  const event = typeof events === 'object' && events !== null ? (events as Record<string, unknown>)[EVENT] : undefined;
  const isEvent = typeof event === 'object' && event !== null && !Array.isArray(event);
  const isTyped = type === undefined || /^(application\/)?(logout\+)?jwt$/i.test(type);
  if (!isEvent || !isTyped || 'nonce' in payload || typeof jti !== 'string' || jti === '')
    throw new LogoutTokenRefused('claims');
  const [session, subject] = [textOrNull(sid), textOrNull(sub)];
  if (session === null && subject === null) throw new LogoutTokenRefused('claims');
  return { issuer: iss!, sid: session, subject, tokenId: jti, until: now.add(OLDEST).add({ seconds: 2 * SKEW_S }) };
}

const textOrNull = (value: unknown): string | null => (typeof value === 'string' && value !== '' ? value : null);

function refusalOf(error: unknown): Error {
  if (error instanceof LogoutTokenRefused) return error;
  if (error instanceof errors.JWTExpired) return new LogoutTokenRefused('time', error);
  if (error instanceof errors.JWTClaimValidationFailed) return new LogoutTokenRefused(reasonOf(error.claim), error);
  if (error instanceof errors.JWKSTimeout) return new IdentityProviderUnavailable(error);
  if (error instanceof errors.JWSSignatureVerificationFailed || error instanceof errors.JWKSNoMatchingKey)
    return new LogoutTokenRefused('signature', error);
  if (error instanceof errors.JOSEAlgNotAllowed) return new LogoutTokenRefused('signature', error);
  if (
    error instanceof errors.JWTInvalid ||
    error instanceof errors.JWSInvalid ||
    error instanceof errors.JOSENotSupported
  )
    return new LogoutTokenRefused('malformed', error);
  return new IdentityProviderUnavailable(error);
}

function reasonOf(claim: string): LogoutTokenRefused['reason'] {
  if (claim === 'iss') return 'issuer';
  if (claim === 'aud') return 'audience';
  return claim === 'iat' || claim === 'exp' || claim === 'nbf' ? 'time' : 'claims';
}
