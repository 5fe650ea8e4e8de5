import type { Me, Member, MemberPage } from '#libs/contracts';
import { NETWORK } from '#libs/identity';
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

describe('Members over HTTP', () => {
  let db: TestDatabase;
  let api: TestApi;
  let call: Call;
  let ours: TestOrganisation;
  let theirs: TestOrganisation;
  let network: StaffMember;
  let admin: StaffMember;
  let count = 0;

  beforeAll(async () => {
    db = await openPostgres('e2e_members');
    api = await startApi({ databaseUrl: db.url });
    call = callsTo(api);
    network = await signInStaff(api, [inNetwork('network_admin')], { displayName: 'Nora' });
  }, 60_000);
  afterAll(async () => {
    await api?.stop();
    await db?.stop();
  });
  beforeEach(async () => {
    ours = await anOrganisation(api, `Ours ${++count}`);
    theirs = await anOrganisation(api, `Theirs ${count}`);
    admin = await signInStaff(api, [inOrganisation('org_admin', ours.id)], { displayName: 'Ada' });
  });

  const list = (organisationId: string, { cookie }: StaffMember, query = '') =>
    call<MemberPage>('GET', `/organisations/${organisationId}/members${query}`, { cookie });
  const change = (organisationId: string, id: string, body: unknown, { cookie }: StaffMember) =>
    call<Member>('PATCH', `/organisations/${organisationId}/members/${id}`, { cookie, body });
  const revoke = (organisationId: string, id: string, { cookie }: StaffMember) =>
    call('DELETE', `/organisations/${organisationId}/members/${id}`, { cookie });
  const membershipsOf = (personId: string): Promise<{ id: string; role: string; hub_id: string | null }[]> =>
    db.source.query(`SELECT id, role, hub_id FROM membership WHERE person_id = $1 ORDER BY id`, [personId]);
  const idOf = async ({ personId }: StaffMember): Promise<string> => (await membershipsOf(personId))[0]!.id;
  const told = (organisationId: string): Promise<{ action: string }[]> =>
    db.source.query(
      `SELECT action, viewed, actor_id, subject_id, hub_id, object, detail FROM audit_entry
        WHERE organisation_id = $1 AND action !~ 'refused' ORDER BY id`,
      [organisationId],
    );

  it('are named to their administrator, and that they were is told', async () => {
    const bruno = await signInStaff(api, [inHub('hub_manager', ours.id, ours.hubIds[1]!)], { displayName: 'Bruno' });
    await signInStaff(api, [inOrganisation('worker', theirs.id)], { displayName: 'Stranger' });
    const { status, body } = await list(ours.id, admin);
    expect(status).toBe(200);
    expect(body).toMatchObject({
      items: [
        { person: { id: admin.personId, displayName: 'Ada' }, role: 'org_admin', hub: null, source: 'operator' },
        {
          person: { id: bruno.personId, displayName: 'Bruno' },
          role: 'hub_manager',
          hub: { id: ours.hubIds[1], name: `${ours.name} 2` },
        },
      ],
      next: null,
    });
    expect(await told(ours.id)).toMatchObject([
      {
        action: 'members.viewed',
        viewed: true,
        actor_id: admin.personId,
        detail: { personIds: [admin.personId, bruno.personId] },
      },
    ]);
  });

  it('are listed page by page, each once', async () => {
    for (let n = 0; n < 4; n++) await signInStaff(api, [inOrganisation('worker', ours.id)]);
    const seen: string[] = [];
    for (let query: string | null = '?limit=2'; query !== null;) {
      const { items, next }: MemberPage = (await list(ours.id, admin, query)).body;
      seen.push(...items.map(({ id }) => id));
      query = next === null ? null : `?limit=2&cursor=${next}`;
    }
    expect(seen).toHaveLength(5);
    expect(new Set(seen).size).toBe(5);
    expect((await list(ours.id, admin, '?cursor=nonsense')).body).toMatchObject({
      status: 400,
      code: 'invalid-cursor',
    });
  });

  it('get another role, which their sessions have at once', async () => {
    const bruno = await signInStaff(api, [inOrganisation('worker', ours.id)], { displayName: 'Bruno' });
    const me = async (): Promise<Me> => (await call<Me>('GET', '/me', { cookie: bruno.cookie })).body;
    expect((await me()).memberships).toMatchObject([{ role: 'worker' }]);
    const id = await idOf(bruno);
    const hubId = ours.hubIds[0]!;
    const { status, body } = await change(ours.id, id, { role: 'hub_manager', hubId }, admin);
    expect({ status, body }).toMatchObject({ status: 200, body: { id, role: 'hub_manager', hub: { id: hubId } } });
    expect((await change(ours.id, id, { hubId: null }, admin)).body).toMatchObject({ role: 'hub_manager', hub: null });
    expect((await me()).memberships).toEqual([{ role: 'hub_manager', organisationId: ours.id, hubId: null }]);
    expect((await told(ours.id)).filter(({ action }) => action === 'membership.changed')).toMatchObject([
      {
        actor_id: admin.personId,
        subject_id: bruno.personId,
        hub_id: hubId,
        object: `membership/${id}`,
        detail: { fromRole: 'worker', toRole: 'hub_manager', fromHubId: null, toHubId: hubId },
      },
      { hub_id: null, detail: { fromHubId: hubId, toHubId: null } },
    ]);
  });

  it('lose a role, once', async () => {
    const bruno = await signInStaff(api, [inOrganisation('auditor', ours.id)]);
    const id = await idOf(bruno);
    expect((await revoke(ours.id, id, admin)).status).toBe(204);
    expect((await revoke(ours.id, id, admin)).body).toMatchObject({ status: 404, code: 'membership-not-found' });
    expect(await membershipsOf(bruno.personId)).toEqual([]);
    expect(await told(ours.id)).toMatchObject([
      {
        action: 'membership.revoked',
        actor_id: admin.personId,
        subject_id: bruno.personId,
        detail: { role: 'auditor' },
      },
    ]);
  });

  it('do not get a role where nobody holds it, a role that does not exist, or one that they have', async () => {
    const bruno = await signInStaff(api, [
      inHub('hub_manager', ours.id, ours.hubIds[0]!),
      inOrganisation('worker', ours.id),
    ]);
    const [managing] = await membershipsOf(bruno.personId);
    const hubId = ours.hubIds[0]!;
    for (const [body, status, code] of [
      [{ role: 'org_admin' }, 422, 'role-not-held-there'],
      [{ role: 'network_admin', hubId: null }, 422, 'role-not-held-there'],
      [{ role: 'worker', hubId: null }, 409, 'already-member'],
      [{ role: 'emperor' }, 400, 'invalid-request'],
      [{ role: null }, 400, 'invalid-request'],
    ] as const)
      expect((await change(ours.id, managing!.id, body, admin)).body).toMatchObject({ status, code });
    expect((await membershipsOf(bruno.personId))[0]).toMatchObject({ role: 'hub_manager', hub_id: hubId });
  });

  describe('and the last administrator', () => {
    it('is not let go by themselves, but by the network', async () => {
      const id = await idOf(admin);
      expect((await revoke(ours.id, id, admin)).body).toMatchObject({ status: 409, code: 'last-administrator' });
      expect((await change(ours.id, id, { role: 'worker' }, admin)).body).toMatchObject({ status: 409 });
      expect((await revoke(ours.id, id, network)).status).toBe(204);
    });

    it('may go when there is another one', async () => {
      await signInStaff(api, [inOrganisation('org_admin', ours.id)]);
      expect((await revoke(ours.id, await idOf(admin), admin)).status).toBe(204);
    });

    it('stays, of two who leave at once', async () => {
      for (let round = 0; round < 5; round++) {
        const place = await anOrganisation(api, `Contested ${count} ${round}`, 0);
        const both = [
          await signInStaff(api, [inOrganisation('org_admin', place.id)]),
          await signInStaff(api, [inOrganisation('org_admin', place.id)]),
        ];
        const ids = await Promise.all(both.map(idOf));
        const answers = await Promise.all(both.map((who, n) => revoke(place.id, ids[n]!, who)));
        expect(answers.map(({ status }) => status).toSorted()).toEqual([204, 409]);
      }
    });

    it('of the network is kept by the network', async () => {
      const { body } = await list(NETWORK, network);
      expect(body.items).toMatchObject([{ person: { displayName: 'Nora' }, role: 'network_admin', hub: null }]);
      expect((await revoke(NETWORK, await idOf(network), network)).body).toMatchObject({ code: 'last-administrator' });
    });
  });

  describe('under attack', () => {
    it('are hidden from everybody else', async () => {
      const outsiders = [
        await signInStaff(api, [inOrganisation('org_admin', theirs.id)]),
        await signInStaff(api, [inOrganisation('hub_manager', ours.id)]),
        await signInStaff(api, [inHub('hub_manager', ours.id, ours.hubIds[0]!)]),
        await signInStaff(api, [inOrganisation('auditor', ours.id)]),
        await signInStaff(api, [inNetwork('auditor'), inNetwork('planner')]),
        await signInStaff(api, []),
      ];
      for (const who of outsiders) {
        expect(await list(ours.id, who)).toMatchObject({ status: 403, body: { code: 'not-allowed' } });
        expect((await change(ours.id, await idOf(admin), { role: 'worker' }, who)).status).toBe(403);
        expect((await revoke(ours.id, await idOf(admin), who)).status).toBe(403);
      }
      expect((await call('GET', `/organisations/${ours.id}/members`)).status).toBe(401);
      expect(await membershipsOf(admin.personId)).toMatchObject([{ role: 'org_admin' }]);
      expect(await told(ours.id)).toEqual([]);
    });

    it('are not reached through an organisation of the attacker’s own', async () => {
      const victim = await signInStaff(api, [inOrganisation('worker', theirs.id)]);
      const id = await idOf(victim);
      expect((await change(ours.id, id, { role: 'org_admin' }, admin)).body).toMatchObject({ status: 404 });
      expect((await revoke(ours.id, id, admin)).body).toMatchObject({ status: 404 });
      expect((await revoke(ours.id, await idOf(network), admin)).body).toMatchObject({ status: 404 });
      expect(await membershipsOf(victim.personId)).toMatchObject([{ id, role: 'worker' }]);
    });

    it('are not placed in a hub of another organisation', async () => {
      const bruno = await signInStaff(api, [inOrganisation('hub_manager', ours.id)]);
      const id = await idOf(bruno);
      for (const hubId of [theirs.hubIds[0]!, newId()])
        for (const who of [admin, network])
          expect((await change(ours.id, id, { hubId }, who)).body).toMatchObject({
            status: 404,
            code: 'hub-not-of-organisation',
          });
      expect(await membershipsOf(bruno.personId)).toMatchObject([{ id, role: 'hub_manager', hub_id: null }]);
    });

    it('do not raise themselves', async () => {
      await signInStaff(api, [inOrganisation('org_admin', ours.id)]);
      const id = await idOf(admin);
      for (const role of ['auditor', 'planner'])
        expect((await change(ours.id, id, { role }, admin)).body).toMatchObject({ status: 403, code: 'not-allowed' });
      expect((await change(ours.id, id, { role: 'network_admin' }, admin)).body).toMatchObject({ status: 422 });
      expect((await list(NETWORK, admin)).status).toBe(403);
      expect((await revoke(NETWORK, await idOf(network), admin)).status).toBe(403);
      expect(await membershipsOf(admin.personId)).toMatchObject([{ role: 'org_admin' }]);
    });

    it('take no members of the body that are not the caller’s to set', async () => {
      const bruno = await signInStaff(api, [inOrganisation('worker', ours.id)]);
      const id = await idOf(bruno);
      for (const extra of [
        { organisationId: theirs.id },
        { personId: admin.personId },
        { person: { id: admin.personId } },
        { id: newId() },
        { source: 'scim' },
        { memberships: [{ role: 'network_admin' }] },
      ])
        expect((await change(ours.id, id, { role: 'hub_manager', ...extra }, admin)).body).toMatchObject({
          status: 400,
        });
      expect(await membershipsOf(bruno.personId)).toMatchObject([{ role: 'worker' }]);
    });

    it('are of an organisation that exists', async () => {
      expect((await list(newId(), network)).body).toMatchObject({ status: 404, code: 'organisation-not-found' });
      expect((await list('all', network)).status).toBe(400);
    });
  });
});
