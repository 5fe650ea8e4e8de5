import { NETWORK } from '#libs/identity';
import { FixedClock } from '#libs/kernel';
import { SYSTEM, UnitOfWork } from '#libs/platform';
import { choosePersona } from '../support/sign-in.js';
import { signInWith, startApi, type TestApi } from '../support/api.js';
import { BrowserWalk } from '../support/browser-walk.js';
import { freshDatabase } from '../support/database.js';

interface Told {
  readonly id: string;
  readonly detail: object;
}

const atCallback = (url: URL): boolean => url.pathname === '/auth/callback';

/** Goes on from the form of a persona up to, and not into, our callback. */
async function callbackOf(walk: BrowserWalk): Promise<URL> {
  const form = await choosePersona(walk, 'administrator');
  return (await walk.follow(form, { method: 'POST' }, atCallback)).url;
}

describe('A sign-in that is tampered with', () => {
  const clock = FixedClock.at('2026-11-23T08:00:00Z');
  let api: TestApi;
  let browser: BrowserWalk;

  beforeAll(async () => {
    api = await startApi({ databaseUrl: await freshDatabase('attacks'), clock });
  });
  beforeEach(async () => {
    browser = new BrowserWalk(api.url);
    await refusalsTold();
  });
  afterAll(() => api.stop());

  /** What the audit was told of refused sign-ins since it was last asked. */
  const refusalsTold = async (): Promise<object[]> => {
    const entries = await api.app.get(UnitOfWork).run(SYSTEM, (tx) =>
      tx.query<Told>(
        `SELECT id, actor_kind, actor_id, subject_id, object, detail FROM audit_entry
         WHERE action = 'sign-in.refused' AND id > $1 ORDER BY id`,
        [told],
      ),
    );
    told = entries.at(-1)?.id ?? told;
    return entries.map(({ id: _id, ...entry }) => entry);
  };
  let told = NETWORK;

  const expectRefusal = async (response: Response, status: number, code: string, reason: string): Promise<void> => {
    expect([response.status, await response.json()]).toEqual([status, expect.objectContaining({ status, code })]);
    expect(browser.value('sid')).toBeUndefined();
    expect(await refusalsTold()).toEqual([
      { actor_kind: 'nobody', actor_id: null, subject_id: null, object: null, detail: { reason } },
    ]);
  };

  const asJson = { headers: { accept: 'application/json' } };

  it.each([
    'https://evil.example/',
    '//evil.example/',
    '/\\evil.example',
    '/%0d%0aset-cookie:x=1\n',
    '/auth/sign-in',
    'javascript:alert(1)',
  ])('refuses to lead on to %j', async (returnTo) => {
    const response = await browser.request(`/auth/sign-in?return_to=${encodeURIComponent(returnTo)}`, asJson);
    expect(response.headers.get('location')).toBeNull();
    await expectRefusal(response, 400, 'return-path-refused', 'return-path');
  });

  it('refuses an answer with another state', async () => {
    const callback = await callbackOf(browser);
    callback.searchParams.set('state', 'x'.repeat(43));
    await expectRefusal(
      await browser.request(callback.href, asJson),
      400,
      'sign-in-expired',
      'state-of-another-browser',
    );
  });

  it('refuses an answer that another browser began, so that nobody is signed in as somebody else', async () => {
    const attacker = new BrowserWalk(api.url);
    const callback = await callbackOf(attacker);
    await expectRefusal(await browser.request(callback.href, asJson), 400, 'sign-in-expired', 'no-state');
  });

  it('takes an answer once', async () => {
    const callback = await callbackOf(browser);
    const kept = browser.value('sign-in')!;
    expect((await new BrowserWalk(api.url).with('sign-in', kept).request(callback.href)).status).toBe(303);
    await expectRefusal(
      await browser.request(callback.href, asJson),
      400,
      'sign-in-expired',
      'attempt-unknown-or-used',
    );
  });

  it('takes an answer once, also when it comes many times at the same instant', async () => {
    const callback = await callbackOf(browser);
    const cookie = `sign-in=${browser.value('sign-in')}`;
    const answers = await Promise.all(
      Array.from({ length: 8 }, () => fetch(callback, { headers: { cookie, ...asJson.headers }, redirect: 'manual' })),
    );
    expect(answers.map((answer) => answer.status).toSorted((a, b) => a - b)).toEqual([
      303,
      ...Array<number>(7).fill(400),
    ]);
    expect(await refusalsTold()).toHaveLength(7);
  });

  it('refuses the code of another sign-in', async () => {
    const stolen = (await callbackOf(new BrowserWalk(api.url))).searchParams.get('code')!;
    const callback = await callbackOf(browser);
    callback.searchParams.set('code', stolen);
    await expectRefusal(await browser.request(callback.href, asJson), 403, 'sign-in-refused', 'code');
  });

  it('refuses an answer without a code, and one that says no', async () => {
    const callback = await callbackOf(browser);
    callback.searchParams.delete('code');
    callback.searchParams.set('error', 'access_denied');
    await expectRefusal(await browser.request(callback.href, asJson), 403, 'sign-in-refused', 'provider-declined');
  });

  it.each([
    ['without the nonce', 'nonce', undefined, 'answer'],
    ['with another nonce', 'nonce', 'n'.repeat(43), 'nonce'],
    ['with the challenge of another verifier', 'code_challenge', 'c'.repeat(43), 'code'],
  ])('refuses the answer to a request %s', async (_, parameter, value, reason) => {
    const location = new URL((await browser.request('/auth/sign-in')).headers.get('location')!);
    if (value === undefined) location.searchParams.delete(parameter);
    else location.searchParams.set(parameter, value);
    const page = await (await browser.follow(location.href)).response.text();
    const form = /action="([^"]+\/administrator)"/.exec(page)![1]!;
    const { url } = await browser.follow(form, { method: 'POST' }, atCallback);
    await expectRefusal(await browser.request(url.href, asJson), 403, 'sign-in-refused', reason);
  });

  it('gets no code from the provider without PKCE', async () => {
    const location = new URL((await browser.request('/auth/sign-in')).headers.get('location')!);
    location.searchParams.delete('code_challenge');
    location.searchParams.delete('code_challenge_method');
    const { url } = await browser.follow(location.href, {}, atCallback);
    expect(url.searchParams.get('error')).toBe('invalid_request');
    await expectRefusal(await browser.request(url.href, asJson), 403, 'sign-in-refused', 'provider-declined');
  });

  it('refuses an answer that took more than ten minutes', async () => {
    const callback = await callbackOf(browser);
    clock.advance({ minutes: 10 });
    await expectRefusal(await browser.request(callback.href, asJson), 400, 'sign-in-expired', 'attempt-expired');
  });

  it('keeps nothing that was shown', async () => {
    const callback = await callbackOf(browser);
    const [code, state] = [callback.searchParams.get('code')!, browser.value('sign-in')!];
    callback.searchParams.set('state', 's'.repeat(43));
    await browser.request(callback.href, asJson);
    const entries = await api.app.get(UnitOfWork).run(SYSTEM, (tx) => tx.query(`SELECT a::text FROM audit_entry a`));
    for (const shown of [code, state, 's'.repeat(43)]) expect(JSON.stringify(entries)).not.toContain(shown);
  });

  it('explains itself to a person on a page, in their language', async () => {
    const headers = { accept: 'text/html', 'accept-language': 'it' };
    const response = await browser.request('/auth/callback?code=x&state=%3Cscript%3E', { headers });
    expect(response.status).toBe(400);
    expect(await response.text()).toContain('<h1>Accesso scaduto</h1>');
  });

  it.each([
    ['a page of another site', { 'sec-fetch-site': 'cross-site' }],
    ['a page of a sister domain', { 'sec-fetch-site': 'same-site' }],
    ['another origin', { origin: 'https://evil.example' }],
    ['an origin that hides', { origin: 'null' }],
    ['another port of this machine', { origin: 'http://localhost:1' }],
  ])('refuses a change that %s asks for', async (_, headers) => {
    await signInWith(browser, 'worker');
    const response = await browser.request('/auth/sign-out', { method: 'POST', headers });
    expect(response.status).toBe(403);
    expect(await response.json()).toMatchObject({ code: 'cross-site-request' });
    expect((await browser.request('/api/v1/me')).status).toBe(200);
  });

  it('accepts a change that our own page asks for', async () => {
    await signInWith(browser, 'worker');
    const headers = { origin: api.url, 'sec-fetch-site': 'same-origin' };
    expect((await browser.request('/auth/sign-out', { method: 'POST', headers })).status).toBe(204);
  });
});
