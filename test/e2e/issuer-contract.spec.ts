import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Me, MySessions } from '#libs/contracts';
import { SYSTEM, UnitOfWork } from '#libs/platform';
import { startApi, type TestApi } from '../support/api.js';
import { freshDatabase } from '../support/database.js';
import { freePort } from '../support/free-port.js';
import { newKey, TestIssuer } from '../support/test-issuer.js';
import { WebWalk } from '../support/web-walk.js';

/** An issuer to hold to what we ask of one. */
interface Candidate {
  readonly environment: Readonly<Record<string, string>>;
  /** Where the issuer knows us to be */
  readonly port: number;
  readonly username: string;
  readonly password: string;
  stop(): Promise<void>;
}

const { TEST_OIDC_ISSUER, TEST_OIDC_CLIENT_ID, TEST_OIDC_CLIENT_SECRET, TEST_OIDC_CLIENT_KEY_FILE } = process.env;
const { TEST_OIDC_USERNAME, TEST_OIDC_PASSWORD, TEST_OIDC_PORT = '3999' } = process.env;

async function inProcess(withKey: boolean): Promise<Candidate> {
  const port = await freePort();
  const folder = await mkdtemp(join(tmpdir(), 'quindici-key-'));
  const key = newKey('ours');
  const file = join(folder, 'client.jwk');
  await writeFile(file, JSON.stringify(key));
  const { kty, n, e, kid, use, alg } = key;
  const issuer = await TestIssuer.start({
    relyingParty: `http://localhost:${port}`,
    accounts: { ada: { name: 'Ada' } },
    ...(withKey ? { clientKey: { kty, n, e, kid, use, alg } } : {}),
  });
  const { OIDC_CLIENT_SECRET: _secret, ...withoutSecret } = issuer.environment;
  const environment: Record<string, string> = withKey
    ? { ...withoutSecret, OIDC_CLIENT_KEY_FILE: file }
    : { ...issuer.environment, OIDC_CLIENT_AUTH: 'client_secret_post' };
  const stop = async (): Promise<void> => {
    await issuer.stop();
    await rm(folder, { recursive: true });
  };
  return { environment, port, username: 'ada', password: 'ada', stop };
}

function named(): Promise<Candidate> {
  const environment = Object.fromEntries(
    Object.entries({
      OIDC_ISSUER: TEST_OIDC_ISSUER,
      OIDC_CLIENT_ID: TEST_OIDC_CLIENT_ID,
      OIDC_CLIENT_SECRET: TEST_OIDC_CLIENT_SECRET,
      OIDC_CLIENT_KEY_FILE: TEST_OIDC_CLIENT_KEY_FILE,
    }).filter((entry): entry is [string, string] => entry[1] !== undefined),
  );
  const person = { username: TEST_OIDC_USERNAME ?? '', password: TEST_OIDC_PASSWORD ?? '' };
  return Promise.resolve({ environment, port: Number(TEST_OIDC_PORT), ...person, stop: () => Promise.resolve() });
}

const missing = Object.entries({ TEST_OIDC_ISSUER, TEST_OIDC_CLIENT_ID, TEST_OIDC_USERNAME, TEST_OIDC_PASSWORD })
  .filter(([, value]) => value === undefined)
  .map(([name]) => name);

const candidates = [
  { name: 'with a secret', open: () => inProcess(false) },
  { name: 'with a key of ours', open: () => inProcess(true) },
  ...(missing.length === 0 ? [{ name: TEST_OIDC_ISSUER!, open: named }] : []),
];

if (missing.length > 0) console.info(`No further issuer is held to the contract: ${missing.join(', ')} not set`);

describe.each(candidates)('An issuer, $name,', ({ open }) => {
  let issuer: Candidate;
  let api: TestApi;

  beforeAll(async () => {
    issuer = await open();
    const { environment, port } = issuer;
    api = await startApi({ databaseUrl: await freshDatabase('issuer'), demo: false, port, environment });
  });
  afterAll(async () => {
    await api.stop();
    await issuer.stop();
  });

  const arrive = async (walk = new WebWalk(), query = ''): Promise<WebWalk> => {
    await walk.go(
      `${api.url}/auth/sign-in?return_to=/prenotazioni${query}`,
      {},
      (url) => url.pathname === '/prenotazioni',
    );
    if (walk.url.origin !== api.url)
      await walk.submit(
        { username: issuer.username, password: issuer.password },
        (url) => url.origin === api.url && url.pathname === '/prenotazioni',
      );
    return walk;
  };
  const me = async (walk: WebWalk): Promise<Me> => (await (await walk.at(api.url).request('/api/v1/me')).json()) as Me;

  it('says of itself what a sign-in needs', async () => {
    const address = `${issuer.environment.OIDC_ISSUER!.replace(/\/$/, '')}/.well-known/openid-configuration`;
    const metadata = (await (await fetch(address)).json()) as Readonly<Record<string, unknown>>;
    expect(metadata).toMatchObject({
      issuer: issuer.environment.OIDC_ISSUER,
      authorization_endpoint: expect.any(String) as string,
      token_endpoint: expect.any(String) as string,
      jwks_uri: expect.any(String) as string,
      response_types_supported: expect.arrayContaining(['code']) as string[],
      code_challenge_methods_supported: expect.arrayContaining(['S256']) as string[],
    });
  });

  it('signs a person in, who is the same person the next time and grants themselves nothing', async () => {
    const walk = await arrive();
    expect(walk.url.href).toBe(`${api.url}/prenotazioni`);
    const first = await me(walk);
    expect(first.memberships).toEqual([]);
    expect((await me(await arrive())).id).toBe(first.id);
    const rows = await api.app.get(UnitOfWork).run(SYSTEM, (tx) => tx.query(`SELECT issuer FROM person`));
    expect(rows).toEqual([{ issuer: issuer.environment.OIDC_ISSUER }]);
  });

  it('knows a person again who comes with the same browser, and their former session ends', async () => {
    const walk = await arrive();
    const former = walk.at(api.url).cookie;
    await arrive(walk);
    expect((await fetch(`${api.url}/api/v1/me`, { headers: { cookie: former } })).status).toBe(401);
    expect((await me(walk)).id).toBeDefined();
  });

  it('leaves no token with us', async () => {
    await arrive();
    const kept = await api.app
      .get(UnitOfWork)
      .run(SYSTEM, (tx) =>
        tx.query(
          `SELECT s::text FROM session s UNION ALL SELECT a::text FROM audit_entry a UNION ALL SELECT p::text FROM person p`,
        ),
      );
    expect(JSON.stringify(kept)).not.toMatch(/eyJ[\w-]{10,}\./);
  });

  it('is left by signing out, and asks anew then', async () => {
    const walk = await arrive();
    const response = await walk.at(api.url).request('/auth/sign-out', { method: 'POST' });
    expect([200, 204]).toContain(response.status);
    expect((await walk.at(api.url).request('/api/v1/me')).status).toBe(401);
  });

  it('lets one see and end where one is signed in', async () => {
    const [here, there] = [await arrive(), await arrive()];
    const list = async (walk: WebWalk): Promise<MySessions['items']> =>
      ((await (await walk.at(api.url).request('/api/v1/me/sessions')).json()) as MySessions).items;
    expect((await list(here)).filter(({ current }) => current)).toHaveLength(1);
    expect((await here.at(api.url).request('/api/v1/me/sessions', { method: 'DELETE' })).status).toBe(204);
    expect(await list(here)).toMatchObject([{ current: true }]);
    expect((await there.at(api.url).request('/api/v1/me')).status).toBe(401);
  });
});
