import { randomBytes } from 'node:crypto';
import { generateKeyPair } from 'node:crypto';
import { promisify } from 'node:util';
import type { Configuration, JWK, KoaContextWithOIDC, Provider } from 'oidc-provider';
import { type Persona, personaOf } from './personas.js';
import { withoutNotices } from './without-notices.js';

const MINUTES = 60;

export interface DemoProviderOptions {
  readonly issuer: string;
  readonly mount: string;
  readonly clientId: string;
  readonly clientSecret: string;
  readonly redirectUri: string;
}

/** An OpenID provider that knows the personas and one client, and keeps everything in memory. Loaded in the demo alone. */
export async function demoProvider(options: DemoProviderOptions): Promise<Provider> {
  const configuration = configurationOf(options, await signingKey());
  return withoutNotices(async () => {
    const { Provider } = await import('oidc-provider');
    return new Provider(options.issuer, configuration);
  });
}

function configurationOf({ mount, clientId, clientSecret, redirectUri }: DemoProviderOptions, key: JWK): Configuration {
  return {
    clients: [
      {
        client_id: clientId,
        client_secret: clientSecret,
        redirect_uris: [redirectUri],
        response_types: ['code'],
        grant_types: ['authorization_code'],
        token_endpoint_auth_method: 'client_secret_basic',
      },
    ],
    jwks: { keys: [key] },
    cookies: { keys: [randomBytes(32).toString('base64url')], long: { signed: true }, short: { signed: true } },
    pkce: { required: () => true },
    features: {
      devInteractions: { enabled: false },
      rpInitiatedLogout: { enabled: false },
    },
    claims: { openid: ['sub'], profile: ['name', 'quindici_role'] },
    interactions: { url: (_context, interaction) => `${mount}/interaction/${interaction.uid}` },
    ttl: {
      AccessToken: 2 * MINUTES,
      AuthorizationCode: MINUTES,
      Grant: 10 * MINUTES,
      IdToken: 2 * MINUTES,
      Interaction: 10 * MINUTES,
      Session: 10 * MINUTES,
    },
    findAccount: (_context, id) => accountOf(personaOf(id)),
    loadExistingGrant: consent,
    renderError: (context, out) => {
      context.type = 'text/plain';
      context.body = `${out.error}: ${out.error_description ?? ''}`;
    },
  };
}

function accountOf(persona: Persona | undefined): ReturnType<NonNullable<Configuration['findAccount']>> {
  if (persona === undefined) return undefined;
  const { id, name, role } = persona;
  return { accountId: id, claims: () => ({ sub: id, name, ...(role === undefined ? {} : { quindici_role: role }) }) };
}

/** Our own client asks nobody for consent. */
async function consent({ oidc }: KoaContextWithOIDC): Promise<InstanceType<Provider['Grant']>> {
  const grant = new oidc.provider.Grant({ clientId: oidc.client!.clientId, accountId: oidc.session!.accountId! });
  grant.addOIDCScope('openid profile');
  await grant.save();
  return grant;
}

async function signingKey(): Promise<JWK> {
  const { privateKey } = await promisify(generateKeyPair)('rsa', { modulusLength: 2048 });
  return { ...(privateKey.export({ format: 'jwk' }) as JWK), use: 'sig', alg: 'RS256' };
}
