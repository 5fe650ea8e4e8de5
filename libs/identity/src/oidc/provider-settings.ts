import { Inject, Injectable } from '@nestjs/common';
import type { SignInChoice } from '#libs/contracts';
import { ENVIRONMENT, type Environment, isLoopback, PublicUrl } from '#libs/platform';
import { DemoClient } from '../demo/demo-client.js';
import type { AcrMap } from '../domain/assurance.js';
import { SignInNotConfigured } from '../identity-errors.js';

/** How the service proves to the provider who it is. */
export type ClientProof =
  | { readonly method: 'private_key_jwt'; readonly keyFile: string }
  | { readonly method: 'client_secret_basic' | 'client_secret_post' | 'discovered'; readonly secret: string };

export interface ProviderSettings {
  readonly issuer: URL;
  readonly clientId: string;
  readonly proof: ClientProof;
  /** Plain HTTP to the provider: never off this machine */
  readonly insecure: boolean;
  /** Where requests to the issuer's origin really go */
  readonly reroute?: { readonly from: URL; readonly to: URL };
  readonly scope: string;
  readonly acrMap: AcrMap;
  readonly authorization: Readonly<Record<string, string>>;
  /** What to add to it where a person chose a way to identify themselves */
  readonly choices: Readonly<Partial<Record<SignInChoice, Readonly<Record<string, string>>>>>;
}

/** The identity provider by configuration: the one of the environment, or the demo's. */
@Injectable()
export class ProviderSettingsReader {
  constructor(
    @Inject(ENVIRONMENT) private readonly environment: Environment,
    private readonly demo: DemoClient,
    private readonly publicUrl: PublicUrl,
  ) {}

  get isDemo(): boolean {
    return this.environment.AUTH_DEMO;
  }

  /** @throws SignInNotConfigured */
  read(): ProviderSettings {
    return this.isDemo ? this.ofDemo() : this.ofEnvironment();
  }

  private ofDemo(): ProviderSettings {
    const issuer = new URL(this.publicUrl.href(DemoClient.path));
    return {
      issuer,
      clientId: this.demo.id,
      proof: { method: 'discovered', secret: this.demo.secret },
      insecure: isLoopback(issuer),
      reroute: { from: this.publicUrl.url, to: this.publicUrl.local },
      scope: 'openid profile',
      acrMap: {},
      authorization: { prompt: 'login' },
      choices: {},
    };
  }

  private ofEnvironment(): ProviderSettings {
    const { OIDC_ISSUER, OIDC_CLIENT_ID, OIDC_SCOPE, OIDC_ACR_VALUES, OIDC_ACR_MAP, OIDC_CHOICES, NODE_ENV } =
      this.environment;
    const proof = this.proof();
    if (!OIDC_ISSUER || !OIDC_CLIENT_ID || proof === undefined) throw new SignInNotConfigured();
    const issuer = new URL(OIDC_ISSUER);
    return {
      issuer,
      clientId: OIDC_CLIENT_ID,
      proof,
      insecure: isLoopback(issuer) && NODE_ENV !== 'production',
      scope: OIDC_SCOPE,
      acrMap: OIDC_ACR_MAP,
      authorization: OIDC_ACR_VALUES === undefined ? {} : { acr_values: OIDC_ACR_VALUES },
      choices: OIDC_CHOICES,
    };
  }

  private proof(): ClientProof | undefined {
    const { OIDC_CLIENT_SECRET: secret, OIDC_CLIENT_KEY_FILE: keyFile } = this.environment;
    const method = this.environment.OIDC_CLIENT_AUTH ?? (keyFile ? 'private_key_jwt' : 'discovered');
    if (method === 'private_key_jwt') return keyFile ? { method, keyFile } : undefined;
    return secret ? { method, secret } : undefined;
  }
}
