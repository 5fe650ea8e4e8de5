import type { MyOrganisations, Organisation, OrganisationPage } from '#libs/contracts';
import { newId } from '#libs/kernel';
import { startApi, type TestApi } from '../support/api.js';
import { openPostgres, type TestDatabase } from '../support/databases.js';
import { type Call, callsTo } from '../support/http-client.js';
import {
  anOrganisation,
  inHub,
  inNetwork,
  inOrganisation,
  signInStaff,
  type StaffMember,
  type TestOrganisation,
} from '../support/staff.js';

describe('Organisations over HTTP', () => {
  let db: TestDatabase;
  let api: TestApi;
  let call: Call;
  let [library, school]: TestOrganisation[] = [];
  let network: StaffMember;
  let admin: StaffMember;

  beforeAll(async () => {
    db = await openPostgres('e2e_organisations');
    api = await startApi({ databaseUrl: db.url });
    call = callsTo(api);
    library = await anOrganisation(api, 'Biblioteca Ariostea', 2);
    school = await anOrganisation(api, 'Scuola Dosso Dossi', 1);
    network = await signInStaff(api, [inNetwork('network_admin')]);
    admin = await signInStaff(api, [inOrganisation('org_admin', library.id)]);
  }, 60_000);
  afterAll(async () => {
    await api?.stop();
    await db?.stop();
  });

  const named = (name: string): object => ({ name, kind: 'employer' });
  const found = async (name: string): Promise<Organisation> =>
    (await call<Organisation>('POST', '/organisations', { ...network, body: named(name) })).body;
  const change = (id: string, body: unknown, who = admin, etag?: string) =>
    call<Organisation>('PATCH', `/organisations/${id}`, {
      cookie: who.cookie,
      body,
      headers: etag === undefined ? {} : { 'if-match': etag },
    });
  const etagOf = async (id: string): Promise<string> =>
    (await call('GET', `/organisations/${id}`)).headers.get('etag')!;
  const told = (id: string): Promise<object[]> =>
    db.source.query(
      `SELECT action, actor_id, object, detail FROM audit_entry WHERE organisation_id = $1 AND action LIKE 'organisation.%' ORDER BY id`,
      [id],
    );

  it('lists them by name to anybody, page by page', async () => {
    for (const name of ['Paginato 2', 'paginato 3', 'Paginato 1']) await found(name);
    const names: string[] = [];
    let next: string | null = '';
    while (next !== null) {
      const page: OrganisationPage = (
        await call<OrganisationPage>(
          'GET',
          `/organisations?q=PAGINATO&limit=1${next === '' ? '' : `&cursor=${encodeURIComponent(next)}`}`,
        )
      ).body;
      expect(page.items.length).toBe(1);
      names.push(page.items[0]!.name);
      next = page.next;
    }
    expect(names.toSorted()).toEqual(['Paginato 1', 'Paginato 2', 'paginato 3']);
  });

  it('finds by kind and by the whole IPA code, with the hubs counted', async () => {
    const { body: town } = await call<Organisation>('POST', '/organisations', {
      ...network,
      body: { name: 'Comune di Prova', kind: 'municipality', ipaCode: 'c_x999' },
    });
    const items = async (query: string): Promise<Organisation[]> =>
      (await call<OrganisationPage>('GET', `/organisations?${query}`)).body.items;
    expect(await items('q=C_X999')).toEqual([town]);
    expect(await items('kind=municipality')).toEqual([town]);
    expect(await items('q=ariostea')).toMatchObject([{ id: library!.id, hubs: 2, ipaCode: null, parentId: null }]);
    expect(await items('q=no such name')).toEqual([]);
  });

  it.each(['cursor=x', 'cursor=WyJhIl0', 'kind=bank', 'limit=0', 'limit=101', 'q=%00', 'q='])(
    'refuses the query %s',
    async (query) => expect(await call('GET', `/organisations?${query}`)).toMatchObject({ status: 400 }),
  );

  it('is founded by the network alone', async () => {
    const { status, body, headers } = await call<Organisation>('POST', '/organisations', {
      ...network,
      body: { ...named('Ente Nuovo'), parentId: library!.id },
    });
    expect(status).toBe(201);
    expect(body).toEqual({
      id: expect.any(String) as string,
      name: 'Ente Nuovo',
      kind: 'employer',
      ipaCode: null,
      parentId: library!.id,
      hubs: 0,
    });
    expect(headers.get('location')).toBe(`/api/v1/organisations/${body.id}`);
    expect(headers.get('etag')).toBe('"1"');
    expect(await told(body.id)).toMatchObject([
      { action: 'organisation.created', actor_id: network.personId, object: `organisation/${body.id}` },
    ]);
  });

  it.each([
    ['an administrator of an organisation', 'org_admin' as const, true],
    ['a manager', 'hub_manager' as const, true],
    ['a worker', 'worker' as const, true],
    ['a planner of the network', 'planner' as const, false],
    ['an auditor of the network', 'auditor' as const, false],
  ])('is not founded by %s', async (_, role, own) => {
    const who = await signInStaff(api, [own ? inOrganisation(role, library!.id) : inNetwork(role)]);
    expect(await call('POST', '/organisations', { ...who, body: named('Abusivo') })).toMatchObject({ status: 403 });
    expect(await call('POST', '/organisations', { body: named('Abusivo') })).toMatchObject({ status: 401 });
    expect((await call<OrganisationPage>('GET', '/organisations?q=abusivo')).body.items).toEqual([]);
  });

  it('has a name and an IPA code of its own', async () => {
    const post = (body: object) => call('POST', '/organisations', { ...network, body });
    await post({ ...named('Unico'), ipaCode: 'unico' });
    expect((await post(named('Unico'))).body).toMatchObject({ status: 409, code: 'organisation-name-taken' });
    expect((await post({ ...named('Altro'), ipaCode: 'unico' })).body).toMatchObject({
      status: 409,
      code: 'ipa-code-taken',
    });
    expect((await post({ ...named('Altro'), parentId: newId() })).body).toMatchObject({
      status: 422,
      code: 'parent-not-found',
    });
    for (const bad of [
      { name: ' ' },
      { name: 'a\nb' },
      { name: 'a\u0000' },
      { kind: 'bank' },
      { ipaCode: 'C A' },
      { id: newId() },
      { version: 9 },
    ])
      expect(await post({ ...named('Altro'), ...bad })).toMatchObject({ status: 400 });
  });

  it('is changed by its administrator, in the version that they have seen', async () => {
    const before = await etagOf(library!.id);
    expect((await change(library!.id, { kind: 'public_body' })).body).toMatchObject({
      status: 428,
      code: 'not-conditional',
    });
    expect((await change(library!.id, { kind: 'public_body' }, admin, '*')).status).toBe(428);
    const changed = await change(library!.id, { kind: 'public_body', ipaCode: 'ariostea' }, admin, before);
    expect(changed).toMatchObject({
      status: 200,
      body: { name: 'Biblioteca Ariostea', kind: 'public_body', ipaCode: 'ariostea', hubs: 2 },
    });
    expect(changed.headers.get('etag')).not.toBe(before);
    expect((await change(library!.id, { name: 'Late' }, admin, before)).body).toMatchObject({
      status: 412,
      code: 'changed-meanwhile',
    });
    const cleared = await change(library!.id, { ipaCode: null }, admin, changed.headers.get('etag')!);
    expect(cleared).toMatchObject({ status: 200, body: { kind: 'public_body', ipaCode: null } });
    expect(await told(library!.id)).toMatchObject([
      { action: 'organisation.changed', actor_id: admin.personId, detail: { fields: ['kind', 'ipaCode'] } },
      { action: 'organisation.changed', detail: { fields: ['ipaCode'] } },
    ]);
  });

  it('lets one of two win who change the same version at once', async () => {
    const { id } = await found('Contesa');
    const answers = await Promise.all(
      Array.from({ length: 8 }, (_, n) => change(id, { name: `Contesa ${n}` }, network, '"1"')),
    );
    expect(answers.map(({ status }) => status).toSorted()).toEqual([200, ...Array.from({ length: 7 }, () => 412)]);
    expect(await etagOf(id)).toBe('"2"');
  });

  it('keeps its version when nothing is changed', async () => {
    const { id } = await found('Ferma');
    expect((await change(id, { name: 'Ferma' }, network, '"1"')).headers.get('etag')).toBe('"1"');
    expect(await change(id, {}, network, '"1"')).toMatchObject({ status: 200, body: { name: 'Ferma' } });
    expect(await told(id)).toHaveLength(1);
  });

  describe('under attack', () => {
    it('is not changed by those of another organisation, nor by its own who do not administer it', async () => {
      const etag = await etagOf(school!.id);
      const attackers = [
        admin,
        await signInStaff(api, [inOrganisation('hub_manager', school!.id)]),
        await signInStaff(api, [inHub('hub_manager', school!.id, school!.hubIds[0]!)]),
        await signInStaff(api, [inOrganisation('auditor', school!.id)]),
        await signInStaff(api, [inNetwork('auditor'), inNetwork('planner')]),
        await signInStaff(api, []),
      ];
      for (const who of attackers)
        expect((await change(school!.id, { name: 'Mine now' }, who, etag)).body).toMatchObject({ status: 403 });
      expect(await etagOf(school!.id)).toBe(etag);
    });

    it('takes no members of the body that are not the caller’s to set', async () => {
      const etag = await etagOf(library!.id);
      for (const extra of [
        { id: school!.id },
        { version: 1 },
        { memberships: [] },
        { hubs: 9 },
        { organisationId: school!.id },
      ])
        expect((await change(library!.id, { name: 'X', ...extra }, admin, etag)).body).toMatchObject({ status: 400 });
      for (const parentId of [school!.id, null])
        expect((await change(library!.id, { parentId }, admin, etag)).body).toMatchObject({ status: 403 });
      expect(await etagOf(library!.id)).toBe(etag);
    });

    it('does not stand above itself', async () => {
      const [top, below] = [await found('Sopra'), await found('Sotto')];
      expect((await change(below.id, { parentId: top.id }, network, '"1"')).status).toBe(200);
      for (const [id, parentId] of [
        [top.id, below.id],
        [top.id, top.id],
      ] as const)
        expect((await change(id, { parentId }, network, '"1"')).body).toMatchObject({
          status: 422,
          code: 'organisation-above-itself',
        });
    });

    it('is unknown by an id of no organisation', async () => {
      expect((await change(newId(), { name: 'X' }, network, '"1"')).body).toMatchObject({ status: 404 });
      expect(await call('GET', `/organisations/${newId()}`)).toMatchObject({
        status: 404,
        body: { code: 'organisation-not-found' },
      });
      expect(await call('GET', '/organisations/1%27%20or%201')).toMatchObject({ status: 400 });
    });
  });

  it('tells a person which ones they administer and which they audit', async () => {
    const mine = async ({ cookie }: StaffMember) =>
      (await call<MyOrganisations>('GET', '/me/organisations', { cookie })).body.items;
    const both = await signInStaff(api, [
      inOrganisation('org_admin', library!.id),
      inOrganisation('auditor', school!.id),
    ]);
    expect(await mine(both)).toMatchObject([
      { id: library!.id, administers: true, audits: false },
      { id: school!.id, administers: false, audits: true },
    ]);
    expect(await mine(await signInStaff(api, [inOrganisation('hub_manager', library!.id)]))).toEqual([]);
    const everything = await mine(network);
    expect(everything.length).toBeGreaterThan(5);
    expect(everything.every(({ administers, audits }) => administers && audits)).toBe(true);
  });
});
