import { connect } from 'node:net';
import { text as allOf } from 'node:stream/consumers';
import { setTimeout as sleep } from 'node:timers/promises';
import { gzipSync } from 'node:zlib';
import { jest } from '@jest/globals';
import { newId } from '#libs/kernel';
import { SYSTEM, UnitOfWork } from '#libs/platform';
import { problemSchema, type Problem } from '#libs/contracts';
import { signIn, startApi, type TestApi } from '../support/api.js';
import { freshDatabase } from '../support/database.js';
import { TcpGate } from '../support/tcp-gate.js';

/** The problem of an answer, after all that must hold of every one of them. */
async function problemOf(response: Response): Promise<Problem> {
  expect(response.headers.get('content-type')).toBe('application/problem+json; charset=utf-8');
  const problem = problemSchema.parse(await response.json());
  expect(problem.status).toBe(response.status);
  expect(problem.type).toBe(`/problems/${problem.code}`);
  expect(JSON.stringify(problem)).not.toMatch(/node_modules|select |\.ts:\d/i);
  return problem;
}

describe('Refusals of the API', () => {
  let api: TestApi;
  let gate: TcpGate;

  beforeAll(async () => {
    gate = await TcpGate.to(await freshDatabase('problems'));
    api = await startApi({ databaseUrl: gate.url });
  });
  afterAll(async () => {
    await api.stop();
    await gate.shut();
  });

  const get = (path: string, headers: Record<string, string> = {}): Promise<Response> =>
    fetch(api.url + path, { headers });
  const post = (body: string, type = 'application/json', headers: Record<string, string> = {}): Promise<Response> =>
    fetch(`${api.url}/auth/sign-out`, { method: 'POST', body, headers: { 'content-type': type, ...headers } });

  it.each(['/api/v1/nowhere', '/api/v1/me/../nowhere', '/demo-idpx', '/assets/none.js', '/%00', '/problems/nothing'])(
    'answers %s with not found',
    async (path) => expect(await problemOf(await get(path))).toMatchObject({ status: 404, code: 'not-found' }),
  );

  it.each(['/%zz', '/api/v1/hubs/%E0%A4%A'])('refuses the address %s, which can not be read', async (path) => {
    expect(await problemOf(await get(path))).toMatchObject({ status: 400, code: 'malformed-address' });
  });

  it('answers an unknown method with not found', async () => {
    const response = await fetch(`${api.url}/api/v1/config`, { method: 'DELETE' });
    expect(await problemOf(response)).toMatchObject({ status: 404 });
  });

  it.each([
    ['it', 'Accesso richiesto', 'Accedi per continuare'],
    ['it-IT,it;q=0.9,en;q=0.8', 'Accesso richiesto', 'Accedi per continuare'],
    ['en-GB,en;q=0.9,it;q=0.8', 'Sign-in required', 'Sign in to go on'],
    ['fr', 'Sign-in required', 'Sign in to go on'],
  ])('speaks to a reader of %s', async (language, title, detail) => {
    const response = await get('/api/v1/me', { 'accept-language': language });
    expect(await problemOf(response)).toMatchObject({ status: 401, title, detail, instance: '/api/v1/me' });
    expect(response.headers.get('content-language')).toBe(title.startsWith('S') ? 'en' : 'it');
  });

  it('points at each part of a request that is wrong', async () => {
    const problem = await problemOf(await get('/auth/sign-in?assurance=supreme'));
    expect(problem).toMatchObject({ status: 400, code: 'invalid-request' });
    expect(problem.errors).toEqual([
      { pointer: '/assurance', detail: expect.stringContaining('substantial') as string },
    ]);
  });

  it.each([
    ['cut off', '{"a":', 400, 'malformed-json'],
    ['empty', '', 400, 'malformed-json'],
    ['of another language', '<a/>', 400, 'malformed-json'],
    ['nested a thousand deep', '['.repeat(1000) + ']'.repeat(1000), 400, 'json-too-deep'],
    ['that poisons a prototype', '{"__proto__":{"admin":true}}', 400, 'malformed-json'],
    ['that poisons a constructor', '{"constructor":{"prototype":{"admin":true}}}', 400, 'malformed-json'],
    ['that names a member twice', '{"role":"worker","role":"org_admin"}', 400, 'repeated-key'],
    ['of more than 64 KB', JSON.stringify('x'.repeat(65 * 1024)), 413, 'body-too-large'],
  ])('refuses JSON %s', async (_, body, status, code) => {
    expect(await problemOf(await post(body))).toMatchObject({ status, code });
  });

  it.each(['application/x-www-form-urlencoded', 'text/plain', 'multipart/form-data; boundary=x', 'application/xml'])(
    'refuses a body of %s, which a form of any site could send',
    async (type) => expect(await problemOf(await post('a=1', type))).toMatchObject({ status: 415 }),
  );

  it.each(['gzip', 'br', 'identity, deflate'])(
    'refuses a body in %s, which may be small and burst',
    async (encoding) => {
      const bomb = gzipSync(JSON.stringify('x'.repeat(10 * 1024 * 1024)));
      const headers = { 'content-type': 'application/json', 'content-encoding': encoding };
      const response = await fetch(`${api.url}/auth/sign-out`, { method: 'POST', body: bomb, headers });
      expect(await problemOf(response)).toMatchObject({ status: 415, code: 'encoded-body' });
    },
  );

  it('refuses an address of more than 8 KB, and a hundred and one headers', async () => {
    const long = await get(`/api/v1/config?x=${'x'.repeat(8 * 1024)}`);
    expect(await problemOf(long)).toMatchObject({ status: 414, code: 'address-too-long' });
    const many = Object.fromEntries(Array.from({ length: 101 }, (_, i) => [`x-${i}`, '']));
    expect(await problemOf(await get('/api/v1/config', many))).toMatchObject({
      status: 431,
      code: 'headers-too-large',
    });
  });

  it.each([
    [
      'headers of more than 16 KB',
      `GET / HTTP/1.1\r\nHost: x\r\nX: ${'x'.repeat(17 * 1024)}\r\n\r\n`,
      431,
      'headers-too-large',
    ],
    ['what is not HTTP', 'HELO quindici\r\n\r\n', 400, 'malformed-request'],
    [
      'two lengths of one body',
      'POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 1\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n',
      400,
      'malformed-request',
    ],
  ])('refuses %s and ends the connection', async (_, bytes, status, code) => {
    const answer = await exchange(api, bytes);
    expect(answer).toMatch(new RegExp(`^HTTP/1.1 ${status} [^]*content-type: application/problem\\+json`, 'i'));
    expect(problemSchema.parse(JSON.parse(answer.split('\r\n\r\n')[1]!))).toMatchObject({ status, code });
    expect((await get('/api/v1/config')).status).toBe(200);
  });

  it('says nothing about a fault of ours but an id, by which the log can be searched', async () => {
    const cookie = await signIn(api.url, 'worker');
    const unitOfWork = api.app.get(UnitOfWork);
    const broken = await startApi({ databaseUrl: gate.url });
    const log = jest.spyOn(process.stderr, 'write').mockReturnValue(true);
    await asOwner(unitOfWork, `ALTER TABLE membership RENAME TO membership_lost`);
    const problem = await problemOf(await fetch(`${broken.url}/api/v1/me`, { headers: { cookie } }));
    await asOwner(unitOfWork, `ALTER TABLE membership_lost RENAME TO membership`);
    const logged = log.mock.calls.map(([text]) => String(text)).join('');
    log.mockRestore();
    expect(problem).toEqual({
      type: '/problems/internal-error',
      title: 'Internal error',
      status: 500,
      code: 'internal-error',
      instance: '/api/v1/me',
      errorId: expect.stringMatching(/^[0-9a-f-]{36}$/) as string,
    });
    expect(logged).toContain(problem.errorId);
    expect(logged).toContain('membership');
    await broken.stop();
  });

  it('says so while the database is away, lives on, and works again when it is back', async () => {
    expect((await get('/status')).status).toBe(200);
    await gate.shut();
    for (const path of ['/status', '/api/v1/me', '/auth/sign-in']) {
      const response = await get(path, { cookie: `sid=${newId()}` });
      expect(await problemOf(response)).toMatchObject({ status: 503, code: 'database-unavailable' });
      expect(response.headers.get('retry-after')).toMatch(/^\d+$/);
    }
    expect((await get('/api/v1/config')).status).toBe(200);
    await gate.open();
    const response = await get('/status');
    expect([response.status, await response.json()]).toMatchObject([200, { status: 'ok' }]);
  });

  it('explains each kind of problem under its own address', async () => {
    const response = await get('/problems/bookable-taken', { 'accept-language': 'it' });
    expect(await response.json()).toMatchObject({ code: 'bookable-taken', title: 'Postazione già occupata' });
  });

  it('guards every answer by the same headers', async () => {
    for (const path of ['/api/v1/config', '/api/v1/nowhere', '/', '/demo-idp/jwks']) {
      const { headers } = await get(path, { accept: 'text/html' });
      const policy = headers.get('content-security-policy')!;
      expect(policy).toContain("default-src 'none'; script-src 'self'; style-src 'self' 'sha256-");
      expect(policy).not.toContain('unsafe');
      expect(headers.get('permissions-policy')).toMatch(/camera=\(\).*geolocation=\(self\)/);
      expect(headers.get('cross-origin-embedder-policy')).toBe('require-corp');
      expect(headers.get('x-content-type-options')).toBe('nosniff');
      expect(headers.get('x-powered-by')).toBeNull();
    }
  });
});

describe('A request that never comes to its end', () => {
  let api: TestApi;

  beforeAll(async () => {
    api = await startApi({ databaseUrl: await freshDatabase('slow'), arrivalMs: 500 });
  });
  afterAll(() => api.stop());

  it.each([
    ['in its headers', 'GET /api/v1/config HTTP/1.1\r\nHost: x\r\nX-Slow: '],
    [
      'in its body',
      'POST /auth/sign-out HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: 9\r\n\r\n{',
    ],
  ])('is cut off %s, so that it holds no connection', async (_, bytes) => {
    const answer = await exchange(api, bytes);
    expect(answer).toMatch(/^HTTP\/1.1 408 /);
    expect(answer).toContain('request-too-slow');
  });

  it('does not take an event stream with it, which lasts', async () => {
    const response = await fetch(`${api.url}/api/v1/streams/hubs?ids=${newId()}`);
    const reader = response.body!.getReader();
    await sleep(1500);
    expect((await reader.read()).done).toBe(false);
    await reader.cancel();
  });
});

/** Sends bytes as they are. @returns all that comes back until the server ends the connection */
async function exchange(api: TestApi, bytes: string): Promise<string> {
  const socket = connect(Number(new URL(api.url).port), '127.0.0.1');
  socket.write(bytes);
  return allOf(socket);
}

/** On the connection's own role, which owns the tables. */
const asOwner = (unitOfWork: UnitOfWork, sql: string): Promise<object[]> =>
  unitOfWork.run(SYSTEM, async (tx) => {
    await tx.query(`SELECT set_config('role', 'none', true)`);
    return tx.query(sql);
  });
