import type { MySessions } from '#libs/contracts';
import { SessionService } from '#libs/identity';
import { FixedClock, newId } from '#libs/kernel';
import { SYSTEM, UnitOfWork } from '#libs/platform';
import { signIn, signInWith, startApi, type TestApi } from '../support/api.js';
import { BrowserWalk } from '../support/browser-walk.js';
import { freshDatabase } from '../support/database.js';

const status = async (api: TestApi, cookie: string): Promise<number> =>
  (await fetch(`${api.url}/api/v1/me`, { headers: { cookie } })).status;

const me = (api: TestApi, cookie: string): Promise<Response> => fetch(`${api.url}/api/v1/me`, { headers: { cookie } });

describe('A session', () => {
  const clock = FixedClock.at('2026-03-28T22:00:00Z');
  let here: TestApi;
  let there: TestApi;

  beforeAll(async () => {
    const databaseUrl = await freshDatabase('sessions');
    here = await startApi({ databaseUrl, clock });
    there = await startApi({ databaseUrl, clock });
  });
  afterAll(() => Promise.all([here.stop(), there.stop()]));

  const rows = (sql: string): Promise<object[]> => here.app.get(UnitOfWork).run(SYSTEM, (tx) => tx.query(sql));

  const seen = (): Promise<object[]> => rows(`SELECT max(last_seen_at) AS at FROM session`);

  it('of a citizen ends after twelve idle hours', async () => {
    const cookie = await signIn(here.url, 'worker');
    clock.advance({ hours: 11, minutes: 59 });
    expect(await status(here, cookie)).toBe(200);
    clock.advance({ hours: 12 });
    expect(await status(here, cookie)).toBe(401);
  });

  it('of staff ends after thirty idle minutes, and lives on while it is used', async () => {
    const cookie = await signIn(here.url, 'planner');
    for (let n = 0; n < 4; n++) {
      clock.advance({ minutes: 29 });
      expect(await status(here, cookie)).toBe(200);
    }
    clock.advance({ minutes: 30 });
    expect(await status(here, cookie)).toBe(401);
  });

  it('ends after a day however much it is used', async () => {
    const cookie = await signIn(here.url, 'worker');
    for (let n = 0; n < 23; n++) {
      clock.advance({ hours: 1 });
      expect(await status(here, cookie)).toBe(200);
    }
    clock.advance({ hours: 1 });
    expect(await status(here, cookie)).toBe(401);
  });

  describe('of somebody whose rights have changed', () => {
    const change = (cookie: string): Promise<string> =>
      me(here, cookie).then(async (response) => {
        const { id } = (await response.json()) as { id: string };
        await here.app.get(UnitOfWork).run(SYSTEM, async (tx) => {
          await tx.query(
            `INSERT INTO membership (id, person_id, role) VALUES ($1, $2, 'planner') ON CONFLICT DO NOTHING`,
            [newId(), id],
          );
          await here.app.get(SessionService).privilegesChanged(tx, id);
        });
        return id;
      });
    const renewed = (response: Response): string | undefined =>
      response.headers
        .getSetCookie()
        .find((line) => line.startsWith('sid='))
        ?.split(';', 1)[0];
    /** The news comes by the outbox, within moments and without the cache's five seconds. */
    const awaitRenewal = async (api: TestApi, cookie: string): Promise<Response> => {
      for (let tries = 0; tries < 100; tries++) {
        const response = await me(api, cookie);
        if (renewed(response) !== undefined) return response;
        await new Promise((resolve) => setTimeout(resolve, 30));
      }
      throw new Error('The session was not renewed');
    };

    it('goes on under another token, with the new rights, in every process', async () => {
      const cookie = await signIn(here.url, 'worker');
      expect(await (await me(there, cookie)).json()).toMatchObject({ memberships: [] });
      await change(cookie);
      const response = await awaitRenewal(there, cookie);
      expect(await response.json()).toMatchObject({ memberships: [{ role: 'planner' }] });
      expect(response.headers.getSetCookie()).toEqual([
        expect.stringMatching(/^sid=[\w-]{43}; Path=\/; HttpOnly; SameSite=Lax$/),
      ]);
      const next = renewed(response)!;
      expect(next).not.toBe(cookie);
      expect([await status(here, next), await status(there, next)]).toEqual([200, 200]);
      expect(renewed(await me(here, next))).toBeUndefined();
    });

    it('takes the former token for ten seconds more, for what the page asked at the same time, and no longer', async () => {
      const cookie = await signIn(here.url, 'worker');
      await change(cookie);
      const next = renewed(await awaitRenewal(here, cookie))!;
      clock.advance({ seconds: 9 });
      expect([await status(here, cookie), await status(there, cookie)]).toEqual([200, 200]);
      clock.advance({ seconds: 1 });
      expect([await status(here, cookie), await status(there, cookie)]).toEqual([401, 401]);
      expect([await status(here, next), await status(there, next)]).toEqual([200, 200]);
    });

    it('gets one new token, however many requests ask at the same instant', async () => {
      const cookie = await signIn(here.url, 'worker');
      await change(cookie);
      clock.advance({ seconds: 5 });
      const responses = await Promise.all(Array.from({ length: 12 }, (_, n) => me(n % 2 === 0 ? here : there, cookie)));
      expect(responses.map((response) => response.status)).toEqual(Array<number>(12).fill(200));
      expect(responses.filter((response) => renewed(response) !== undefined)).toHaveLength(1);
    });

    it('can be ended by the former token too', async () => {
      const cookie = await signIn(here.url, 'worker');
      await change(cookie);
      const next = renewed(await awaitRenewal(here, cookie))!;
      await fetch(`${here.url}/auth/sign-out`, { method: 'POST', headers: { cookie } });
      expect(await status(here, next)).toBe(401);
    });

    it('is told its new token on an event stream too', async () => {
      const cookie = await signIn(here.url, 'worker');
      await change(cookie);
      clock.advance({ seconds: 5 });
      const abort = new AbortController();
      const response = await fetch(`${here.url}/api/v1/streams/hubs?ids=${newId()}`, {
        headers: { cookie },
        signal: abort.signal,
      });
      expect(response.headers.get('content-type')).toContain('text/event-stream');
      expect(renewed(response)).toMatch(/^sid=/);
      abort.abort();
    });
  });

  describe('among the sessions of its person', () => {
    const list = async (cookie: string): Promise<MySessions['items']> =>
      ((await (await fetch(`${here.url}/api/v1/me/sessions`, { headers: { cookie } })).json()) as MySessions).items;
    const end = (cookie: string, id = ''): Promise<Response> =>
      fetch(`${here.url}/api/v1/me/sessions${id}`, { method: 'DELETE', headers: { cookie } });
    const current = async (cookie: string): Promise<string> => (await list(cookie)).find((each) => each.current)!.id;

    beforeEach(async () => {
      await rows(`DELETE FROM session`);
      await rows(`DELETE FROM membership`);
    });

    it('is listed with when and where, and nobody else is', async () => {
      await signIn(here.url, 'worker');
      clock.advance({ minutes: 5 });
      const second = await signIn(here.url, 'worker');
      await signIn(here.url, 'planner');
      expect(await list(second)).toEqual([
        expect.objectContaining({ current: true, client: null, assurance: 'none', createdAt: clock.now().toString() }),
        expect.objectContaining({ current: false, createdAt: clock.now().subtract({ minutes: 5 }).toString() }),
      ]);
      clock.advance({ hours: 11, minutes: 57 });
      expect(await list(second)).toHaveLength(1);
    });

    it('says in which browser, by name', async () => {
      const browser = new BrowserWalk(here.url);
      browser.as('Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0');
      await signInWith(browser, 'worker');
      expect(await list(browser.cookie)).toMatchObject([{ client: 'Firefox, Linux' }]);
    });

    it('can be ended from another one, at once and once, and the audit is told by whom', async () => {
      const [first, second] = [await signIn(here.url, 'worker'), await signIn(here.url, 'worker')];
      const id = await current(first);
      expect((await end(second, `/${id}`)).status).toBe(204);
      expect([await status(here, first), await status(here, second)]).toEqual([401, 200]);
      const again = await end(second, `/${id}`);
      expect([again.status, await again.json()]).toMatchObject([404, { code: 'session-not-found' }]);
      const entries = await rows(
        `SELECT actor_kind, actor_id = subject_id AS own, object, detail FROM audit_entry WHERE action = 'session.ended' ORDER BY id DESC LIMIT 1`,
      );
      const detail = { reason: 'ended-by-person' };
      expect(entries).toEqual([{ actor_kind: 'person', own: true, object: `session/${id}`, detail }]);
    });

    it('is left when all others are ended', async () => {
      const [first, second] = [await signIn(here.url, 'worker'), await signIn(here.url, 'worker')];
      expect((await end(second)).status).toBe(204);
      expect([await status(here, first), await status(here, second)]).toEqual([401, 200]);
    });

    it('can not be ended by somebody else, whatever their role', async () => {
      const [victim, other] = [await signIn(here.url, 'worker'), await signIn(here.url, 'administrator')];
      const id = await current(victim);
      expect((await end(other, `/${id}`)).status).toBe(404);
      expect((await end(other, '/not-an-id')).status).toBe(400);
      expect((await end(other)).status).toBe(204);
      expect(await status(here, victim)).toBe(200);
    });

    it('ends with its person', async () => {
      const cookie = await signIn(here.url, 'worker');
      const { id } = (await (await me(here, cookie)).json()) as { id: string };
      await here.app.get(UnitOfWork).run(SYSTEM, async (tx) => {
        await here.app.get(SessionService).endAll(tx, id, 'person-erased');
        await tx.query(`DELETE FROM person WHERE id = $1`, [id]);
      });
      clock.advance({ seconds: 5 });
      expect([await status(here, cookie), await status(there, cookie)]).toEqual([401, 401]);
    });
  });

  it('ends at once where the person signs out, and within five seconds everywhere else', async () => {
    const cookie = await signIn(here.url, 'worker');
    expect([await status(here, cookie), await status(there, cookie)]).toEqual([200, 200]);
    const response = await fetch(`${here.url}/auth/sign-out`, { method: 'POST', headers: { cookie } });
    expect(response.status).toBe(204);
    expect(response.headers.getSetCookie().join()).toContain('sid=; ');
    expect(await status(here, cookie)).toBe(401);
    clock.advance({ seconds: 5 });
    expect(await status(there, cookie)).toBe(401);
  });

  it('loses a right within five seconds', async () => {
    const cookie = await signIn(here.url, 'planner');
    expect(await status(here, cookie)).toBe(200);
    await rows(`DELETE FROM membership`);
    clock.advance({ seconds: 5 });
    const response = await fetch(`${here.url}/api/v1/me`, { headers: { cookie } });
    expect(await response.json()).toMatchObject({ memberships: [] });
  });

  it('is written down once a minute, and not at each use', async () => {
    const cookie = await signIn(here.url, 'worker');
    const first = await seen();
    clock.advance({ seconds: 59 });
    await status(here, cookie);
    expect(await seen()).toEqual(first);
    clock.advance({ seconds: 6 });
    await status(here, cookie);
    expect(await seen()).not.toEqual(first);
  });

  it('can not be made up, and is not in the database as the browser has it', async () => {
    const cookie = await signIn(here.url, 'worker');
    const token = cookie.slice(cookie.indexOf('sid=') + 4);
    for (const forged of [`sid=${'a'.repeat(43)}`, 'sid=', `sid=${token}x`, "sid=' OR 1=1"])
      expect(await status(here, forged)).toBe(401);
    const dump = JSON.stringify(
      await rows(`SELECT s::text FROM session s UNION ALL SELECT a::text FROM sign_in_attempt a`),
    );
    expect(dump).not.toContain(token);
    expect(dump).not.toContain(Buffer.from(token).toString('hex'));
  });
});
