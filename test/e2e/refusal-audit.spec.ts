import { newId } from '#libs/kernel';
import { SYSTEM, UnitOfWork } from '#libs/platform';
import { RefusalAudit } from '#apps/api';
import { signIn, startApi, type TestApi } from '../support/api.js';
import { freshDatabase } from '../support/database.js';
import { organisationWithHubs } from '../support/hub-rows.js';

interface Entry {
  readonly organisation_id: string;
  readonly actor_kind: string;
  readonly actor_id: string | null;
  readonly action: string;
  readonly hub_id: string | null;
  readonly detail: Readonly<Record<string, string | number>>;
}

const NETWORK = '00000000-0000-0000-0000-000000000000';
const TOKEN = 'hT3-kZ_9qWmXn2Lr8vBc5yDj1sFg7pKo4uEi6aQt0Rw';

describe('A refusal that matters', () => {
  let databaseUrl: string;
  let api: TestApi;
  let theirs: string;
  let theirHub: string;
  let worker: string;
  let workerId: string;

  beforeAll(async () => {
    databaseUrl = await freshDatabase('refusals');
    api = await startApi({ databaseUrl });
    worker = await signIn(api.url, 'worker');
    workerId = ((await (await ask('/api/v1/me', { headers: { cookie: worker } })).json()) as { id: string }).id;
    const unitOfWork = api.app.get(UnitOfWork);
    theirs = await organisationWithHubs(unitOfWork, 'Theirs', 1);
    [theirHub] = (
      await unitOfWork.run(SYSTEM, (tx) =>
        tx.query<{ id: string }>('SELECT id FROM hub WHERE organisation_id = $1', [theirs]),
      )
    ).map(({ id }) => id) as [string];
  });
  beforeEach(() => api.app.get(RefusalAudit).tellCounts());
  afterAll(() => api.stop());

  const ask = (path: string, init: RequestInit = {}): Promise<Response> => fetch(api.url + path, init);
  const post = (path: string, body: unknown, headers: Record<string, string>): Promise<Response> =>
    ask(path, {
      method: 'POST',
      body: JSON.stringify(body),
      headers: { 'content-type': 'application/json', ...headers },
    });

  /** What the audit was told while something was done. */
  async function told(deed: () => Promise<unknown>): Promise<readonly Entry[]> {
    const read = async (): Promise<Entry[]> => {
      await new Promise((resolve) => setTimeout(resolve, 50));
      await api.app.get(RefusalAudit).settled();
      return api.app
        .get(UnitOfWork)
        .run(SYSTEM, (tx) => tx.query<Entry>(`SELECT * FROM audit_entry WHERE action LIKE 'request.%' ORDER BY id`));
    };
    const before = (await read()).length;
    await deed();
    return (await read()).slice(before);
  }

  it('names the person, the route, the code and the network, and no more of the address', async () => {
    const [entry, ...more] = await told(() => ask(`/api/v1/hubs/${theirHub}/live`, { headers: { cookie: worker } }));
    expect(more).toEqual([]);
    expect(entry).toMatchObject({ actor_kind: 'person', actor_id: workerId, action: 'request.refused' });
    expect(entry!.detail).toEqual({
      code: 'not-allowed',
      status: 403,
      method: 'GET',
      route: '/api/v1/hubs/:hubId/live',
      address: '127.0.0.0/24',
    });
  });

  it('is told to the organisation that the attempt was at, by the id of its hub', async () => {
    const [entry] = await told(() => ask(`/api/v1/hubs/${theirHub}/live`, { headers: { cookie: worker } }));
    expect([entry!.organisation_id, entry!.hub_id]).toEqual([theirs, theirHub]);
  });

  it('is told to the network when the id leads nowhere, so that made-up ids make no audit of their own', async () => {
    const [entry] = await told(() => ask(`/api/v1/hubs/${newId()}/live`, { headers: { cookie: worker } }));
    expect([entry!.organisation_id, entry!.hub_id]).toEqual([NETWORK, null]);
  });

  it('is a forged origin, told with the person whose session it rode', async () => {
    const entries = await told(() => post('/auth/sign-out', {}, { cookie: worker, origin: 'https://evil.example' }));
    expect(entries).toMatchObject([{ actor_id: workerId, detail: { code: 'cross-site-request', status: 403 } }]);
  });

  it('is a booking of somebody else, which this caller is told does not exist', async () => {
    const path = `/api/v1/hubs/${theirHub}/bookings/${newId()}`;
    const entries = await told(() => ask(path, { headers: { cookie: worker } }));
    expect(entries).toMatchObject([{ organisation_id: theirs, actor_id: workerId, detail: { status: 404 } }]);
  });

  it('is a role that somebody would give himself by members of a body that nobody may set', async () => {
    const entries = await told(() =>
      post('/api/v1/invitations/accept', { token: TOKEN, role: 'network_admin' }, { cookie: worker }),
    );
    expect(entries).toMatchObject([{ actor_id: workerId, detail: { code: 'invalid-request', status: 400 } }]);
  });

  it.each([
    ['a stolen or ended session', { cookie: `sid=${TOKEN}` }],
    ['a forged bearer token', { authorization: `Bearer ${TOKEN}` }],
  ])('is %s, of which nothing is written down', async (_, headers) => {
    const entries = await told(() => ask('/api/v1/me', { headers }));
    expect(entries).toMatchObject([{ actor_kind: 'nobody', organisation_id: NETWORK, detail: { status: 401 } }]);
    expect(JSON.stringify(entries)).not.toContain(TOKEN.slice(0, 8));
  });

  it('is not that nobody is signed in, nor that a page is missing, nor a form filled in wrongly', async () => {
    const entries = await told(async () => {
      expect((await ask('/api/v1/me')).status).toBe(401);
      expect((await ask('/api/v1/nowhere', { headers: { cookie: worker } })).status).toBe(404);
      expect((await post('/api/v1/bookings', {}, { cookie: worker })).status).toBe(400);
    });
    expect(entries).toEqual([]);
  });

  it('is written down ten times a minute of one caller, and then counted', async () => {
    const entries = await told(async () => {
      for (let i = 0; i < 35; i++) await ask(`/api/v1/hubs/${theirHub}/live`, { headers: { cookie: worker } });
      await new Promise((resolve) => setTimeout(resolve, 50));
      api.app.get(RefusalAudit).tellCounts();
    });
    expect(entries).toHaveLength(11);
    expect(entries.at(-1)).toMatchObject({
      action: 'request.flooded',
      actor_id: workerId,
      detail: { times: 25, address: '127.0.0.0/24' },
    });
  });

  it('is the first of too many requests, and not each one after it', async () => {
    const limited = await startApi({ databaseUrl, environment: { RATE_LIMIT: '0.01' } });
    const entries = await told(async () => {
      for (let i = 0; i < 20; i++) await fetch(`${limited.url}/api/v1/search`);
      await limited.stop();
    });
    expect(entries).toMatchObject([
      { actor_kind: 'nobody', detail: { code: 'too-many-requests', route: '/api/v1/search' } },
    ]);
  });

  it('does not keep the answer waiting, nor fail it, when the audit can not be written', async () => {
    const unitOfWork = api.app.get(UnitOfWork);
    const asOwner = (sql: string): Promise<object[]> =>
      unitOfWork.run(SYSTEM, async (tx) => {
        await tx.query(`SELECT set_config('role', 'none', true)`);
        return tx.query(sql);
      });
    await asOwner(`ALTER TABLE audit_entry RENAME TO audit_entry_lost`);
    const response = await ask(`/api/v1/hubs/${theirHub}/live`, { headers: { cookie: worker } });
    await new Promise((resolve) => setTimeout(resolve, 50));
    await api.app.get(RefusalAudit).settled();
    await asOwner(`ALTER TABLE audit_entry_lost RENAME TO audit_entry`);
    expect(response.status).toBe(403);
  });
});
