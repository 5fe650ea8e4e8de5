import { Injectable } from '@nestjs/common';
import * as oidc from 'openid-client';
import { PublicUrl } from '#libs/platform';
import { IdentityProviderUnavailable, SignInRefused } from '../identity-errors.js';
import { type ProviderSettings, ProviderSettingsReader } from './provider-settings.js';

const CALLBACK = '/auth/callback';
const TIMEOUT_S = 10;

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
  private discovered: Promise<oidc.Configuration> | undefined;

  constructor(
    private readonly settings: ProviderSettingsReader,
    private readonly publicUrl: PublicUrl,
  ) {}

  async challenge(): Promise<Challenge> {
    const configuration = await this.configuration();
    const [state, nonce, codeVerifier] = [oidc.randomState(), oidc.randomNonce(), oidc.randomPKCECodeVerifier()];
    const location = oidc.buildAuthorizationUrl(configuration, {
      redirect_uri: this.publicUrl.href(CALLBACK),
      scope: 'openid profile',
      state,
      nonce,
      code_challenge: await oidc.calculatePKCECodeChallenge(codeVerifier),
      code_challenge_method: 'S256',
      ...this.settings.read().authorization,
    });
    return { state, nonce, codeVerifier, location: location.href };
  }

  /**
   * @param search of the request to the callback, e.g. `?code=…&state=…`
   * @throws SignInRefused when any part of the answer does not fit the challenge
   * @throws IdentityProviderUnavailable
   */
  async claims(search: string, expected: Omit<Challenge, 'location'>): Promise<Claims> {
    const configuration = await this.configuration();
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
      throw isSilence(error) ? new IdentityProviderUnavailable(error) : new SignInRefused(error);
    }
  }

  /** Asked of the provider on first use, since it may start after us; a failure is not remembered. */
  private configuration(): Promise<oidc.Configuration> {
    this.discovered ??= discover(this.settings.read()).catch((error: unknown) => {
      this.discovered = undefined;
      throw new IdentityProviderUnavailable(error);
    });
    return this.discovered;
  }
}

async function discover(settings: ProviderSettings): Promise<oidc.Configuration> {
  const { issuer, clientId, clientSecret, insecure, reroute } = settings;
  const options: oidc.DiscoveryRequestOptions = {
    timeout: TIMEOUT_S,
    ...(insecure ? { execute: [oidc.allowInsecureRequests] } : {}),
    ...(reroute ? { [oidc.customFetch]: reroutedFetch(reroute) } : {}),
  };
  // The way to authenticate is chosen when the request is made, so that one discovery is enough.
  const authenticate: oidc.ClientAuth = (server, client, body, headers) => {
    const methods = server.token_endpoint_auth_methods_supported ?? ['client_secret_basic'];
    const by = methods.includes('client_secret_basic') ? oidc.ClientSecretBasic : oidc.ClientSecretPost;
    return by(clientSecret)(server, client, body, headers);
  };
  return oidc.discovery(issuer, clientId, undefined, authenticate, options);
}

function reroutedFetch({ from, to }: { readonly from: URL; readonly to: URL }): oidc.CustomFetch {
  return (address, options) => {
    const url = new URL(address);
    return fetch(url.origin === from.origin ? new URL(url.pathname + url.search, to) : url, options);
  };
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
