import { Injectable, Logger } from '@nestjs/common';
import * as oidc from 'openid-client';
import type { Assurance, SignInChoice } from '#libs/contracts';
import { PublicUrl } from '#libs/platform';
import { acrValuesFor } from '../domain/assurance.js';
import { IdentityProviderUnavailable, type SignInFault, SignInRefused } from '../identity-errors.js';
import { ProviderConnection } from './provider-connection.js';
import { ProviderSettingsReader } from './provider-settings.js';

const CALLBACK = '/auth/callback';

export interface Challenge {
  readonly state: string;
  readonly nonce: string;
  readonly codeVerifier: string;
  readonly location: string;
}

export type Claims = Readonly<Record<string, unknown>> & { readonly iss: string; readonly sub: string };

/** Speaks OpenID Connect with the provider: authorization code, PKCE, state and nonce. Keeps no token. */
@Injectable()
export class RelyingParty {
  private readonly logger = new Logger(RelyingParty.name);

  constructor(
    private readonly settings: ProviderSettingsReader,
    private readonly provider: ProviderConnection,
    private readonly publicUrl: PublicUrl,
  ) {}

  async challenge(assurance: Assurance = 'none', choice?: SignInChoice): Promise<Challenge> {
    const configuration = await this.provider.configuration();
    const [state, nonce, codeVerifier] = [oidc.randomState(), oidc.randomNonce(), oidc.randomPKCECodeVerifier()];
    const { scope, acrMap, authorization, choices } = this.settings.read();
    const acrValues = acrValuesFor(assurance, acrMap);
    const location = oidc.buildAuthorizationUrl(configuration, {
      ...(choice === undefined ? {} : choices[choice]),
      redirect_uri: this.publicUrl.href(CALLBACK),
      scope,
      state,
      nonce,
      code_challenge: await oidc.calculatePKCECodeChallenge(codeVerifier),
      code_challenge_method: 'S256',
      ...authorization,
      ...(acrValues === undefined ? {} : { acr_values: acrValues }),
    });
    return { state, nonce, codeVerifier, location: location.href };
  }

  /**
   * @param search of the request to the callback, e.g. `?code=…&state=…`
   * @throws SignInRefused when any part of the answer does not fit the challenge
   * @throws IdentityProviderUnavailable
   */
  async claims(search: string, expected: Omit<Challenge, 'location'>): Promise<Claims> {
    const configuration = await this.provider.configuration();
    try {
      const tokens = await oidc.authorizationCodeGrant(configuration, new URL(CALLBACK + search, this.publicUrl.url), {
        expectedState: expected.state,
        expectedNonce: expected.nonce,
        pkceCodeVerifier: expected.codeVerifier,
        idTokenExpected: true,
      });
      const claims = tokens.claims()!;
      if (configuration.serverMetadata().userinfo_endpoint === undefined) return claims;
      const profile = await oidc.fetchUserInfo(configuration, tokens.access_token, claims.sub);
      return { ...profile, ...claims };
    } catch (error) {
      throw isSilence(error) ? new IdentityProviderUnavailable(error) : new SignInRefused(error, faultOf(error));
    }
  }

  /**
   * Where the browser ends its session at the provider, which then sends it back to our start page. No ID token is kept to be shown as a hint,
   * and none but the client is named: a subject may be a tax code, which has no place in an address.
   * @returns undefined where the provider offers no such way, or does not answer
   */
  async endSessionLocation(): Promise<string | undefined> {
    try {
      const configuration = await this.provider.configuration();
      if (configuration.serverMetadata().end_session_endpoint === undefined) return undefined;
      return oidc.buildEndSessionUrl(configuration, { post_logout_redirect_uri: this.publicUrl.href('/') }).href;
    } catch (error) {
      this.logger.warn(`Signed out here alone: ${String(error)}`);
      return undefined;
    }
  }
}

/** What went wrong, as far as it can be told without repeating what came in. */
function faultOf(error: unknown): SignInFault {
  if (error instanceof oidc.AuthorizationResponseError) return 'provider-declined';
  if (error instanceof oidc.ResponseBodyError) return error.error === 'invalid_grant' ? 'code' : 'answer';
  const claim = error instanceof oidc.ClientError ? claimOf(error.cause) : undefined;
  return claim === 'nonce' ? 'nonce' : 'answer';
}

/** The claim that did not fit, as the library tells it beside its error. */
function claimOf(cause: unknown): unknown {
  if (typeof cause !== 'object' || cause === null) return undefined;
  if ('claim' in cause) return cause.claim;
  return 'cause' in cause ? claimOf(cause.cause) : undefined;
}

/** No answer, or one that speaks of the provider's own trouble: not of the person. */
function isSilence(error: unknown): boolean {
  if (error instanceof oidc.ResponseBodyError) return error.status >= 500;
  const cause = error instanceof oidc.ClientError ? error.cause : error;
  return (
    (cause instanceof TypeError && cause.message === 'fetch failed') ||
    (cause instanceof Error && cause.name === 'TimeoutError')
  );
}
