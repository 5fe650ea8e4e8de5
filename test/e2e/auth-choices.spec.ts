import { Test } from '@nestjs/testing';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { ApiModule, apiAdapter, configureApi, listenApi } from '#apps/api';
import { ENVIRONMENT, readEnvironment } from '#libs/platform';
import { freshDatabase } from '../support/database.js';
import { freePort } from '../support/free-port.js';
import { TestIssuer } from '../support/test-issuer.js';
import { WebWalk } from '../support/web-walk.js';

describe('Choosing how to identify oneself', () => {
  let issuer: TestIssuer;
  let app: NestFastifyApplication;
  let url: string;

  beforeAll(async () => {
    const port = await freePort();
    issuer = await TestIssuer.start({ relyingParty: `http://localhost:${port}`, accounts: {} });
    const environment = readEnvironment({
      NODE_ENV: 'test',
      DATABASE_URL: await freshDatabase('choices'),
      RATE_LIMIT: 'off',
      OIDC_CHOICES: JSON.stringify({
        spid: { kc_idp_hint: 'spid', state: 'mine', redirect_uri: 'https://evil.example' },
      }),
      ...issuer.environment,
    });
    const module = await Test.createTestingModule({ imports: [ApiModule] })
      .overrideProvider(ENVIRONMENT)
      .useValue(environment)
      .compile();
    app = module.createNestApplication<NestFastifyApplication>(apiAdapter(environment), { logger: ['error'] });
    await configureApi(app);
    url = (await listenApi(app, port, '127.0.0.1')).url.origin;
  });
  afterAll(async () => {
    await app.close();
    await issuer.stop();
  });

  /** The request that the provider is sent, which is not made. */
  async function authorization(query: string): Promise<URLSearchParams> {
    const walk = await new WebWalk().go(`${url}/auth/sign-in${query}`, {}, ({ origin }) => origin === issuer.url);
    return walk.url.searchParams;
  }

  it('tells the page which choices there are', async () => {
    const response = await fetch(`${url}/api/v1/config`);
    expect(await response.json()).toMatchObject({ signIn: ['spid'] });
  });

  it('takes the person to the provider they chose', async () => {
    expect((await authorization('?with=spid')).get('kc_idp_hint')).toBe('spid');
    expect((await authorization('')).has('kc_idp_hint')).toBe(false);
  });

  it('lets a choice change nothing of the protocol', async () => {
    const request = await authorization('?with=spid');
    expect(request.getAll('state')).not.toContain('mine');
    expect(request.getAll('redirect_uri')).toEqual([`${url}/auth/callback`]);
  });

  it('passes over a choice that is not configured, and refuses one that there is not', async () => {
    expect((await authorization('?with=cie')).get('client_id')).not.toBeNull();
    expect((await fetch(`${url}/auth/sign-in?with=evil`, { redirect: 'manual' })).status).toBe(400);
  });
});
