import { Inject, Injectable } from '@nestjs/common';
import { ENVIRONMENT, type Environment, isLoopback, PublicUrl } from '#libs/platform';
import { DemoClient } from '../demo/demo-client.js';
import { SignInNotConfigured } from '../identity-errors.js';

export interface ProviderSettings {
  readonly issuer: URL;
  readonly clientId: string;
  readonly clientSecret: string;
  /** Plain HTTP to the provider: never off this machine */
  readonly insecure: boolean;
  /** Where requests to the issuer's origin really go */
  readonly reroute?: { readonly from: URL; readonly to: URL };
  readonly authorization: Readonly<Record<string, string>>;
}

/** The identity provider by configuration: the one of the environment, or the demo's. */
@Injectable()
export class ProviderSettingsReader {
  constructor(
    @Inject(ENVIRONMENT) private readonly environment: Environment,
    private readonly demo: DemoClient,
    private readonly publicUrl: PublicUrl,
  ) {}

  /** @throws SignInNotConfigured */
  read(): ProviderSettings {
    return this.environment.AUTH_DEMO ? this.ofDemo() : this.ofEnvironment();
  }

  private ofDemo(): ProviderSettings {
    const issuer = new URL(this.publicUrl.href(DemoClient.path));
    return {
      issuer,
      clientId: this.demo.id,
      clientSecret: this.demo.secret,
      insecure: isLoopback(issuer),
      reroute: { from: this.publicUrl.url, to: this.publicUrl.local },
      authorization: { prompt: 'login' },
    };
  }

  private ofEnvironment(): ProviderSettings {
    const { OIDC_ISSUER, OIDC_CLIENT_ID, OIDC_CLIENT_SECRET, NODE_ENV } = this.environment;
    if (!OIDC_ISSUER || !OIDC_CLIENT_ID || !OIDC_CLIENT_SECRET) throw new SignInNotConfigured();
    const issuer = new URL(OIDC_ISSUER);
    const insecure = isLoopback(issuer) && NODE_ENV !== 'production';
    return { issuer, clientId: OIDC_CLIENT_ID, clientSecret: OIDC_CLIENT_SECRET, insecure, authorization: {} };
  }
}
