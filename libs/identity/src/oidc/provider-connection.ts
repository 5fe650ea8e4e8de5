import { Injectable } from '@nestjs/common';
import * as oidc from 'openid-client';
import { IdentityProviderUnavailable } from '../identity-errors.js';
import { readClientKey } from './client-key.js';
import { type ClientProof, type ProviderSettings, ProviderSettingsReader } from './provider-settings.js';

const TIMEOUT_S = 10;

/** What the provider says of itself, asked on first use, since it may start after us. */
@Injectable()
export class ProviderConnection {
  private discovered: Promise<oidc.Configuration> | undefined;

  constructor(private readonly settings: ProviderSettingsReader) {}

  /**
   * A failure is not remembered.
   * @throws SignInNotConfigured, IdentityProviderUnavailable
   */
  configuration(): Promise<oidc.Configuration> {
    this.discovered ??= discover(this.settings.read()).catch((error: unknown) => {
      this.discovered = undefined;
      throw new IdentityProviderUnavailable(error);
    });
    return this.discovered;
  }

  /** Goes to the provider by the way that this deployment knows. */
  get fetch(): oidc.CustomFetch {
    const { reroute } = this.settings.read();
    return reroute ? reroutedFetch(reroute) : (url, options) => fetch(url, options);
  }
}

async function discover(settings: ProviderSettings): Promise<oidc.Configuration> {
  const { issuer, clientId, proof, insecure, reroute } = settings;
  const options: oidc.DiscoveryRequestOptions = {
    timeout: TIMEOUT_S,
    ...(insecure ? { execute: [oidc.allowInsecureRequests] } : {}),
    ...(reroute ? { [oidc.customFetch]: reroutedFetch(reroute) } : {}),
  };
  return oidc.discovery(issuer, clientId, undefined, await authentication(proof), options);
}

async function authentication(proof: ClientProof): Promise<oidc.ClientAuth> {
  if (proof.method === 'private_key_jwt') return oidc.PrivateKeyJwt(await readClientKey(proof.keyFile));
  const { method, secret } = proof;
  if (method === 'client_secret_basic') return oidc.ClientSecretBasic(secret);
  if (method === 'client_secret_post') return oidc.ClientSecretPost(secret);
  // The way to authenticate is chosen when the request is made, so that one discovery is enough.
  return (server, client, body, headers) => {
    const methods = server.token_endpoint_auth_methods_supported ?? ['client_secret_basic'];
    const by = methods.includes('client_secret_basic') ? oidc.ClientSecretBasic : oidc.ClientSecretPost;
    return by(secret)(server, client, body, headers);
  };
}

function reroutedFetch({ from, to }: { readonly from: URL; readonly to: URL }): oidc.CustomFetch {
  return (address, options) => {
    const url = new URL(address);
    return fetch(url.origin === from.origin ? new URL(url.pathname + url.search, to) : url, options);
  };
}
