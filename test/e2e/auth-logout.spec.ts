import type { MySessions } from '#libs/contracts';
import { SYSTEM, UnitOfWork } from '#libs/platform';
import { startApi, type TestApi } from '../support/api.js';
import { freshDatabase } from '../support/database.js';
import { freePort } from '../support/free-port.js';
import { CLIENT_ID, newKey, TestIssuer } from '../support/test-issuer.js';
import { WebWalk } from '../support/web-walk.js';

interface Told {
  readonly reason: string;
  readonly subject_id: string | null;
}

describe('Signing out at the identity provider', () => {
  let issuer: TestIssuer;
  let api: TestApi;

  beforeAll(async () => {
    const port = await freePort();
    const accounts = { ada: { name: 'Ada' }, grace: { name: 'Grace' } };
    issuer = await TestIssuer.start({ relyingParty: `http://localhost:${port}`, accounts });
    const databaseUrl = await freshDatabase('logout');
    api = await startApi({ databaseUrl, demo: false, port, environment: issuer.environment });
  });
  afterAll(async () => {
    await api.stop();
    await issuer.stop();
  });

  const arrive = async (name: string): Promise<WebWalk> => {
    const walk = await new WebWalk().go(`${api.url}/auth/sign-in`);
    await walk.submit({ username: name, password: name }, (url) => url.pathname === '/' && url.origin === api.url);
    expect([walk.url.href, await statusOf(walk)]).toEqual([`${api.url}/`, 200]);
    return walk;
  };
  const statusOf = async (walk: WebWalk): Promise<number> => (await walk.at(api.url).request('/api/v1/me')).status;
  const told = (action: string): Promise<Told[]> =>
    api.app
      .get(UnitOfWork)
      .run(SYSTEM, (tx) =>
        tx.query<Told>(
          `SELECT detail->>'reason' AS reason, subject_id FROM audit_entry WHERE action = $1 ORDER BY id DESC`,
          [action],
        ),
      );
  const post = (token: string, type = 'application/x-www-form-urlencoded'): Promise<Response> =>
    fetch(`${api.url}/auth/back-channel-logout`, {
      method: 'POST',
      headers: { 'content-type': type },
      body: new URLSearchParams({ logout_token: token }).toString(),
    });
  const sidOf = async (walk: WebWalk): Promise<string> => {
    const { items } = (await (await walk.at(api.url).request('/api/v1/me/sessions')).json()) as MySessions;
    const id = items.find(({ current }) => current)!.id;
    const [row] = await api.app
      .get(UnitOfWork)
      .run(SYSTEM, (tx) =>
        tx.query<{ provider_session: string }>(`SELECT provider_session FROM session WHERE id = $1`, [id]),
      );
    return row!.provider_session;
  };

  it('tells the browser where to go on, and the provider ends the other sessions that hang on it', async () => {
    const walk = await arrive('ada');
    const copy = walk.at(api.url).cookie;
    const response = await walk.at(api.url).request('/auth/sign-out', { method: 'POST' });
    const { location } = (await response.json()) as { location: string };
    expect(response.status).toBe(200);
    expect(Object.fromEntries(new URL(location).searchParams)).toEqual({
      client_id: CLIENT_ID,
      post_logout_redirect_uri: `${api.url}/`,
    });
    expect((await fetch(`${api.url}/api/v1/me`, { headers: { cookie: copy } })).status).toBe(401);
    expect((await told('session.ended'))[0]).toMatchObject({ reason: 'signed-out' });
    await walk.go(location);
    await walk.submit({}, (url) => url.origin === api.url);
    expect(walk.url.href).toBe(`${api.url}/`);
    expect((await walk.go(`${api.url}/auth/sign-in`)).page).toContain('password');
  });

  it('is told to us by the provider itself when the person signs out there', async () => {
    const walk = await arrive('ada');
    await walk.go(`${issuer.url}/session/end`);
    await walk.submit({});
    for (let tries = 0; tries < 100 && (await statusOf(walk)) === 200; tries++)
      await new Promise((resolve) => setTimeout(resolve, 20));
    expect(await statusOf(walk)).toBe(401);
    expect((await told('session.ended'))[0]).toMatchObject({ reason: 'ended-by-provider' });
  });

  it('ends the one session that is named, at once, and leaves the others', async () => {
    const [first, second, other] = [await arrive('ada'), await arrive('ada'), await arrive('grace')];
    const response = await post(await issuer.logoutToken({ sub: 'ada', sid: await sidOf(first) }));
    expect([response.status, response.headers.get('cache-control')]).toEqual([200, 'no-store']);
    expect([await settled(first), await statusOf(second), await statusOf(other)]).toEqual([401, 200, 200]);
  });

  it('ends all sessions of a person when none is named', async () => {
    const [first, second, other] = [await arrive('ada'), await arrive('ada'), await arrive('grace')];
    expect((await post(await issuer.logoutToken({ sub: 'ada' }))).status).toBe(200);
    expect([await settled(first), await settled(second), await statusOf(other)]).toEqual([401, 401, 200]);
  });

  it('ends nothing when session and person do not belong together', async () => {
    const [ada, grace] = [await arrive('ada'), await arrive('grace')];
    expect((await post(await issuer.logoutToken({ sub: 'grace', sid: await sidOf(ada) }))).status).toBe(200);
    expect([await statusOf(ada), await statusOf(grace)]).toEqual([200, 200]);
  });

  const seconds = (ago: number): number => Math.floor(Date.now() / 1000) - ago;
  it.each([
    ['signed by another key', { sub: 'ada' }, { key: newKey('signing') }, 'signature'],
    ['of another issuer', { sub: 'ada', iss: 'https://evil.example' }, {}, 'issuer'],
    ['for another client', { sub: 'ada', aud: 'somebody-else' }, {}, 'audience'],
    ['that has expired', { sub: 'ada', exp: seconds(60) }, {}, 'time'],
    ['that was issued long ago', { sub: 'ada', iat: seconds(600) }, {}, 'time'],
    ['that will be issued', { sub: 'ada', iat: seconds(-600) }, {}, 'time'],
    ['with a nonce, as an ID token has', { sub: 'ada', nonce: 'n' }, {}, 'claims'],
    ['that tells of no event', { sub: 'ada', events: undefined }, {}, 'claims'],
    ['that tells of another event', { sub: 'ada', events: { 'https://evil.example': {} } }, {}, 'claims'],
    ['without an id', { sub: 'ada', jti: undefined }, {}, 'claims'],
    ['of nobody', {}, {}, 'claims'],
    ['of another type', { sub: 'ada' }, { typ: 'at+jwt' }, 'claims'],
  ] as const)('refuses a token %s', async (_, claims, header, reason) => {
    const walk = await arrive('ada');
    const response = await post(await issuer.logoutToken(claims, header));
    expect([response.status, await response.json()]).toMatchObject([400, { code: 'logout-token-refused' }]);
    expect(await statusOf(walk)).toBe(200);
    expect((await told('logout-token.refused'))[0]).toEqual({ reason, subject_id: null });
  });

  it.each(['', 'x', 'a.b.c', 'e'.repeat(20_000), `${Buffer.from('{"alg":"none"}').toString('base64url')}.e30.`])(
    'refuses what is no token',
    async (token) => expect((await post(token)).status).toBe(400),
  );

  it('takes a token once, also when it comes many times at the same instant', async () => {
    const token = await issuer.logoutToken({ sub: 'grace' });
    const answers = await Promise.all(Array.from({ length: 6 }, () => post(token)));
    expect(answers.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([200, ...Array<number>(5).fill(400)]);
    expect((await told('logout-token.refused')).slice(0, 5)).toEqual(
      Array.from({ length: 5 }, () => ({ reason: 'replayed', subject_id: null })),
    );
    const walk = await arrive('grace');
    expect((await post(token)).status).toBe(400);
    expect(await statusOf(walk)).toBe(200);
  });

  it('takes the form that the standard asks for, and a form nowhere else', async () => {
    expect((await post('x', 'text/plain')).status).toBe(415);
    const form = { method: 'POST', headers: { 'content-type': 'application/x-www-form-urlencoded' }, body: 'a=1' };
    expect((await fetch(`${api.url}/api/v1/bookings`, form)).status).toBe(415);
  });

  /** The news reaches the session's cache by the outbox, moments later. */
  async function settled(walk: WebWalk): Promise<number> {
    for (let tries = 0; tries < 50 && (await statusOf(walk)) === 200; tries++)
      await new Promise((resolve) => setTimeout(resolve, 20));
    return statusOf(walk);
  }
});
