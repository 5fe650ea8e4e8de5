import { problemSchema } from '#libs/contracts';
import { signIn, startApi, type TestApi } from '../support/api.js';
import { freshDatabase } from '../support/database.js';

const left = ({ headers }: Response): number => Number(headers.get('ratelimit-remaining'));

describe('The limits of how often', () => {
  const running: TestApi[] = [];
  let databaseUrl: string;

  /** A hundredth of the limits of the table: 30 reads an address, 6 a person, 6 writes, 9 searches. */
  const start = async (environment: Record<string, string> = {}): Promise<TestApi> => {
    const api = await startApi({ databaseUrl, environment: { RATE_LIMIT: '0.01', ...environment } });
    running.push(api);
    return api;
  };
  const config = (api: TestApi, headers: Record<string, string> = {}): Promise<Response> =>
    fetch(`${api.url}/api/v1/config`, { headers });
  const times = async (count: number, request: () => Promise<Response>): Promise<Response[]> => {
    const responses: Response[] = [];
    for (let i = 0; i < count; i++) responses.push(await request());
    return responses;
  };
  const statuses = (responses: readonly Response[]): number[] => responses.map(({ status }) => status);

  beforeAll(async () => {
    databaseUrl = await freshDatabase('limits');
  });
  afterEach(async () => {
    await Promise.all(running.splice(0).map((api) => api.stop()));
  });

  it('tell every answer what is left, good or bad', async () => {
    const api = await start();
    const [good, bad] = [await config(api), await fetch(`${api.url}/api/v1/me`)];
    expect([good.status, bad.status]).toEqual([200, 401]);
    for (const { headers } of [good, bad]) {
      expect(headers.get('ratelimit-limit')).toBe('30');
      expect(Number(headers.get('ratelimit-reset'))).toBeGreaterThan(0);
    }
    expect([left(good), left(bad)]).toEqual([29, 28]);
  });

  it.each(['search', 'isochrones', 'metros/somewhere/coverage'])('count %s as a search, whoever asks', async (path) => {
    const { headers } = await fetch(`${(await start()).url}/api/v1/${path}`);
    expect(headers.get('ratelimit-limit')).toBe('9');
  });

  it('refuse the request too many as a problem that says when to come back, in the language of the reader', async () => {
    const api = await start();
    expect(new Set(statuses(await times(30, () => config(api))))).toEqual(new Set([200]));
    const refused = await config(api, { 'accept-language': 'it' });
    expect(refused.headers.get('content-type')).toBe('application/problem+json; charset=utf-8');
    const wait = Number(refused.headers.get('retry-after'));
    expect([wait > 0 && wait <= 60, refused.headers.get('ratelimit-reset')]).toEqual([true, String(wait)]);
    expect(left(refused)).toBe(0);
    expect(problemSchema.parse(await refused.json())).toMatchObject({
      status: 429,
      code: 'too-many-requests',
      type: '/problems/too-many-requests',
      title: 'Troppe richieste',
    });
  });

  it('count each kind of work by itself, so that too many searches take nobody their pages', async () => {
    const api = await start();
    const search = (): Promise<Response> => fetch(`${api.url}/api/v1/search?x=1`);
    expect(statuses(await times(10, search))).toEqual([...Array<number>(9).fill(400), 429]);
    expect((await config(api)).status).toBe(200);
    expect((await fetch(`${api.url}/tiles/nowhere/1/0/0/0.mvt`)).status).toBe(404);
  });

  it('are not got around by other spellings of an address', async () => {
    const api = await start();
    await times(9, () => fetch(`${api.url}/api/v1/search`));
    expect((await fetch(`${api.url}/api/v1/%73earch`)).status).toBe(429);
  });

  it('hold a person to less than the address that many share', async () => {
    const api = await start({ RATE_LIMIT: '0.02' });
    const door = await start({ RATE_LIMIT: 'off' });
    const [one, other] = [await signIn(door.url, 'worker'), await signIn(door.url, 'planner')];
    const me = (cookie: string) => (): Promise<Response> => fetch(`${api.url}/api/v1/me`, { headers: { cookie } });
    const first = await me(one)();
    expect([first.headers.get('ratelimit-limit'), left(first)]).toEqual(['12', 11]);
    expect(statuses(await times(12, me(one)))).toEqual([...Array<number>(11).fill(200), 429]);
    expect((await me(other)()).status).toBe(200);
  });

  it('are not got around by cookies and tokens that are made up', async () => {
    const api = await start();
    let n = 0;
    const invented = (): Promise<Response> =>
      fetch(`${api.url}/api/v1/me`, { headers: { cookie: `sid=${n++}`, authorization: `Bearer ${n}` } });
    expect(statuses(await times(31, invented)).filter((status) => status === 429)).toHaveLength(1);
  });

  it('are not got around by an address that is made up, unless a proxy is trusted to tell it', async () => {
    const api = await start();
    let n = 0;
    const forwarded = (to: TestApi) => (): Promise<Response> =>
      config(to, { 'x-forwarded-for': `203.0.113.${n++}`, forwarded: `for=203.0.113.${n}` });
    expect(statuses(await times(31, forwarded(api))).at(-1)).toBe(429);
    for (const TRUST_PROXY of ['1', '127.0.0.0/8, ::1']) {
      const behind = await start({ TRUST_PROXY });
      expect(new Set(statuses(await times(31, forwarded(behind))))).toEqual(new Set([200]));
    }
  });

  it('believe the nearest proxy and not what the client told it', async () => {
    const behind = await start({ TRUST_PROXY: '1' });
    let n = 0;
    const forged = (): Promise<Response> => config(behind, { 'x-forwarded-for': `203.0.113.${n++}, 198.51.100.7` });
    expect(statuses(await times(31, forged)).at(-1)).toBe(429);
  });

  it('take the addresses of one IPv6 customer for one', async () => {
    const behind = await start({ TRUST_PROXY: '1' });
    let n = 0;
    const roaming = (): Promise<Response> => config(behind, { 'x-forwarded-for': `2001:db8:1:2:${n++}::1` });
    expect(statuses(await times(31, roaming)).at(-1)).toBe(429);
    expect((await config(behind, { 'x-forwarded-for': '2001:db8:1:3::1' })).status).toBe(200);
  });

  it('do not hold where they are turned off', async () => {
    const api = await start({ RATE_LIMIT: 'off' });
    const responses = await times(61, () => config(api));
    expect(responses.every(({ status, headers }) => status === 200 && !headers.has('ratelimit-limit'))).toBe(true);
  });
});
