import { generateKeyPairSync, randomBytes } from 'node:crypto';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { text } from 'node:stream/consumers';
import { importJWK, type JWK as JoseKey, type JWTPayload, SignJWT } from 'jose';
import { type Configuration, type JWK, Provider } from 'oidc-provider';
import { freePort } from './free-port.js';

export const CLIENT_ID = 'quindici-test';

/** Somebody the issuer knows: the password is the name of the user. */
export interface Account {
  readonly name: string;
  readonly groups?: unknown;
  /** The strongest acr that this person can show; what else is asked for is answered with the weakest */
  readonly acr?: string;
}

export interface IssuerOptions {
  /** Where the API under test is reached */
  readonly relyingParty: string;
  readonly accounts: Readonly<Record<string, Account>>;
  /** With it the client signs its assertions, without it it has the secret */
  readonly clientKey?: JWK;
}

export const WEAK = 'https://www.spid.gov.it/SpidL1';
const ACRS = [WEAK, 'https://www.spid.gov.it/SpidL2', 'https://www.spid.gov.it/SpidL3'];

/** A whole OpenID provider on a port of its own, with a form for name and password, RP-initiated and back-channel logout. */
export class TestIssuer {
  readonly secret = randomBytes(32).toString('base64url');
  readonly signingKey = newKey('signing');

  private constructor(
    readonly url: string,
    private readonly server: Server,
    private readonly options: IssuerOptions,
  ) {}

  static async start(options: IssuerOptions): Promise<TestIssuer> {
    const port = await freePort();
    const issuer = new TestIssuer(`http://localhost:${port}`, createServer(), options);
    const provider = new Provider(issuer.url, issuer.configuration());
    issuer.server.on('request', (request: IncomingMessage, response: ServerResponse) => {
      if (request.url === '/keys-of-the-client') response.end(JSON.stringify({ keys: [options.clientKey] }));
      else if (request.url!.startsWith('/login/')) void issuer.logIn(provider, request, response);
      else void provider.callback()(request, response);
    });
    await new Promise<void>((resolve) => issuer.server.listen(port, 'localhost', resolve));
    return issuer;
  }

  async stop(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise((resolve) => this.server.close(resolve));
  }

  /** What the API is told of this issuer. */
  get environment(): Readonly<Record<string, string>> {
    return { OIDC_ISSUER: this.url, OIDC_CLIENT_ID: CLIENT_ID, OIDC_CLIENT_SECRET: this.secret };
  }

  /** A logout token, right in all but what is said. */
  async logoutToken(claims: JWTPayload, header: { readonly key?: JWK; readonly typ?: string } = {}): Promise<string> {
    const key = header.key ?? this.signingKey;
    const now = Math.floor(Date.now() / 1000);
    const right = {
      iss: this.url,
      aud: CLIENT_ID,
      iat: now,
      exp: now + 120,
      jti: randomBytes(16).toString('hex'),
      events: { 'http://schemas.openid.net/event/backchannel-logout': {} },
    };
    return new SignJWT({ ...right, ...claims })
      .setProtectedHeader({ alg: 'RS256', kid: 'signing', typ: header.typ ?? 'logout+jwt' })
      .sign(await importJWK(key as JoseKey, 'RS256'));
  }

  private configuration(): Configuration {
    const { relyingParty, accounts, clientKey } = this.options;
    return {
      clients: [
        {
          client_id: CLIENT_ID,
          redirect_uris: [`${relyingParty}/auth/callback`],
          post_logout_redirect_uris: [`${relyingParty}/`],
          backchannel_logout_uri: `${relyingParty}/auth/back-channel-logout`,
          backchannel_logout_session_required: true,
          require_auth_time: true,
          default_acr_values: [WEAK],
          response_types: ['code'],
          grant_types: ['authorization_code'],
          ...(clientKey === undefined
            ? { client_secret: this.secret, token_endpoint_auth_method: 'client_secret_post' }
            : {
                token_endpoint_auth_method: 'private_key_jwt',
                jwks_uri: `${this.url}/keys-of-the-client`,
                token_endpoint_auth_signing_alg: 'RS256' as const,
              }),
        },
      ],
      clientAuthMethods: ['client_secret_basic', 'client_secret_post', 'private_key_jwt'],
      jwks: { keys: [this.signingKey] },
      cookies: { keys: ['test'] },
      acrValues: ACRS,
      pkce: { required: () => true },
      claims: { openid: ['sub'], profile: ['name', 'groups'], acr: null, auth_time: null, sid: null },
      conformIdTokenClaims: true,
      features: {
        devInteractions: { enabled: false },
        backchannelLogout: { enabled: true },
        rpInitiatedLogout: { enabled: true },
      },
      interactions: { url: (_context, { uid }) => `/login/${uid}` },
      findAccount: (_context, id) => {
        const account = accounts[id];
        if (account === undefined) return undefined;
        const { name, groups } = account;
        return { accountId: id, claims: () => ({ sub: id, name, groups }) };
      },
      loadExistingGrant: async ({ oidc }) => {
        const grant = new oidc.provider.Grant({ clientId: CLIENT_ID, accountId: oidc.session!.accountId! });
        grant.addOIDCScope('openid profile');
        await grant.save();
        return grant;
      },
    };
  }

  private async logIn(provider: Provider, request: IncomingMessage, response: ServerResponse): Promise<void> {
    if (request.method === 'GET') {
      const form = `<form method="post" action="${request.url}"><input name="username"><input name="password" type="password"></form>`;
      response.writeHead(200, { 'content-type': 'text/html' }).end(form);
      return;
    }
    const fields = new URLSearchParams(await text(request));
    const { params } = await provider.interactionDetails(request, response);
    const [name, asked] = [
      fields.get('username') ?? '',
      (typeof params.acr_values === 'string' ? params.acr_values : '').split(' '),
    ];
    const account = this.options.accounts[name];
    if (account === undefined || fields.get('password') !== name)
      return void response.writeHead(403).end('Wrong name or password');
    const acr = account.acr !== undefined && asked.includes(account.acr) ? account.acr : WEAK;
    await provider.interactionFinished(request, response, { login: { accountId: name, acr } });
  }
}

export function newKey(kid: string): JWK {
  const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  return { ...(privateKey.export({ format: 'jwk' }) as JWK), kid, use: 'sig', alg: 'RS256' };
}
