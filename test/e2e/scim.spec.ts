import {
  SCIM_PATCH,
  SCIM_ROLE,
  type ScimGroup,
  type ScimGroupList,
  type ScimUser,
  type ScimUserList,
} from '#libs/contracts';
import { SessionService } from '#libs/identity';
import { FixedClock, newId } from '#libs/kernel';
import { SYSTEM, UnitOfWork } from '#libs/platform';
import { startApi, type TestApi } from '../support/api.js';
import { freshDatabase } from '../support/database.js';
import { aMachine, asBearer, aToken } from '../support/machines.js';
import {
  anOrganisation,
  inOrganisation,
  signInStaff,
  type StaffMember,
  type TestOrganisation,
} from '../support/staff.js';

const ISSUER = 'https://id.example.org/realms/staff';

interface Answer<Body> {
  readonly status: number;
  readonly body: Body;
  readonly headers: Headers;
}

describe('Provisioning by SCIM', () => {
  const clock = FixedClock.at('2026-11-23T08:00:00Z');
  let api: TestApi;
  let ours: TestOrganisation;
  let theirs: TestOrganisation;
  let admin: StaffMember;
  let token: string;
  let theirToken: string;

  beforeAll(async () => {
    const databaseUrl = await freshDatabase('scim');
    const environment = { OIDC_ISSUER: ISSUER, RATE_LIMIT: 'off' };
    api = await startApi({ databaseUrl, clock, demo: false, environment });
  }, 120_000);
  beforeEach(async () => {
    const name = newId();
    ours = await anOrganisation(api, `Ours ${name}`);
    theirs = await anOrganisation(api, `Theirs ${name}`);
    admin = await signInStaff(api, [inOrganisation('org_admin', ours.id)]);
    const theirAdmin = await signInStaff(api, [inOrganisation('org_admin', theirs.id)]);
    const directory = { name: 'Directory', scopes: ['people.provision'] };
    token = await aToken(api, await aMachine(api, admin, ours.id, directory));
    theirToken = await aToken(api, await aMachine(api, theirAdmin, theirs.id, directory));
  });
  afterAll(() => api.stop());

  async function ask<Body = Record<string, unknown>>(
    method: string,
    path: string,
    body?: object,
    by = token,
  ): Promise<Answer<Body>> {
    const headers = { ...asBearer(by), ...(body === undefined ? {} : { 'content-type': 'application/scim+json' }) };
    const init = { method, headers, ...(body === undefined ? {} : { body: JSON.stringify(body) }) };
    const response = await fetch(`${api.url}/scim/v2${path}`, init);
    const text = await response.text();
    if (text !== '') expect(response.headers.get('content-type')).toMatch(/^application\/scim\+json(;|$)/);
    return {
      status: response.status,
      headers: response.headers,
      body: (text === '' ? null : JSON.parse(text)) as Body,
    };
  }
  const refused = (answer: Answer<unknown>, status: number, scimType?: string): void =>
    expect([answer.status, answer.body]).toEqual([
      status,
      {
        schemas: ['urn:ietf:params:scim:api:messages:2.0:Error'],
        status: String(status),
        detail: expect.any(String) as string,
        ...(scimType === undefined ? {} : { scimType }),
      },
    ]);
  const patch = (...Operations: readonly object[]): object => ({ schemas: [SCIM_PATCH], Operations });
  const rows = <Row extends object>(sql: string, parameters: unknown[] = []): Promise<Row[]> =>
    api.app.get(UnitOfWork).run(SYSTEM, (tx) => tx.query<Row>(sql, parameters));

  async function aUser(given: object = {}, by = token): Promise<ScimUser> {
    const subject = newId();
    const { status, body } = await ask<ScimUser>(
      'POST',
      '/Users',
      { externalId: subject, userName: subject, ...given },
      by,
    );
    expect(status).toBe(201);
    return body;
  }
  async function aGroup(displayName: string, members: readonly ScimUser[] = [], by = token): Promise<ScimGroup> {
    const asked = { displayName, members: members.map(({ id }) => ({ value: id })) };
    const { status, body } = await ask<ScimGroup>('POST', '/Groups', asked, by);
    expect([status, body]).toEqual([201, expect.anything()]);
    return body;
  }
  const personOf = async ({ externalId }: ScimUser): Promise<string> => {
    const [row] = await rows<{ id: string }>(`SELECT id FROM person WHERE issuer = $1 AND subject = $2`, [
      ISSUER,
      externalId,
    ]);
    return row!.id;
  };
  /** The roles of a person with where they come from, as text. */
  const rolesOf = async (user: ScimUser): Promise<string[]> =>
    (
      await rows<{ role: string; hub_id: string | null; source: string }>(
        `SELECT role, hub_id, source FROM membership WHERE person_id = $1 ORDER BY role, source`,
        [await personOf(user)],
      )
    ).map(({ role, hub_id, source }) => `${role}${hub_id === null ? '' : `@${hub_id}`} ${source}`);
  const session = async (user: ScimUser): Promise<() => Promise<number>> => {
    const cookie = `sid=${await api.app.get(SessionService).open(await personOf(user), null)}`;
    return async () => (await fetch(`${api.url}/api/v1/me`, { headers: { cookie } })).status;
  };

  describe('describes itself', () => {
    it('to anybody', async () => {
      const configuration = await (await fetch(`${api.url}/scim/v2/ServiceProviderConfig`)).json();
      expect(configuration).toMatchObject({ patch: { supported: true }, bulk: { supported: false } });
      const types = await ask('GET', '/ResourceTypes');
      expect(types.body).toMatchObject({ totalResults: 2, Resources: [{ id: 'User' }, { id: 'Group' }] });
      const { body } = await ask<{ Resources: { id: string }[] }>('GET', '/Schemas');
      for (const { id } of body.Resources) expect((await ask('GET', `/Schemas/${id}`)).body).toMatchObject({ id });
      refused(await ask('GET', '/Schemas/urn:x'), 404);
      refused(await ask('GET', '/ResourceTypes/Device'), 404);
    });

    it('and answers in its own form where there is nothing', async () => {
      refused(await ask('GET', '/Bulk'), 404);
      refused(await ask('POST', '/Users', [] as object), 400, 'invalidValue');
    });
  });

  describe('of users', () => {
    it('makes a person known before they sign in, by the subject of the sign-in', async () => {
      const subject = newId();
      const asked = {
        schemas: [
          'urn:ietf:params:scim:schemas:core:2.0:User',
          'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User',
        ],
        externalId: subject,
        userName: 'Ada@example.org',
        name: { givenName: 'Ada', familyName: 'Byron' },
        emails: [{ value: 'ada@example.org', primary: true }],
        'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User': { department: 'Mathematics' },
      };
      const { status, body, headers } = await ask<ScimUser>('POST', '/Users', asked);
      expect([status, body]).toEqual([
        201,
        {
          schemas: ['urn:ietf:params:scim:schemas:core:2.0:User'],
          id: body.id,
          externalId: subject,
          userName: 'Ada@example.org',
          displayName: 'Ada Byron',
          active: true,
          meta: {
            resourceType: 'User',
            created: '2026-11-23T08:00:00Z',
            lastModified: '2026-11-23T08:00:00Z',
            location: `${api.url}/scim/v2/Users/${body.id}`,
            version: 'W/"1"',
          },
        },
      ]);
      expect(headers.get('location')).toBe(body.meta.location);
      expect((await ask('GET', `/Users/${body.id}`)).body).toEqual(body);
      expect(
        await rows(`SELECT display_name FROM person WHERE issuer = $1 AND subject = $2`, [ISSUER, subject]),
      ).toEqual([{ display_name: 'Ada Byron' }]);
      expect(JSON.stringify(await rows(`SELECT * FROM scim_user WHERE id = $1`, [body.id]))).not.toContain(
        'Mathematics',
      );
    });

    it('finds the person who has signed in already, and does not rename them', async () => {
      const subject = newId();
      await rows(`INSERT INTO person (id, issuer, subject, display_name) VALUES ($1, $2, $3, 'Own name')`, [
        newId(),
        ISSUER,
        subject,
      ]);
      await aUser({ externalId: subject, displayName: 'Another name' });
      expect(await rows(`SELECT display_name FROM person WHERE subject = $1`, [subject])).toEqual([
        { display_name: 'Own name' },
      ]);
    });

    it('has each userName and externalId once in an organisation, and again in another one', async () => {
      const user = await aUser({ userName: 'Grace' });
      refused(await ask('POST', '/Users', { externalId: newId(), userName: 'GRACE' }), 409, 'uniqueness');
      refused(await ask('POST', '/Users', { externalId: user.externalId, userName: 'x' }), 409, 'uniqueness');
      const abroad = await aUser({ externalId: user.externalId, userName: 'Grace' }, theirToken);
      expect(await personOf(abroad)).toBe(await personOf(user));
    });

    it('finds by a filter, page by page', async () => {
      const users = [await aUser({ userName: 'a "b"' }), await aUser(), await aUser()];
      const find = async (query: string): Promise<ScimUserList> =>
        (await ask<ScimUserList>('GET', `/Users?${query}`)).body;
      const filter = (text: string): Promise<ScimUserList> => find(`filter=${encodeURIComponent(text)}`);
      expect(await filter('userName eq "A \\"B\\""')).toMatchObject({ totalResults: 1, Resources: [users[0]] });
      const both = `externalId eq "${users[1]!.externalId}" and userName eq "${users[1]!.userName}"`;
      expect(await filter(both)).toMatchObject({ totalResults: 1, Resources: [users[1]] });
      expect(await filter('userName eq "nobody"')).toEqual({
        schemas: ['urn:ietf:params:scim:api:messages:2.0:ListResponse'],
        totalResults: 0,
        startIndex: 1,
        itemsPerPage: 0,
        Resources: [],
      });
      expect((await filter(`userName eq "'; DROP TABLE scim_user; --"`)).totalResults).toBe(0);
      const page = await find('startIndex=2&count=1');
      expect(page).toMatchObject({
        totalResults: 3,
        startIndex: 2,
        itemsPerPage: 1,
        Resources: [{ id: users[1]!.id }],
      });
      expect(await find('startIndex=-5&count=-1')).toMatchObject({ totalResults: 3, startIndex: 1, Resources: [] });
      expect((await find('attributes=userName')).Resources[2]).toEqual({
        schemas: users[2]!.schemas,
        id: users[2]!.id,
        userName: users[2]!.userName,
      });
      refused(await ask('GET', '/Users?filter=userName%20co%20%22a%22'), 400, 'invalidFilter');
      refused(await ask('GET', '/Users?filter=personId%20eq%20%22a%22'), 400, 'invalidFilter');
      refused(await ask('GET', '/Users?count=many'), 400, 'invalidValue');
    });

    it('changes by PUT and PATCH, and counts what changed', async () => {
      const { id, externalId } = await aUser({ userName: 'before' });
      clock.advance({ minutes: 1 });
      const put = await ask<ScimUser>('PUT', `/Users/${id}`, { externalId, userName: 'after', displayName: 'Ada' });
      expect(put).toMatchObject({
        status: 200,
        body: { userName: 'after', displayName: 'Ada', meta: { version: 'W/"2"' } },
      });
      const operation = { op: 'Replace', path: 'displayName', value: 'Ada Byron' };
      const first = await ask<ScimUser>('PATCH', `/Users/${id}`, patch(operation));
      expect(first).toMatchObject({ status: 200, body: { displayName: 'Ada Byron', meta: { version: 'W/"3"' } } });
      expect((await ask('PATCH', `/Users/${id}`, patch(operation))).body).toEqual(first.body);
      const again = await ask('PATCH', `/Users/${id}`, patch({ op: 'replace', value: { active: 'False' } }));
      expect(again.body).toMatchObject({ active: false, meta: { version: 'W/"4"' } });
    });

    it('does not let a user become somebody else', async () => {
      const { id } = await aUser();
      refused(await ask('PUT', `/Users/${id}`, { externalId: newId(), userName: 'x' }), 400, 'mutability');
      refused(
        await ask('PATCH', `/Users/${id}`, patch({ op: 'replace', path: 'externalId', value: 'x' })),
        400,
        'mutability',
      );
    });

    it.each([
      ['an organisation', { organisationId: newId() }],
      ['a person', { personId: newId() }],
      ['a version', { version: 7 }],
    ])('does not let a request say %s', async (_, asked) => {
      refused(await ask('POST', '/Users', { externalId: newId(), userName: newId(), ...asked }), 400, 'invalidValue');
      const { id, ...user } = await aUser();
      refused(await ask('PUT', `/Users/${id}`, { ...user, ...asked }), 400, 'invalidValue');
      refused(await ask('PATCH', `/Users/${id}`, patch({ op: 'add', value: asked })), 400, 'invalidPath');
    });

    it.each([
      [{ userName: 'x' }, 'invalidValue'],
      [{ externalId: 'x' }, 'invalidValue'],
      [{ externalId: 'x', userName: '' }, 'invalidValue'],
      [{ externalId: 'x', userName: 'x', active: 'maybe' }, 'invalidValue'],
      [{ externalId: 'x', userName: 'x'.repeat(201) }, 'invalidValue'],
    ])('refuses %j', async (asked, scimType) => {
      refused(await ask('POST', '/Users', asked), 400, scimType);
    });

    it('takes either all operations of a PATCH or none', async () => {
      const user = await aUser();
      const half = patch({ op: 'replace', path: 'displayName', value: 'x' }, { op: 'remove', path: 'userName' });
      refused(await ask('PATCH', `/Users/${user.id}`, half), 400, 'invalidValue');
      expect((await ask('GET', `/Users/${user.id}`)).body).toEqual(user);
      refused(await ask('PATCH', `/Users/${user.id}`, { Operations: [] }), 400, 'invalidValue');
    });
  });

  describe('of groups', () => {
    it('gives members the role that the group is named for, and takes it away', async () => {
      const [ada, grace] = [await aUser(), await aUser()];
      const group = await aGroup(`hub_manager@${ours.hubIds[0]}`, [ada]);
      expect(group).toMatchObject({
        displayName: `hub_manager@${ours.hubIds[0]}`,
        members: [{ value: ada.id, display: ada.displayName }],
        [SCIM_ROLE]: { role: 'hub_manager', hub: ours.hubIds[0] },
      });
      expect(await rolesOf(ada)).toEqual([`hub_manager@${ours.hubIds[0]} scim`]);
      const swap = patch(
        { op: 'Add', path: 'members', value: [{ value: grace.id }] },
        { op: 'Remove', path: `members[value eq "${ada.id}"]` },
      );
      const { body } = await ask<ScimGroup>('PATCH', `/Groups/${group.id}`, swap);
      expect(body.members).toEqual([{ value: grace.id, display: grace.displayName }]);
      expect([await rolesOf(ada), await rolesOf(grace)]).toEqual([[], [`hub_manager@${ours.hubIds[0]} scim`]]);
      expect((await ask('PATCH', `/Groups/${group.id}`, swap)).body).toEqual(body);
      expect((await ask('DELETE', `/Groups/${group.id}`)).status).toBe(204);
      expect(await rolesOf(grace)).toEqual([]);
      refused(await ask('GET', `/Groups/${group.id}`), 404);
    });

    it('follows a group that comes to stand for another role', async () => {
      const ada = await aUser();
      const { id } = await aGroup('worker', [ada]);
      await ask('PATCH', `/Groups/${id}`, patch({ op: 'replace', path: 'displayName', value: 'auditor' }));
      expect(await rolesOf(ada)).toEqual(['auditor scim']);
      const said = {
        displayName: 'People of the library',
        [SCIM_ROLE]: { role: 'org_admin' },
        members: [{ value: ada.id }],
      };
      expect((await ask('PUT', `/Groups/${id}`, said)).status).toBe(200);
      expect(await rolesOf(ada)).toEqual(['org_admin scim']);
      await ask('PATCH', `/Groups/${id}`, patch({ op: 'replace', path: `${SCIM_ROLE}:role`, value: 'worker' }));
      expect(await rolesOf(ada)).toEqual(['worker scim']);
      const renamed = await ask('PATCH', `/Groups/${id}`, patch({ op: 'replace', value: { displayName: 'People' } }));
      expect(renamed.body).toMatchObject({ displayName: 'People', [SCIM_ROLE]: { role: 'worker', hub: null } });
      await ask('PATCH', `/Groups/${id}`, patch({ op: 'remove', path: 'members' }));
      expect(await rolesOf(ada)).toEqual([]);
    });

    it('keeps a role that another group still gives', async () => {
      const ada = await aUser();
      const first = await aGroup('worker', [ada]);
      const said = { displayName: 'All', [SCIM_ROLE]: { role: 'worker', hub: null }, members: [{ value: ada.id }] };
      const second = await ask<ScimGroup>('POST', '/Groups', said);
      await ask('DELETE', `/Groups/${first.id}`);
      expect(await rolesOf(ada)).toEqual(['worker scim']);
      await ask('DELETE', `/Groups/${second.body.id}`);
      expect(await rolesOf(ada)).toEqual([]);
    });

    it('leaves alone what others gave', async () => {
      const ada = await aUser();
      const personId = await personOf(ada);
      for (const [organisation, role] of [
        [ours.id, 'worker'],
        [ours.id, 'auditor'],
        [theirs.id, 'worker'],
      ])
        await rows(`INSERT INTO membership (id, person_id, organisation_id, role) VALUES ($1, $2, $3, $4)`, [
          newId(),
          personId,
          organisation,
          role,
        ]);
      const { id } = await aGroup('worker', [ada]);
      await ask('DELETE', `/Groups/${id}`);
      await ask('DELETE', `/Users/${ada.id}`);
      expect(await rolesOf({ ...ada })).toEqual(['auditor operator', 'worker operator', 'worker operator']);
    });

    it.each(['network_admin', 'Everybody', 'planner@x', 'hub_manager@no-such-hub'])(
      'gives no role for %s',
      async (name) => {
        refused(await ask('POST', '/Groups', { displayName: name }), 400, 'invalidValue');
      },
    );

    it('gives no role of the network by any way', async () => {
      const { id } = await aGroup('worker', [await aUser()]);
      const say = { op: 'replace', path: `${SCIM_ROLE}:role`, value: 'network_admin' };
      refused(await ask('PATCH', `/Groups/${id}`, patch(say)), 400, 'invalidValue');
      refused(await ask('PUT', `/Groups/${id}`, { displayName: 'network_admin' }), 400, 'invalidValue');
      expect(await rows(`SELECT FROM membership WHERE role = 'network_admin'`)).toEqual([]);
    });

    it('finds by a filter', async () => {
      const ada = await aUser();
      const [group] = [await aGroup('worker', [ada]), await aGroup('auditor')];
      const find = async (filter: string): Promise<ScimGroupList> =>
        (await ask<ScimGroupList>('GET', `/Groups?filter=${encodeURIComponent(filter)}`)).body;
      for (const filter of ['displayName eq "WORKER"', `id eq "${group.id}" and members.value eq "${ada.id}"`])
        expect(await find(filter)).toMatchObject({ totalResults: 1, Resources: [group] });
      const without = await ask<ScimGroup>('GET', `/Groups/${group.id}?excludedAttributes=members`);
      expect(without.body).not.toHaveProperty('members');
      refused(await ask('POST', '/Groups', { displayName: 'Worker' }), 409, 'uniqueness');
    });
  });

  describe('of somebody who leaves', () => {
    it('takes their roles and ends their sessions at once, and gives the roles back on their return', async () => {
      const ada = await aUser();
      await aGroup('hub_manager', [ada]);
      const status = await session(ada);
      expect(await status()).toBe(200);
      await ask('PATCH', `/Users/${ada.id}`, patch({ op: 'replace', path: 'active', value: false }));
      expect([await status(), await rolesOf(ada)]).toEqual([401, []]);
      await ask('PATCH', `/Users/${ada.id}`, patch({ op: 'replace', path: 'active', value: true }));
      expect(await rolesOf(ada)).toEqual(['hub_manager scim']);
    });

    it('ends the sessions of nobody else', async () => {
      const [ada, grace] = [await aUser(), await aUser({}, theirToken)];
      const status = await session(grace);
      await ask('DELETE', `/Users/${ada.id}`);
      expect([
        await status(),
        (await fetch(`${api.url}/api/v1/me`, { headers: { cookie: admin.cookie } })).status,
      ]).toEqual([200, 200]);
    });

    it('forgets a user that is removed, and keeps the person', async () => {
      const ada = await aUser();
      const group = await aGroup('worker', [ada]);
      const status = await session(ada);
      expect((await ask('DELETE', `/Users/${ada.id}`)).status).toBe(204);
      expect([await status(), await rolesOf(ada)]).toEqual([401, []]);
      refused(await ask('GET', `/Users/${ada.id}`), 404);
      expect((await ask<ScimGroup>('GET', `/Groups/${group.id}`)).body.members).toEqual([]);
      expect(await personOf(await aUser({ externalId: ada.externalId }))).toBe(await personOf(ada));
    });

    it('leaves no role behind, whatever else happens at the same instant', async () => {
      for (let round = 0; round < 8; round++) {
        const ada = await aUser();
        const group = await aGroup('worker');
        await Promise.all([
          ask('PATCH', `/Groups/${group.id}`, patch({ op: 'add', path: 'members', value: [{ value: ada.id }] })),
          ask('PATCH', `/Users/${ada.id}`, patch({ op: 'replace', path: 'active', value: false })),
        ]);
        expect(await rolesOf(ada)).toEqual([]);
        await ask('DELETE', `/Groups/${group.id}`);
      }
    });
  });

  describe('attacked', () => {
    it('knows nothing of another organisation, in whatever parameter its ids come', async () => {
      const user = await aUser({}, theirToken);
      const group = await aGroup('worker', [user], theirToken);
      const change = patch({ op: 'replace', path: 'displayName', value: 'auditor' });
      for (const path of [`/Users/${user.id}`, `/Groups/${group.id}`]) {
        refused(await ask('GET', path), 404);
        refused(await ask('PATCH', path, change), 404);
        refused(await ask('DELETE', path), 404);
      }
      refused(await ask('PUT', `/Users/${user.id}`, { externalId: user.externalId, userName: 'x' }), 404);
      refused(await ask('PUT', `/Groups/${group.id}`, { displayName: 'auditor' }), 404);
      refused(
        await ask('POST', '/Groups', { displayName: 'worker', members: [{ value: user.id }] }),
        400,
        'invalidValue',
      );
      const own = await aGroup('worker');
      const add = patch({ op: 'add', path: 'members', value: [{ value: user.id }] });
      refused(await ask('PATCH', `/Groups/${own.id}`, add), 400, 'invalidValue');
      refused(await ask('POST', '/Groups', { displayName: `hub_manager@${theirs.hubIds[0]}` }), 400, 'invalidValue');
      for (const filter of [`id eq "${user.id}"`, `externalId eq "${user.externalId}"`])
        expect((await ask('GET', `/Users?filter=${encodeURIComponent(filter)}`)).body).toMatchObject({
          totalResults: 0,
        });
      const members = encodeURIComponent(`members.value eq "${user.id}"`);
      expect((await ask('GET', `/Groups?filter=${members}`)).body).toMatchObject({ totalResults: 0 });
      expect(await rolesOf(user)).toEqual(['worker scim']);
    });

    it('is for machines with the scope alone', async () => {
      const machine = await aMachine(api, admin, ours.id, {
        name: newId(),
        scopes: ['hub.watch', 'organisation.administer'],
      });
      const other = await aToken(api, machine);
      for (const path of ['/Users', '/Groups', `/Users/${newId()}`])
        refused(await ask('GET', path, undefined, other), 403);
      refused(await ask('GET', '/Users', undefined, 'qdt_wrong'), 401);
      const bySession = await fetch(`${api.url}/scim/v2/Users`, { headers: { cookie: admin.cookie } });
      expect(bySession.status).toBe(403);
      expect((await fetch(`${api.url}/scim/v2/Users`)).status).toBe(401);
    });

    it('gives who keeps its secret no right that an administrator does not have', async () => {
      await rows(`UPDATE person SET issuer = $1 WHERE id = $2`, [ISSUER, admin.personId]);
      const keeper = await aUser({ externalId: admin.personId });
      const members = [{ value: keeper.id }];
      for (const displayName of ['auditor', 'planner'])
        refused(await ask('POST', '/Groups', { displayName, members }), 403);
      const { id } = await aGroup('worker', [keeper]);
      refused(
        await ask('PATCH', `/Groups/${id}`, patch({ op: 'replace', path: 'displayName', value: 'auditor' })),
        403,
      );
      await aGroup('auditor', [await aUser()]);
      expect(await rolesOf(keeper)).toEqual(['org_admin operator', 'worker scim']);
    });

    it('is told to the audit: what was done, to whom, by which machine, and who was looked at', async () => {
      const ada = await aUser();
      const { id } = await aGroup('worker', [ada]);
      await ask('GET', `/Users/${ada.id}`);
      await ask('GET', '/Users');
      await ask('PATCH', `/Users/${ada.id}`, patch({ op: 'replace', path: 'active', value: false }));
      await ask('DELETE', `/Groups/${id}`);
      const personId = await personOf(ada);
      const told = await rows<{ action: string; viewed: boolean; subject: boolean }>(
        `SELECT action, viewed, subject_id IS NOT DISTINCT FROM $2 AS subject FROM audit_entry
          WHERE organisation_id = $1 AND actor_kind = 'machine' ORDER BY id`,
        [ours.id, personId],
      );
      expect(told.map(({ action, viewed, subject }) => [action, viewed, subject])).toEqual([
        ['token.issued', false, false],
        ['scim-user.created', false, true],
        ['scim-group.created', false, false],
        ['membership.granted', false, true],
        ['scim-user.viewed', true, true],
        ['scim-users.listed', true, false],
        ['scim-user.changed', false, true],
        ['membership.revoked', false, true],
        ['scim-group.removed', false, false],
      ]);
      expect(JSON.stringify(told)).not.toContain(ada.userName);
    });

    it('meets a second wall: its power reaches no row of another organisation, and no person', async () => {
      const user = await aUser({}, theirToken);
      await aGroup('worker', [user], theirToken);
      await session(user);
      const mine = await aUser();
      await session(mine);
      const context = {
        ...SYSTEM,
        system: false,
        provisions: { everywhere: false, organisationIds: [ours.id], hubIds: [] },
      };
      const seen = await api.app.get(UnitOfWork).run(context, async (tx) => {
        const found: Record<string, number> = {};
        for (const table of ['scim_user', 'scim_group', 'scim_group_member', 'membership', 'session', 'person'])
          found[table] = (await tx.query(`SELECT FROM ${table}`)).length;
        return found;
      });
      expect(seen).toEqual({ scim_user: 1, scim_group: 0, scim_group_member: 0, membership: 0, session: 1, person: 0 });
      const insert = `INSERT INTO membership (id, person_id, organisation_id, role, source) VALUES ($1, $2, $3, $4, $5)`;
      for (const [organisationId, role, source] of [
        [theirs.id, 'worker', 'scim'],
        [ours.id, 'worker', 'operator'],
        [null, 'network_admin', 'scim'],
      ] as const) {
        const plant = api.app
          .get(UnitOfWork)
          .run(context, async (tx) => tx.query(insert, [newId(), await personOf(mine), organisationId, role, source]));
        await expect(plant).rejects.toMatchObject({ driverError: { code: '42501' } });
      }
      const everybody = api.app
        .get(UnitOfWork)
        .run({ ...SYSTEM, system: false }, (tx) =>
          tx.query(`SELECT quindici_provision_person($1, 'x', 'y', 'z')`, [newId()]),
        );
      await expect(everybody).rejects.toMatchObject({ driverError: { code: '42501' } });
    });
  });
});
