import type { AcceptedInvitation, InvitationOffer, InvitationPage, MadeInvitation, Me } from '#libs/contracts';
import { FixedClock, newId } from '#libs/kernel';
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

const clock = FixedClock.at('2026-11-23T08:00:00Z');

describe('Invitations over HTTP', () => {
  let db: TestDatabase;
  let api: TestApi;
  let call: Call;
  let ours: TestOrganisation;
  let theirs: TestOrganisation;
  let admin: StaffMember;
  let guest: StaffMember;
  let count = 0;

  beforeAll(async () => {
    db = await openPostgres('e2e_invitations');
    api = await startApi({ databaseUrl: db.url, clock });
    call = callsTo(api);
  }, 60_000);
  afterAll(async () => {
    await api?.stop();
    await db?.stop();
  });
  beforeEach(async () => {
    ours = await anOrganisation(api, `Ours ${++count}`);
    theirs = await anOrganisation(api, `Theirs ${count}`);
    admin = await signInStaff(api, [inOrganisation('org_admin', ours.id)]);
    guest = await signInStaff(api, []);
  });

  const invite = (body: object, { cookie }: StaffMember = admin, organisationId = ours.id) =>
    call<MadeInvitation>('POST', `/organisations/${organisationId}/invitations`, {
      cookie,
      body: { label: 'New colleague', ...body },
    });
  const list = ({ cookie }: StaffMember = admin, query = '') =>
    call<InvitationPage>('GET', `/organisations/${ours.id}/invitations${query}`, { cookie });
  const withdraw = (id: string, { cookie }: StaffMember = admin, organisationId = ours.id) =>
    call('DELETE', `/organisations/${organisationId}/invitations/${id}`, { cookie });
  const preview = (token: string, { cookie }: StaffMember = guest) =>
    call<InvitationOffer>('POST', '/invitations/preview', { cookie, body: { token } });
  const accept = (token: string, { cookie }: StaffMember = guest) =>
    call<AcceptedInvitation>('POST', '/invitations/accept', { cookie, body: { token } });
  const tokenOf = ({ link }: MadeInvitation): string => new URL(link).hash.slice(1);
  const aToken = async (body: object): Promise<string> => tokenOf((await invite(body)).body);
  const rolesOf = async ({ personId }: StaffMember): Promise<string[]> =>
    (
      await db.source.query<{ role: string }[]>(`SELECT role FROM membership WHERE person_id = $1 ORDER BY id`, [
        personId,
      ])
    ).map(({ role }) => role);
  const told = (): Promise<object[]> =>
    db.source.query(
      `SELECT action, actor_id, subject_id, detail FROM audit_entry
        WHERE organisation_id = $1 AND action !~ 'refused' ORDER BY txid, id`,
      [ours.id],
    );
  const invitations = async (): Promise<number> =>
    (await db.source.query(`SELECT count(*)::int AS n FROM invitation`))[0].n;

  it('are made with a link that is told once and kept nowhere', async () => {
    const { status, body } = await invite({ role: 'hub_manager', hubId: ours.hubIds[0], days: 3 });
    expect(status).toBe(201);
    expect(body).toMatchObject({
      role: 'hub_manager',
      hub: { id: ours.hubIds[0], name: `${ours.name} 1` },
      label: 'New colleague',
      state: 'open',
      createdAt: '2026-11-23T08:00:00Z',
      expiresAt: '2026-11-26T08:00:00Z',
      acceptedAt: null,
    });
    expect(body.link).toMatch(new RegExp(`^${api.url}/invito#[\\w-]{43}$`));
    const listed = await list();
    const { link: _link, ...kept } = body;
    expect(listed.body).toEqual({ items: [kept], next: null });
    const rows = JSON.stringify(await db.source.query(`SELECT invitation::text FROM invitation`));
    expect(rows).not.toContain(tokenOf(body));
    expect(await told()).toMatchObject([
      { action: 'invitation.made', actor_id: admin.personId, detail: { role: 'hub_manager', days: 3 } },
      { action: 'invitations.viewed', detail: { invitationIds: [body.id] } },
    ]);
  });

  it('show what they offer, then give it', async () => {
    const token = await aToken({ role: 'service_operator', hubId: ours.hubIds[1] });
    const offer = {
      organisation: { id: ours.id, name: ours.name },
      role: 'service_operator',
      hub: { id: ours.hubIds[1], name: `${ours.name} 2` },
    };
    expect(await preview(token)).toMatchObject({ status: 200, body: { ...offer, expiresAt: '2026-11-30T08:00:00Z' } });
    expect(await rolesOf(guest)).toEqual([]);
    const { status, body } = await accept(token);
    expect(status).toBe(201);
    expect(body).toEqual({ id: expect.any(String) as string, ...offer, grantedAt: '2026-11-23T08:00:00Z' });
    expect((await call<Me>('GET', '/me', { cookie: guest.cookie })).body.memberships).toEqual([
      { role: 'service_operator', organisationId: ours.id, hubId: ours.hubIds[1] },
    ]);
    expect((await list()).body.items).toMatchObject([{ state: 'accepted', acceptedAt: '2026-11-23T08:00:00Z' }]);
    expect((await told()).slice(1, 3)).toMatchObject([
      {
        action: 'invitation.accepted',
        actor_id: guest.personId,
        subject_id: guest.personId,
        detail: { membershipId: body.id },
      },
      {
        action: 'membership.granted',
        actor_id: guest.personId,
        subject_id: guest.personId,
        detail: { source: 'invitation' },
      },
    ]);
  });

  it('are accepted by one person alone', async () => {
    const token = await aToken({ role: 'worker' });
    const crowd = await Promise.all(Array.from({ length: 8 }, () => signInStaff(api, [])));
    const answers = await Promise.all(crowd.map((who) => accept(token, who)));
    expect(answers.map(({ status }) => status).toSorted()).toEqual([201, ...Array.from({ length: 7 }, () => 404)]);
    expect((await Promise.all(crowd.map(rolesOf))).flat()).toEqual(['worker']);
  });

  it('do no harm to who accepts twice, or has the role already', async () => {
    const token = await aToken({ role: 'worker' });
    const [first, second] = await Promise.all([accept(token), accept(token)]);
    expect([first.status, second.status]).toEqual([201, 201]);
    expect(second.body).toEqual(first.body);
    const again = await accept(await aToken({ role: 'worker' }));
    expect(again).toMatchObject({ status: 201, body: { id: first.body.id } });
    expect(await rolesOf(guest)).toEqual(['worker']);
    expect((await told()).filter((entry) => 'action' in entry && entry.action === 'membership.granted')).toHaveLength(
      1,
    );
  });

  it('are worth nothing once they expired, were withdrawn or used, and nobody learns why', async () => {
    const made = async () => (await invite({ role: 'org_admin', days: 1 })).body;
    const [withdrawn, used] = [await made(), await made()];
    expect((await withdraw(withdrawn.id)).status).toBe(204);
    expect((await withdraw(withdrawn.id)).body).toMatchObject({ status: 404, code: 'invitation-not-found' });
    await accept(tokenOf(used), await signInStaff(api, []));
    expect((await withdraw(used.id)).body).toMatchObject({ status: 409, code: 'invitation-accepted' });
    const unknown = 'A'.repeat(43);
    for (const token of [tokenOf(withdrawn), tokenOf(used), unknown])
      for (const ask of [preview, accept]) {
        const { body } = await ask(token);
        expect(body).toMatchObject({ status: 404, code: 'invitation-not-valid' });
      }
    const late = await made();
    clock.advance({ hours: 24 });
    guest = await signInStaff(api, []);
    for (const ask of [preview, accept]) expect((await ask(tokenOf(late))).status).toBe(404);
    admin = await signInStaff(api, [inOrganisation('org_admin', ours.id)]);
    expect((await list()).body.items).toMatchObject([{ state: 'expired' }, { state: 'accepted' }]);
    expect(await rolesOf(guest)).toEqual([]);
    expect(await told()).toEqual(
      expect.arrayContaining([expect.objectContaining({ action: 'invitation.withdrawn' }) as object]),
    );
  });

  it('are worth no more than what their maker may still grant', async () => {
    await signInStaff(api, [inOrganisation('org_admin', ours.id)]);
    const token = await aToken({ role: 'org_admin' });
    await db.source.query(`DELETE FROM membership WHERE person_id = $1`, [admin.personId]);
    expect((await preview(token)).status).toBe(404);
    expect((await accept(token)).status).toBe(404);
    expect((await accept(token, admin)).status).toBe(404);
    expect(await rolesOf(guest)).toEqual([]);
  });

  it('are listed the newest first, page by page', async () => {
    for (const label of ['a', 'b', 'c']) await invite({ role: 'worker', label });
    const first = (await list(admin, '?limit=2')).body;
    expect(first.items.map(({ label }) => label)).toEqual(['c', 'b']);
    expect((await list(admin, `?limit=2&cursor=${first.next}`)).body).toMatchObject({
      items: [{ label: 'a' }],
      next: null,
    });
    expect((await list(admin, '?cursor=x')).status).toBe(400);
  });

  describe('under attack', () => {
    it('are made and withdrawn by the organisation’s administrators alone', async () => {
      const { id } = (await invite({ role: 'worker' })).body;
      const before = await invitations();
      for (const who of [
        await signInStaff(api, [inOrganisation('org_admin', theirs.id)]),
        await signInStaff(api, [inOrganisation('hub_manager', ours.id)]),
        await signInStaff(api, [inHub('hub_manager', ours.id, ours.hubIds[0]!)]),
        await signInStaff(api, [inOrganisation('auditor', ours.id), inNetwork('auditor')]),
        guest,
      ]) {
        expect((await invite({ role: 'worker' }, who)).body).toMatchObject({ status: 403 });
        expect((await withdraw(id, who)).body).toMatchObject({ status: 403 });
        expect((await list(who)).body).toMatchObject({ status: 403 });
      }
      expect(
        (await withdraw(id, await signInStaff(api, [inOrganisation('org_admin', theirs.id)]), theirs.id)).body,
      ).toMatchObject({ status: 404 });
      expect((await call('POST', '/invitations/accept', { body: { token: 'A'.repeat(43) } })).status).toBe(401);
      expect(await invitations()).toBe(before);
    });

    it('give no role of the network, none where it is not held, and none in a hub of another organisation', async () => {
      const network = await signInStaff(api, [inNetwork('network_admin')]);
      const before = await invitations();
      for (const [body, status] of [
        [{ role: 'network_admin' }, 400],
        [{ role: 'emperor' }, 400],
        [{ role: 'org_admin', hubId: ours.hubIds[0] }, 422],
        [{ role: 'worker', hubId: ours.hubIds[0] }, 422],
        [{ role: 'hub_manager', hubId: theirs.hubIds[0] }, 404],
        [{ role: 'hub_manager', hubId: newId() }, 404],
      ] as const)
        for (const who of [admin, network]) expect((await invite(body, who)).body).toMatchObject({ status });
      expect((await invite({ role: 'worker' }, network, newId())).body).toMatchObject({ status: 404 });
      expect(await invitations()).toBe(before);
    });

    it('take no members of the body that are not the caller’s to set', async () => {
      const before = await invitations();
      for (const extra of [
        { organisationId: theirs.id },
        { invitedBy: guest.personId },
        { token: 'A'.repeat(43) },
        { expiresAt: '2199-01-01T00:00:00Z' },
        { id: newId() },
        { days: 31 },
        { days: 0 },
        { days: 1.5 },
        { label: '' },
        { label: 'a\u0000' },
      ])
        expect((await invite({ role: 'worker', ...extra })).body).toMatchObject({ status: 400 });
      expect(await invitations()).toBe(before);
      for (const body of [
        {},
        { token: 'short' },
        { token: "' OR 1=1" },
        { token: 'A'.repeat(43), personId: admin.personId },
      ])
        expect((await call('POST', '/invitations/accept', { cookie: guest.cookie, body })).status).toBe(400);
    });

    it('do not let their maker raise themselves', async () => {
      const token = await aToken({ role: 'auditor' });
      expect((await accept(token, admin)).body).toMatchObject({ status: 403, code: 'not-allowed' });
      expect(await rolesOf(admin)).toEqual(['org_admin']);
      expect((await accept(token)).status).toBe(201);
    });
  });
});
