import { jest } from '@jest/globals';
import { QueryFailedError } from 'typeorm';
import { UnitOfWork } from '#libs/platform';
import { startApi, type TestApi } from '../support/api.js';
import { BrowserWalk } from '../support/browser-walk.js';
import { freshDatabase } from '../support/database.js';
import { choosePersona, signInWith } from '../support/sign-in.js';

const TAX_CODE = 'RSSMRA80A01H501U';
const TOKEN = 'hT3-kZ_9qWmXn2Lr8vBc5yDj1sFg7pKo4uEi6aQt0Rw';
const JWT = 'eyJhbGciOiJSUzI1NiJ9.eyJzdWIiOiJoaWRkZW4ifQ.aGlkZGVuLXNpZ25hdHVyZQ';

/** As TypeORM fails, with all that it was given hanging on the error. */
const failure = (token: string): Error => {
  const cause = Object.assign(new Error(`invalid input syntax for type bytea: "${token}"`), { detail: `(${token})` });
  return new QueryFailedError('SELECT 1 FROM session WHERE token_hash = $1', [token, TAX_CODE], cause);
};

describe('The log', () => {
  let api: TestApi;
  let logged: string[];

  beforeAll(async () => {
    api = await startApi({ databaseUrl: await freshDatabase('log') });
  });
  beforeEach(() => {
    logged = [];
    const keep = (text: unknown): boolean => (logged.push(String(text)), true);
    jest.spyOn(process.stderr, 'write').mockImplementation(keep);
    jest.spyOn(process.stdout, 'write').mockImplementation(keep);
  });
  afterEach(() => jest.restoreAllMocks());
  afterAll(() => api.stop());

  const expectNone = (...secrets: readonly string[]): void => {
    const log = logged.join('');
    expect(log).not.toBe('');
    expect(secrets.filter((secret) => log.includes(secret))).toEqual([]);
  };

  it.each([
    ['session', { cookie: `sid=${TOKEN}` }],
    ['bearer token', { authorization: `Bearer qdt_${TOKEN}` }],
  ])('names no %s of a request that fails, nor the parameters of its query', async (_, headers) => {
    jest.spyOn(api.app.get(UnitOfWork), 'run').mockRejectedValue(failure(TOKEN));
    const address = `${api.url}/api/v1/me?access_token=${TOKEN}&id_token=${JWT}&code=${TAX_CODE}`;
    const response = await fetch(address, { headers });
    const { errorId } = (await response.json()) as { errorId: string };
    expect([response.status, logged.join('').includes(errorId)]).toEqual([500, true]);
    expectNone(TOKEN, JWT, TAX_CODE);
  });

  it('names none of what hostile and worn-out sign-ins bring along', async () => {
    const browser = new BrowserWalk(api.url);
    const interaction = await choosePersona(browser, 'worker');
    const secrets = [browser.value('sign-in')!, ...browser.cookie.split('; ').map((pair) => pair.split('=')[1]!)];
    await fetch(`${api.url}/auth/callback?code=${TOKEN}&state=${JWT}`, { headers: { cookie: browser.cookie } });
    await fetch(`${api.url}${new URL(interaction, api.url).pathname}?code=${TOKEN}&logout_token=${JWT}`, {
      method: 'POST',
    });
    await fetch(`${api.url}/demo-idp/interaction/${TAX_CODE}?state=${TOKEN}`, { headers: { cookie: browser.cookie } });
    expectNone(TOKEN, JWT, TAX_CODE, ...secrets);
  });

  it('names none of a sign-in that succeeds at a later failure', async () => {
    const browser = new BrowserWalk(api.url);
    await signInWith(browser, 'administrator');
    const token = browser.value('sid')!;
    const error = new TypeError(`can not read ${token} of ${TAX_CODE}`);
    const hung = Object.assign(error, { headers: { cookie: `sid=${token}` } });
    jest.spyOn(api.app.get(UnitOfWork), 'run').mockRejectedValue(hung);
    expect((await browser.request('/api/v1/me/bookings')).status).toBe(500);
    expectNone(token, TAX_CODE);
  });
});
