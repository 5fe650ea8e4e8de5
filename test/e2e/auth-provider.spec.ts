import { fileURLToPath } from 'node:url';
import { Test } from '@nestjs/testing';
import { DataSource } from 'typeorm';
import { ApiModule } from '#apps/api';
import { ENVIRONMENT, readEnvironment } from '#libs/platform';
import { DemoRefused } from '#libs/identity';
import { startApi } from '../support/api.js';
import { Child } from '../support/child.js';
import { freshDatabase } from '../support/database.js';
import { freePort } from '../support/free-port.js';

describe('The identity provider', () => {
  let databaseUrl: string;

  beforeAll(async () => {
    databaseUrl = await freshDatabase('provider');
  });

  const json = { headers: { accept: 'application/json' }, redirect: 'manual' } as const;

  it.each([
    ['in production', { NODE_ENV: 'production' }],
    ['on a public host', { PUBLIC_URL: 'https://quindici.example.org' }],
    ['when the whole network can reach it', { HOST: '0.0.0.0' }],
  ])('of the demo keeps the service from starting %s', async (_, environment) => {
    const booting = Test.createTestingModule({ imports: [ApiModule] })
      .overrideProvider(ENVIRONMENT)
      .useValue(readEnvironment({ DATABASE_URL: databaseUrl, AUTH_DEMO: '1', ...environment }))
      .overrideProvider(DataSource)
      .useValue({ isInitialized: false })
      .compile();
    await expect(booting).rejects.toThrow(DemoRefused);
  });

  it.each([
    ['in production', { NODE_ENV: 'production' }, 'refused with NODE_ENV=production'],
    ['on a public host', { PUBLIC_URL: 'https://quindici.example.org' }, 'refused on quindici.example.org'],
  ])('of the demo ends the very process %s, and says why', async (_, environment, reason) => {
    const script = fileURLToPath(new URL('../../dist/apps/api/src/main.js', import.meta.url));
    const settings = { DATABASE_URL: databaseUrl, AUTH_DEMO: '1', PORT: '0', ...environment };
    const child = Child.start(script, [], settings);
    expect(await child.ended()).toBe(1);
    expect(child.output).toContain(reason);
    expect(child.output).not.toContain('Listening');
  });

  it('of the demo is not there unless it is asked for, and says what is missing', async () => {
    const api = await startApi({ databaseUrl, demo: false });
    expect((await fetch(`${api.url}/demo-idp/.well-known/openid-configuration`, json)).status).toBe(404);
    const response = await fetch(`${api.url}/auth/sign-in`, json);
    expect([response.status, await response.json()]).toMatchObject([503, { code: 'sign-in-not-configured' }]);
    expect(await (await fetch(`${api.url}/api/v1/config`)).json()).toMatchObject({ demo: false });
    await api.stop();
  });

  it('may start after the service', async () => {
    const port = await freePort();
    const issuer = `http://localhost:${port}/demo-idp`;
    const settings = { OIDC_ISSUER: issuer, OIDC_CLIENT_ID: 'somebody', OIDC_CLIENT_SECRET: 'secret' };
    const api = await startApi({ databaseUrl, demo: false, environment: settings });
    const early = await fetch(`${api.url}/auth/sign-in`, json);
    expect([early.status, await early.json()]).toMatchObject([503, { code: 'identity-provider-unavailable' }]);
    expect(early.headers.get('retry-after')).toMatch(/^\d+$/);

    const provider = await startApi({ databaseUrl, port });
    const late = await fetch(`${api.url}/auth/sign-in`, json);
    const location = new URL(late.headers.get('location')!);
    expect(location.href).toMatch(new RegExp(`^${issuer}/auth\\?`));
    expect(Object.fromEntries(location.searchParams)).toMatchObject({
      client_id: 'somebody',
      code_challenge_method: 'S256',
      redirect_uri: `${api.url}/auth/callback`,
      response_type: 'code',
    });
    await Promise.all([api.stop(), provider.stop()]);
  });
});
