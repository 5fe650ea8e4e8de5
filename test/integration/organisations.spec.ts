import { runCommand } from '#apps/quindici';
import type { Organisation } from '#libs/contracts';
import {
  type Actor,
  AlreadyMember,
  HubOfAnother,
  InvitationNotValid,
  InvitationService,
  LastAdministrator,
  type Membership,
  MembershipService,
  type OperatorGranted,
  OrganisationAboveItself,
  OrganisationService,
  SessionService,
} from '#libs/identity';
import { newId } from '#libs/kernel';
import { ChangedMeanwhile, SYSTEM } from '#libs/platform';
import { type CommandServices, commandServices } from '../support/command-services.js';
import { databases, type TestDatabase } from '../support/databases.js';
import { organisationWithHubs } from '../support/hub-rows.js';

const PAGE = { limit: 50 };

describe.each(databases)('Organisations, members and invitations on $name', ({ open }) => {
  let db: TestDatabase;
  let context: CommandServices;
  let organisations: OrganisationService;
  let memberships: MembershipService;
  let invitations: InvitationService;
  let count = 0;

  beforeAll(async () => {
    db = await open('organisations');
    context = await commandServices(db, { PUBLIC_URL: 'https://quindici.example.org' });
    organisations = context.services.get(OrganisationService);
    memberships = context.services.get(MembershipService);
    invitations = context.services.get(InvitationService);
  }, 120_000);
  afterAll(async () => {
    await context?.close();
    await db?.stop();
  });

  const run = <Row extends object>(sql: string, parameters: readonly unknown[] = []): Promise<Row[]> =>
    db.unitOfWork.run(SYSTEM, (tx) => tx.query<Row>(sql, parameters));
  const person = async (...held: readonly Membership[]): Promise<Actor> => {
    const id = newId();
    await run(`INSERT INTO person (id, issuer, subject, display_name) VALUES ($1, 'urn:test', $2, 'Ada')`, [id, id]);
    for (const { role, organisationId, hubId } of held)
      await run(`INSERT INTO membership (id, person_id, organisation_id, hub_id, role) VALUES ($1, $2, $3, $4, $5)`, [
        newId(),
        id,
        organisationId,
        hubId,
        role,
      ]);
    const sessions = context.services.get(SessionService);
    return (await sessions.actorOf(await sessions.open(id, null)))!;
  };
  const admin = (organisationId: string): Promise<Actor> => person({ role: 'org_admin', organisationId, hubId: null });
  const place = (hubs = 1): Promise<string> => organisationWithHubs(db.unitOfWork, `Place ${++count}`, hubs);
  const hubOf = async (organisationId: string): Promise<string> =>
    (await run<{ id: string }>(`SELECT id FROM hub WHERE organisation_id = $1`, [organisationId]))[0]!.id;
  const rolesIn = async (organisationId: string): Promise<string[]> =>
    (
      await run<{ role: string }>(`SELECT role FROM membership WHERE organisation_id = $1 ORDER BY id`, [
        organisationId,
      ])
    ).map(({ role }) => role);
  const tokenOf = (link: string): string => new URL(link).hash.slice(1);

  it('keep an organisation in the version that was seen, and out of circles', async () => {
    const network = await person({ role: 'network_admin', organisationId: null, hubId: null });
    const [top, below] = [await place(), await place()];
    const { version } = await organisations.change(network, below, 1, { parentId: top });
    await expect(organisations.change(network, below, 1, { name: 'Late' })).rejects.toThrow(ChangedMeanwhile);
    await expect(organisations.change(network, top, 1, { parentId: below })).rejects.toThrow(OrganisationAboveItself);
    expect(version).toBe(2);
  });

  it('leave one administrator of two who go at once', async () => {
    const organisationId = await place(0);
    const both = [await admin(organisationId), await admin(organisationId)];
    const members = (await memberships.members(both[0]!, organisationId, PAGE)).items;
    const outcomes = await Promise.allSettled(
      both.map((actor) =>
        memberships.revoke(actor, organisationId, members.find(({ person: { id } }) => id === actor.personId)!.id),
      ),
    );
    expect(outcomes.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected']);
    expect(outcomes.find((outcome) => outcome.status === 'rejected')!.reason).toBeInstanceOf(LastAdministrator);
    expect(await rolesIn(organisationId)).toEqual(['org_admin']);
  });

  it('give what is offered to one of many who accept at once', async () => {
    const organisationId = await place();
    const { link } = await invitations.invite(await admin(organisationId), organisationId, {
      role: 'hub_manager',
      hubId: await hubOf(organisationId),
      label: 'One',
      days: 1,
    });
    const crowd = await Promise.all(Array.from({ length: 6 }, () => person()));
    const outcomes = await Promise.allSettled(crowd.map((actor) => invitations.accept(actor, tokenOf(link))));
    const refused = outcomes.filter((outcome) => outcome.status === 'rejected');
    expect(refused).toHaveLength(5);
    for (const { reason } of refused) expect(reason).toBeInstanceOf(InvitationNotValid);
    expect(await rolesIn(organisationId)).toEqual(['org_admin', 'hub_manager']);
  });

  it('tell a refusal of the database in words of their own', async () => {
    const organisationId = await place();
    const actor = await admin(organisationId);
    const elsewhere = await hubOf(await place());
    const offer = { role: 'hub_manager', hubId: elsewhere, label: 'One', days: 1 } as const;
    await expect(invitations.invite(actor, organisationId, offer)).rejects.toThrow(HubOfAnother);
    const worker = { role: 'worker', organisationId, hubId: null } as const;
    await person({ ...worker, role: 'hub_manager' }, worker);
    const { items } = await memberships.members(actor, organisationId, PAGE);
    const managing = items.find(({ role }) => role === 'hub_manager')!;
    await expect(memberships.change(actor, organisationId, managing.id, { role: 'worker' })).rejects.toThrow(
      AlreadyMember,
    );
    await expect(memberships.change(actor, organisationId, managing.id, { hubId: elsewhere })).rejects.toThrow(
      HubOfAnother,
    );
  });

  it('show the names of their own members to an administrator, even to a query that asks for all', async () => {
    const [ours, theirs] = [await place(), await place()];
    const actor = await admin(ours);
    const stranger = await admin(theirs);
    const colleague = await person({ role: 'worker', organisationId: ours, hubId: null });
    const seen = await db.unitOfWork.run(actor.context, (tx) =>
      tx.query<{ id: string }>(`SELECT id FROM person UNION SELECT person_id FROM membership ORDER BY id`),
    );
    expect(seen.map(({ id }) => id)).toEqual([actor.personId, colleague.personId].toSorted());
    expect(seen.map(({ id }) => id)).not.toContain(stranger.personId);
    const written = await db.unitOfWork.run(actor.context, (tx) =>
      tx.query(`UPDATE membership SET role = 'worker' WHERE person_id = $1 RETURNING id`, [stranger.personId]),
    );
    expect(written).toEqual([]);
  });

  describe('at the command line', () => {
    const command = (name: string, args: object = {}): Promise<unknown> =>
      runCommand(context.services, name, args, () => undefined);
    const who = { issuer: 'https://id.example.org/realms/city', subject: 'first' };

    it('give the first administrator of the network their role before they ever signed in', async () => {
      const granted = (await command('grant', { ...who, role: 'network_admin' })) as OperatorGranted;
      expect(granted).toMatchObject({ isNew: true, isNewPerson: true });
      expect(await command('grant', { ...who, role: 'network_admin' })).toEqual({
        personId: granted.personId,
        isNew: false,
        isNewPerson: false,
      });
      expect(await run(`SELECT issuer, subject FROM person WHERE id = $1`, [granted.personId])).toEqual([who]);
      expect(
        await run(`SELECT action, actor_kind FROM audit_entry WHERE subject_id = $1 ORDER BY id`, [granted.personId]),
      ).toEqual([{ action: 'membership.granted', actor_kind: 'system' }]);
      await command('revoke', { ...who, role: 'network_admin' });
      expect(await run(`SELECT id FROM membership WHERE person_id = $1`, [granted.personId])).toEqual([]);
    });

    it('find an organisation by its id or name, and its hub by id or slug', async () => {
      const organisationId = await place();
      const name = `Place ${count}`;
      const hub = await hubOf(organisationId);
      await command('grant', { ...who, role: 'org_admin', organisation: name });
      await command('grant', { ...who, role: 'hub_manager', organisation: organisationId, hub });
      expect(await rolesIn(organisationId)).toEqual(['org_admin', 'hub_manager']);
      await command('revoke', { ...who, role: 'hub_manager', organisation: name, hub });
      expect(await rolesIn(organisationId)).toEqual(['org_admin']);
      const listed = (await command('organisation list')) as Organisation[];
      expect(listed.find(({ id }) => id === organisationId)).toMatchObject({ name, hubs: 1 });
    });

    it.each([
      [{ role: 'emperor' }, 'invalid-grant'],
      [{ issuer: 'not a url', role: 'network_admin' }, 'invalid-grant'],
      [{ subject: ' ', role: 'network_admin' }, 'invalid-grant'],
      [{ role: 'hub_manager', hub: 'x' }, 'invalid-grant'],
      [{ role: 'network_admin', surprise: 1 }, 'invalid-grant'],
      [{ role: 'hub_manager' }, 'role-not-held-there'],
      [{ role: 'org_admin', organisation: 'No such place' }, 'organisation-not-found'],
    ])('refuse %j, and make nobody', async (args, code) => {
      const before = await run(`SELECT count(*) FROM person`);
      for (const name of ['grant', 'revoke'])
        await expect(command(name, { ...who, subject: 'nobody', ...args })).rejects.toMatchObject(
          name === 'grant' ? { code } : { code: expect.any(String) as string },
        );
      expect(await run(`SELECT count(*) FROM person`)).toEqual(before);
    });

    it('refuse a hub of another organisation', async () => {
      const [ours, theirs] = [await place(), await place()];
      const grant = command('grant', { ...who, role: 'hub_manager', organisation: ours, hub: await hubOf(theirs) });
      await expect(grant).rejects.toThrow(HubOfAnother);
      expect(await rolesIn(ours)).toEqual([]);
    });
  });
});
