import { meSchema } from '#libs/contracts';
import { startApi, type TestApi } from '../support/api.js';
import { BrowserWalk } from '../support/browser-walk.js';
import { freshDatabase } from '../support/database.js';
import { choosePersona, signIn, signInWith } from '../support/sign-in.js';

describe('Signing in', () => {
  let api: TestApi;

  beforeAll(async () => {
    api = await startApi({ databaseUrl: await freshDatabase('auth') });
  });
  afterAll(() => api.stop());

  it('knows a persona after one click', async () => {
    const cookie = await signIn(api.url, 'planner');
    const response = await fetch(`${api.url}/api/v1/me`, { headers: { cookie } });
    expect(response.status).toBe(200);
    const me = meSchema.parse(await response.json());
    expect(me.displayName).toBe('Pianificatrice');
    expect(me.memberships).toEqual([{ role: 'planner', organisationId: null, hubId: null }]);
  });

  it('brings the person back to the page they came from', async () => {
    const browser = new BrowserWalk(api.url);
    const url = await signInWith(browser, 'worker', '/?lat=44.49&lon=11.34');
    expect(url.href).toBe(`${api.url}/?lat=44.49&lon=11.34`);
    void choosePersona;
  });
});
