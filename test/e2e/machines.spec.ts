import type { MachinePage, MachineSecret } from '#libs/contracts';
import { FixedClock, newId } from '#libs/kernel';
import { SYSTEM, UnitOfWork } from '#libs/platform';
import { RefusalAudit } from '#apps/api';
import { startApi, type TestApi } from '../support/api.js';
import { freshDatabase } from '../support/database.js';
import { aMachine, asBearer, askForMachine, askForToken, aToken, json } from '../support/machines.js';
import {
  anOrganisation,
  inNetwork,
  inOrganisation,
  signInStaff,
  type StaffMember,
  type TestOrganisation,
} from '../support/staff.js';

const GRANT = { grant_type: 'client_credentials' } as const;

describe('Machines', () => {
  const clock = FixedClock.at('2026-11-23T08:00:00Z');
  let here: TestApi;
  let there: TestApi;
  let ours: TestOrganisation;
  let theirs: TestOrganisation;
  let admin: StaffMember;
  let foreign: StaffMember;
  let network: StaffMember;

  beforeAll(async () => {
    const databaseUrl = await freshDatabase('machines');
    const environment = { RATE_LIMIT: 'off' };
    here = await startApi({ databaseUrl, clock, environment });
    there = await startApi({ databaseUrl, clock, environment });
  }, 120_000);
  beforeEach(async () => {
    const name = newId();
    ours = await anOrganisation(here, `Ours ${name}`);
    theirs = await anOrganisation(here, `Theirs ${name}`);
    admin = await signInStaff(here, [inOrganisation('org_admin', ours.id)]);
    foreign = await signInStaff(here, [inOrganisation('org_admin', theirs.id)]);
    network = await signInStaff(here, [inNetwork('network_admin')]);
  });
  afterAll(() => Promise.all([here.stop(), there.stop()]));

  const rows = <Row extends object>(sql: string, parameters: unknown[] = []): Promise<Row[]> =>
    here.app.get(UnitOfWork).run(SYSTEM, (tx) => tx.query<Row>(sql, parameters));
  /** What the audit knows of an organisation, or of one machine, oldest first: action and detail. */
  const audited = async (object: string): Promise<(readonly [string, object])[]> =>
    (
      await rows<{ action: string; detail: object }>(
        `SELECT action, detail FROM audit_entry WHERE object = $1 ORDER BY id`,
        [object],
      )
    ).map(({ action, detail }) => [action, detail] as const);
  const client = (asked: object = {}): Promise<MachineSecret> =>
    aMachine(here, admin, ours.id, { name: newId(), scopes: ['organisation.administer'], ...asked });
  const use = (token: string, api = here, organisationId = ours.id): Promise<Response> =>
    fetch(`${api.url}/api/v1/organisations/${organisationId}/machines`, { headers: asBearer(token) });
  const as = (who: StaffMember, path: string, method = 'GET', organisationId = ours.id): Promise<Response> =>
    fetch(`${here.url}/api/v1/organisations/${organisationId}/machines${path}`, {
      method,
      headers: { cookie: who.cookie },
    });
  const refused = async (response: Response, status: number, code: string): Promise<void> =>
    expect([response.status, await response.json()]).toEqual([status, expect.objectContaining({ code })]);
  const refusedByOauth = async (response: Response, status: number, error: string): Promise<void> => {
    expect([response.status, await response.json()]).toEqual([status, expect.objectContaining({ error })]);
    expect(response.headers.get('content-type')).toBe('application/json; charset=utf-8');
    expect(response.headers.get('cache-control')).toBe('no-store');
  };

  it('are made with a secret that is told once and kept as a hash', async () => {
    const { secret, ...machine } = await client({ name: 'Directory', scopes: ['people.provision', 'hub.watch'] });
    expect(machine).toEqual({
      id: machine.id,
      name: 'Directory',
      kind: 'client',
      hubId: null,
      scopes: ['people.provision', 'hub.watch'],
      createdAt: '2026-11-23T08:00:00Z',
      lastUsedAt: null,
      revokedAt: null,
    });
    expect(secret).toMatch(/^qdc_[\w-]{43}$/);
    const page = (await (await as(admin, '')).json()) as MachinePage;
    expect(page).toEqual({ items: [machine], next: null });
    const stored = await rows<{ secret_hash: Buffer }>(`SELECT * FROM machine WHERE id = $1`, [machine.id]);
    expect(stored[0]!.secret_hash).toHaveLength(32);
    expect(JSON.stringify(stored)).not.toContain(secret);
    expect(await audited(`machine/${machine.id}`)).toEqual([
      ['machine.created', { kind: 'client', scopes: ['people.provision', 'hub.watch'] }],
    ]);
  });

  it('are listed page by page, newest first', async () => {
    const made = [await client(), await client(), await client()];
    const first = (await (await as(admin, '?limit=2')).json()) as MachinePage;
    const second = (await (await as(admin, `?limit=2&cursor=${first.next}`)).json()) as MachinePage;
    expect([...first.items, ...second.items].map(({ id }) => id)).toEqual(made.map(({ id }) => id).toReversed());
    expect(second.next).toBeNull();
  });

  it.each([
    ['another organisation', { organisationId: newId() }],
    ['a hash of its own', { secretHash: 'x' }],
    ['an id of its own', { id: newId() }],
    ['a right over the network', { scopes: ['network.administer'] }],
    ['no right', { scopes: [] }],
    ['a right that is none', { scopes: ['everything'] }],
  ])('are refused that ask for %s', async (_, asked) => {
    const whole = { name: newId(), kind: 'client', scopes: ['hub.watch'], ...asked };
    await refused(await askForMachine(here, admin, ours.id, whole), 400, 'invalid-request');
  });

  it('get no right that who makes them does not have', async () => {
    const asked = { name: newId(), kind: 'client', scopes: ['hub.watch', 'organisation.audit'] };
    const response = await askForMachine(here, admin, ours.id, asked);
    expect([response.status, await response.json()]).toEqual([
      403,
      expect.objectContaining({ code: 'scope-not-grantable', scopes: ['organisation.audit'] }),
    ]);
    expect((await askForMachine(here, network, ours.id, asked)).status).toBe(201);
  });

  it.each([
    ['a kiosk without a hub', { kind: 'kiosk', scopes: ['hub.display'] }],
    ['a kiosk that would manage', { kind: 'kiosk', hub: true, scopes: ['hub.display', 'hub.manage'] }],
    [
      'a client of one hub with a right over the organisation',
      { kind: 'client', hub: true, scopes: ['organisation.audit'] },
    ],
  ])('are not %s', async (_, { hub, ...asked }: { hub?: boolean; kind: string; scopes: string[] }) => {
    const whole = { name: newId(), hubId: hub ? ours.hubIds[0] : null, ...asked };
    await refused(await askForMachine(here, network, ours.id, whole), 422, 'scopes-do-not-fit');
  });

  it('stand in no hub of another organisation, and bear no name twice while they live', async () => {
    const abroad = { name: newId(), kind: 'client', scopes: ['hub.watch'], hubId: theirs.hubIds[0] };
    await refused(await askForMachine(here, network, ours.id, abroad), 404, 'hub-not-of-organisation');
    const first = await client({ name: 'One' });
    const asked = { name: 'One', kind: 'client', scopes: ['hub.watch'] };
    await refused(await askForMachine(here, admin, ours.id, asked), 409, 'machine-name-taken');
    expect((await as(admin, `/${first.id}`, 'DELETE')).status).toBe(204);
    expect((await askForMachine(here, admin, ours.id, asked)).status).toBe(201);
  });

  it('are nothing that another organisation sees or changes', async () => {
    const { id } = await client();
    for (const [path, method] of [
      ['', 'GET'],
      [`/${id}`, 'DELETE'],
      [`/${id}/secret`, 'POST'],
    ] as const)
      await refused(await as(foreign, path, method), 403, 'not-allowed');
    await refused(await as(foreign, `/${id}`, 'DELETE', theirs.id), 404, 'machine-not-found');
    await refused(await as(foreign, `/${id}/secret`, 'POST', theirs.id), 404, 'machine-not-found');
    expect(((await (await as(foreign, '', 'GET', theirs.id)).json()) as MachinePage).items).toEqual([]);
    const token = await aToken(here, await client());
    await refused(await use(token, here, theirs.id), 403, 'not-allowed');
  });

  it('hand out no secrets themselves', async () => {
    const token = await aToken(here, await client());
    const response = await fetch(`${here.url}/api/v1/organisations/${ours.id}/machines`, {
      method: 'POST',
      headers: { ...json, ...asBearer(token) },
      body: JSON.stringify({ name: newId(), kind: 'client', scopes: ['organisation.administer'] }),
    });
    await refused(response, 403, 'not-allowed');
  });

  describe('that ask for a token', () => {
    it('get one for an hour, by the body or by the header, with all scopes or some', async () => {
      const { id, secret } = await client({ scopes: ['hub.watch', 'organisation.administer'] });
      const byBody = await askForToken(here, { ...GRANT, client_id: id, client_secret: secret });
      expect(byBody.headers.get('cache-control')).toBe('no-store');
      expect([byBody.status, await byBody.json()]).toEqual([
        200,
        {
          access_token: expect.stringMatching(/^qdt_[\w-]{43}$/) as string,
          token_type: 'Bearer',
          expires_in: 3600,
          scope: 'hub.watch organisation.administer',
        },
      ]);
      const authorization = `Basic ${Buffer.from(`${id}:${secret}`).toString('base64')}`;
      const byHeader = await askForToken(here, { ...GRANT, scope: 'organisation.administer' }, { authorization });
      const { access_token, scope } = (await byHeader.json()) as { access_token: string; scope: string };
      expect(scope).toBe('organisation.administer');
      expect((await use(access_token)).status).toBe(200);
      expect((await audited(`machine/${id}`)).slice(1)).toEqual([
        ['token.issued', { scopes: ['hub.watch', 'organisation.administer'] }],
        ['token.issued', { scopes: ['organisation.administer'] }],
      ]);
    });

    it('may then do what the token names and nothing else', async () => {
      const token = await aToken(here, await client({ scopes: ['hub.watch', 'organisation.administer'] }), 'hub.watch');
      const response = await use(token);
      expect(response.headers.get('www-authenticate')).toBe('Bearer realm="quindici", error="insufficient_scope"');
      await refused(response, 403, 'not-allowed');
    });

    it('are refused in the words of OAuth', async () => {
      const { id, secret } = await client();
      const by = { client_id: id, client_secret: secret };
      const authorization = `Basic ${Buffer.from(`${id}:${secret}`).toString('base64')}`;
      const ask = (fields: Readonly<Record<string, string>>, headers = {}): Promise<Response> =>
        askForToken(here, fields, headers);
      await refusedByOauth(await ask({ ...GRANT, ...by, scope: 'hub.watch' }), 400, 'invalid_scope');
      await refusedByOauth(await ask({ ...by, grant_type: 'password' }), 400, 'unsupported_grant_type');
      await refusedByOauth(await ask(by), 400, 'invalid_request');
      await refusedByOauth(await ask({ ...GRANT, ...by }, { authorization }), 400, 'invalid_request');
      await refusedByOauth(await ask({ ...GRANT, client_id: newId() }, { authorization }), 400, 'invalid_request');
      await refusedByOauth(await ask(GRANT), 401, 'invalid_client');
      await refusedByOauth(await ask(GRANT, { authorization: 'Basic ::' }), 401, 'invalid_client');
      const twice = new URLSearchParams([...Object.entries({ ...GRANT, ...by }), ['client_id', newId()]]).toString();
      await refusedByOauth(await askForToken(here, twice), 400, 'invalid_request');
      const kiosk = await client({ kind: 'kiosk', hubId: ours.hubIds[0], scopes: ['hub.display'] });
      const asKiosk = { ...GRANT, client_id: kiosk.id, client_secret: kiosk.secret };
      await refusedByOauth(await ask(asKiosk), 400, 'unauthorized_client');
    });

    it('with a wrong secret, or none any more, are refused, told of, and not told why', async () => {
      const { id, secret } = await client();
      const wrong = await askForToken(here, { ...GRANT, client_id: id, client_secret: `${secret}x` });
      expect(wrong.headers.get('www-authenticate')).toMatch(/^Basic /);
      const body: unknown = await wrong.json();
      await as(admin, `/${id}`, 'DELETE');
      const revoked = await askForToken(here, { ...GRANT, client_id: id, client_secret: secret });
      expect([wrong.status, revoked.status, await revoked.json()]).toEqual([401, 401, body]);
      expect(await audited(`machine/${id}`)).toEqual([
        ['machine.created', expect.anything()],
        ['machine.refused', { reason: 'wrong-secret' }],
        ['machine.revoked', {}],
        ['machine.refused', { reason: 'revoked' }],
      ]);
    });

    it('send a form there, and nowhere else', async () => {
      const form = { method: 'POST', headers: { 'content-type': 'application/x-www-form-urlencoded' }, body: 'a=b' };
      const response = await fetch(`${here.url}/api/v1/bookings`, form);
      await refused(response, 415, 'unsupported-media-type');
    });
  });

  describe('that show a token', () => {
    it('are known by it for an hour', async () => {
      const machine = await client();
      const token = await aToken(here, machine);
      clock.advance({ minutes: 59, seconds: 59 });
      expect((await use(token)).status).toBe(200);
      clock.advance({ seconds: 1 });
      const late = await use(token);
      expect(late.headers.get('www-authenticate')).toBe('Bearer realm="quindici", error="invalid_token"');
      await refused(late, 401, 'invalid-token');
      expect((await audited(`machine/${machine.id}`)).at(-1)).toEqual(['token.refused', { reason: 'expired' }]);
    });

    it('lose it at once where they are revoked, and within five seconds everywhere else', async () => {
      const machine = await client();
      const token = await aToken(here, machine);
      expect([(await use(token)).status, (await use(token, there)).status]).toEqual([200, 200]);
      expect((await as(admin, `/${machine.id}`, 'DELETE')).status).toBe(204);
      await refused(await use(token), 401, 'invalid-token');
      clock.advance({ seconds: 5 });
      await refused(await use(token, there), 401, 'invalid-token');
      expect((await as(admin, `/${machine.id}`, 'DELETE')).status).toBe(204);
      await refused(await as(admin, `/${machine.id}/secret`, 'POST'), 409, 'machine-revoked');
    });

    it('lose it with the secret that earned it', async () => {
      const machine = await client();
      const token = await aToken(here, machine);
      expect((await use(token)).status).toBe(200);
      const rotated = (await (await as(admin, `/${machine.id}/secret`, 'POST')).json()) as MachineSecret;
      expect(rotated.id).toBe(machine.id);
      await refused(await use(token), 401, 'invalid-token');
      const by = { ...GRANT, client_id: machine.id };
      await refusedByOauth(await askForToken(here, { ...by, client_secret: machine.secret }), 401, 'invalid_client');
      expect((await use(await aToken(here, rotated))).status).toBe(200);
    });

    it.each(['', 'x', 'qdt_short', `qdt_${'a'.repeat(43)}`, `qdk_${'a'.repeat(43)}`, `qdc_${'a'.repeat(43)}`])(
      'that was never given out are refused: %j',
      async (token) => {
        const refusals = async (): Promise<unknown[]> => {
          here.app.get(RefusalAudit).tellCounts();
          await here.app.get(RefusalAudit).settled();
          return rows(
            `SELECT FROM audit_entry WHERE action LIKE 'request.%' AND detail ->> 'code' IS DISTINCT FROM 'not-allowed'`,
          );
        };
        const before = await refusals();
        await refused(await use(token), 401, 'invalid-token');
        await new Promise((resolve) => setTimeout(resolve, 50));
        expect((await refusals()).length).toBeGreaterThan(before.length);
      },
    );

    it('and the secret of a client is none', async () => {
      await refused(await use((await client()).secret), 401, 'invalid-token');
    });

    it('are refused when they show a session as well', async () => {
      const token = await aToken(here, await client());
      const headers = { ...asBearer(token), cookie: admin.cookie };
      await refused(await fetch(`${here.url}/api/v1/me`, { headers }), 400, 'two-credentials');
    });

    it('are no person', async () => {
      const headers = asBearer(await aToken(here, await client()));
      await refused(await fetch(`${here.url}/api/v1/me`, { headers }), 403, 'not-allowed');
    });

    it('have their last use written down once a minute', async () => {
      const machine = await client();
      const token = await aToken(here, machine);
      const lastUse = async (): Promise<unknown> =>
        ((await (await as(admin, '')).json()) as MachinePage).items.find(({ id }) => id === machine.id)!.lastUsedAt;
      expect(await lastUse()).toBeNull();
      await use(token);
      const first = clock.now().toString();
      expect(await lastUse()).toBe(first);
      clock.advance({ seconds: 59 });
      await use(token);
      expect(await lastUse()).toBe(first);
      clock.advance({ seconds: 6 });
      await use(token);
      expect(await lastUse()).toBe(clock.now().toString());
    });

    it('and are refused without end fill the audit with sixty entries a minute, and the number of the others', async () => {
      const client_id = (await client()).id;
      clock.advance({ minutes: 1 });
      const guess = (api = here): Promise<Response> =>
        askForToken(api, { ...GRANT, client_id, client_secret: 'guess' });
      const count = async (): Promise<number> =>
        (await rows(`SELECT FROM audit_entry WHERE action = 'machine.refused'`)).length;
      const before = await count();
      await Promise.all(Array.from({ length: 70 }, () => guess()));
      expect(await count()).toBe(before + 60);
      clock.advance({ minutes: 1 });
      await guess();
      const [last] = await rows(
        `SELECT detail FROM audit_entry WHERE action = 'machine.refused' ORDER BY id DESC LIMIT 1`,
      );
      expect(last).toEqual({ detail: { reason: 'wrong-secret', untold: 10 } });
    });
  });
});
