import { once } from 'node:events';
import { get, type IncomingMessage } from 'node:http';
import { meSchema, type Me } from '#libs/contracts';
import { UnitOfWork } from '#libs/platform';
import { signInWith, startApi, type TestApi } from '../support/api.js';
import { BrowserWalk } from '../support/browser-walk.js';
import { freshDatabase } from '../support/database.js';
import { organisationWithHubs } from '../support/hub-rows.js';
import { type PersonaId } from '../support/sign-in.js';

const me = async (browser: BrowserWalk): Promise<Me> =>
  meSchema.parse(await (await browser.request('/api/v1/me')).json());

describe('Signing in as a persona of the demo', () => {
  let api: TestApi;
  let databaseUrl: string;

  const arrive = async (persona: PersonaId, returnTo?: string): Promise<BrowserWalk> => {
    const browser = new BrowserWalk(api.url);
    await signInWith(browser, persona, returnTo);
    return browser;
  };

  beforeAll(async () => {
    databaseUrl = await freshDatabase('auth');
    api = await startApi({ databaseUrl });
  });
  afterAll(() => api.stop());

  it('lets the staff of the demo work for two organisations: the one with most hubs, and the one that follows', async () => {
    const unitOfWork = api.app.get(UnitOfWork);
    await organisationWithHubs(unitOfWork, 'Small', 1);
    const large = await organisationWithHubs(unitOfWork, 'Large', 3);
    const middling = await organisationWithHubs(unitOfWork, 'Middling', 2);
    const membershipsOf = async (persona: PersonaId): Promise<Me['memberships']> =>
      (await me(await arrive(persona))).memberships;
    const inLarge = { organisationId: large, hubId: null };
    expect(await membershipsOf('manager')).toEqual([{ role: 'hub_manager', ...inLarge }]);
    expect(await membershipsOf('organisation')).toEqual([{ role: 'org_admin', ...inLarge }]);
    expect(await membershipsOf('auditor')).toEqual([{ role: 'auditor', ...inLarge }]);
    expect(await membershipsOf('operator')).toEqual([
      { role: 'service_operator', organisationId: middling, hubId: null },
    ]);
  });

  it.each([
    ['worker', 'Lavoratrice agile', []],
    ['planner', 'Pianificatrice', [{ role: 'planner', organisationId: null, hubId: null }]],
    ['administrator', 'Amministratore della rete', [{ role: 'network_admin', organisationId: null, hubId: null }]],
  ] as const)('knows the %s, and what they may do', async (persona, displayName, memberships) => {
    expect(await me(await arrive(persona))).toMatchObject({ displayName, memberships });
  });

  it('brings the person back to the page they came from', async () => {
    const url = await signInWith(new BrowserWalk(api.url), 'worker', '/?lat=44.49&lon=11.34');
    expect(url.href).toBe(`${api.url}/?lat=44.49&lon=11.34`);
  });

  it('knows a person again, also when the service has moved to another port', async () => {
    const first = await me(await arrive('worker'));
    const elsewhere = await startApi({ databaseUrl });
    const browser = new BrowserWalk(elsewhere.url);
    await signInWith(browser, 'worker');
    expect((await me(browser)).id).toBe(first.id);
    await elsewhere.stop();
  });

  it('asks anew who one wants to be, and ends the former session of that browser', async () => {
    const browser = await arrive('worker');
    const former = browser.cookie;
    await signInWith(browser, 'planner');
    expect((await me(browser)).displayName).toBe('Pianificatrice');
    const response = await fetch(`${api.url}/api/v1/me`, { headers: { cookie: former } });
    expect(response.status).toBe(401);
  });

  it('leaves one cookie, which scripts and other sites can not use, and no token', async () => {
    const browser = await arrive('worker');
    expect(browser.setCookieOf('sid')).toMatch(/^sid=[\w-]{43}; Path=\/; HttpOnly; SameSite=Lax$/);
    expect(browser.value('sign-in')).toBeUndefined();
  });

  it('begins under the name that it returns to when this machine is called by another of its names', async () => {
    const response = await fetch(`${api.local}/auth/sign-in?return_to=/prenotazioni`, { redirect: 'manual' });
    expect(response.headers.get('location')).toBe(`${api.url}/auth/sign-in?return_to=/prenotazioni`);
    expect(response.headers.getSetCookie()).toEqual([]);
  });

  it('shows its personas in the language of the browser, without a script', async () => {
    const { response } = await new BrowserWalk(api.url).follow('/auth/sign-in', {
      headers: { 'accept-language': 'it' },
    });
    const page = await response.text();
    expect(page).toContain('<html lang="it">');
    expect(page).toContain('Dimostrazione');
    expect(page.match(/<form /g)).toHaveLength(7);
    expect(page).not.toContain('<script');
    expect(response.headers.get('content-security-policy')).toContain("frame-ancestors 'none'");
  });

  it('does not serve its personas under a foreign name that was made to point here', async () => {
    const path = '/demo-idp/.well-known/openid-configuration';
    const statusFor = async (host: string): Promise<number | undefined> => {
      const [response] = (await once(get(api.local + path, { headers: { host } }), 'response')) as [IncomingMessage];
      response.resume();
      return response.statusCode;
    };
    expect(await statusFor('rebound.example')).toBe(421);
    expect(await statusFor(new URL(api.url).host)).toBe(200);
  });
});

describe('Signing in under a public address', () => {
  it('binds the cookie to the host and to TLS', async () => {
    const api = await startApi({
      databaseUrl: await freshDatabase('authpublic'),
      environment: { PUBLIC_URL: 'https://demo.example.org', AUTH_DEMO_ALLOW_HOST: 'demo.example.org' },
    });
    const browser = new BrowserWalk('https://demo.example.org', api.local);
    await signInWith(browser, 'worker');
    expect(browser.setCookieOf('__Host-sid')).toMatch(
      /^__Host-sid=[\w-]{43}; Path=\/; HttpOnly; Secure; SameSite=Lax$/,
    );
    const response = await browser.request('/api/v1/me');
    expect(response.status).toBe(200);
    expect(response.headers.get('strict-transport-security')).toContain('max-age=31536000');
    await api.stop();
  });
});
