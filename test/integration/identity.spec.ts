import { Global, Module, type Type } from '@nestjs/common';
import { Test } from '@nestjs/testing';
import { Actor, IdentityModule, SessionService } from '#libs/identity';
import { Clock, FixedClock, newId } from '#libs/kernel';
import { ENVIRONMENT, OutboxRepository, PublicUrl, readEnvironment, SYSTEM, UnitOfWork } from '#libs/platform';
import { databases, type TestDatabase } from '../support/databases.js';

const clock = FixedClock.at('2026-11-23T08:00:00Z');

describe.each(databases)('Identity on $name', ({ open }) => {
  let db: TestDatabase;
  let sessions: SessionService;

  beforeAll(async () => {
    db = await open('identity');
    const module = await Test.createTestingModule({ imports: [surroundings(db), IdentityModule] }).compile();
    sessions = module.get(SessionService);
  }, 120_000);
  afterAll(() => db.stop());

  const run = <Row extends object>(sql: string, parameters: readonly unknown[] = []): Promise<Row[]> =>
    db.unitOfWork.run(SYSTEM, (tx) => tx.query<Row>(sql, parameters));

  const person = async (): Promise<string> => {
    const id = newId();
    await run(`INSERT INTO person (id, issuer, subject, display_name) VALUES ($1, 'urn:test', $2, 'Ada')`, [id, id]);
    return id;
  };

  it('finds the person of a session with all their roles', async () => {
    const personId = await person();
    const organisationId = newId();
    await run(`INSERT INTO organisation (id, name, kind) VALUES ($1, $2, 'library')`, [organisationId, organisationId]);
    await run(
      `INSERT INTO membership (id, person_id, organisation_id, role) VALUES ($1, $2, $3, 'hub_manager'), ($4, $2, NULL, 'planner')`,
      [newId(), personId, organisationId, newId()],
    );
    const actor = await sessions.actorOf(await sessions.open(personId, 'https://www.spid.gov.it/SpidL2'));
    expect(actor).toMatchObject({
      personId,
      displayName: 'Ada',
      session: { acr: 'https://www.spid.gov.it/SpidL2', assurance: 'substantial' },
    });
    expect(actor!.context).toMatchObject({
      personId,
      system: false,
      manages: { everywhere: false, organisationIds: [organisationId], hubIds: [] },
    });
    expect(actor!.memberships).toEqual([
      { role: 'hub_manager', organisationId, hubId: null },
      { role: 'planner', organisationId: null, hubId: null },
    ]);
  });

  it('renews the sessions of a person whose rights somebody else changes, and shows them to nobody else', async () => {
    const [granted, administrator] = [await person(), await person()];
    const token = await sessions.open(granted, null);
    const { context } = new Actor(administrator, 'Grace', []);
    const seen = await db.unitOfWork.run(context, async (tx) => {
      await sessions.privilegesChanged(tx, granted);
      return tx.query(`SELECT FROM session`);
    });
    expect(seen).toEqual([]);
    const { newToken } = (await sessions.resume(token))!;
    expect(newToken).toMatch(/^[\w-]{43}$/);
    expect(await sessions.resume(newToken!)).toMatchObject({ actor: { personId: granted }, newToken: null });
    expect(await sessions.resume(token)).toMatchObject({ actor: { personId: granted }, newToken: null });
  });

  it('leaves the sessions as they were when the change is rolled back', async () => {
    const personId = await person();
    const token = await sessions.open(personId, null);
    const failing = db.unitOfWork.run(SYSTEM, async (tx) => {
      await sessions.privilegesChanged(tx, personId);
      throw new Error('refused');
    });
    await expect(failing).rejects.toThrow('refused');
    expect(await sessions.resume(token)).toMatchObject({ newToken: null });
  });

  it('forgets the sessions of a person who is deleted', async () => {
    const personId = await person();
    const token = await sessions.open(personId, null);
    await run(`DELETE FROM person WHERE id = $1`, [personId]);
    expect(await sessions.actorOf(token)).toBeNull();
  });

  it.each([
    [
      'person_one_per_subject',
      `INSERT INTO person (id, issuer, subject, display_name) SELECT $1, issuer, subject, 'Twin' FROM person LIMIT 1`,
    ],
    [
      'session_token_is_sha256',
      `INSERT INTO session (id, token_hash, person_id, created_at, last_seen_at, expires_at)
       SELECT $1, '\\x00', id, now(), now(), now() + interval '1 h' FROM person LIMIT 1`,
    ],
    [
      'membership_role_known',
      `INSERT INTO membership (id, person_id, role) SELECT $1, id, 'emperor' FROM person LIMIT 1`,
    ],
  ])('keeps %s', async (constraint, sql) => {
    await person();
    await expect(run(sql, [newId()])).rejects.toMatchObject({ driverError: { constraint } });
  });
});

function surroundings(db: TestDatabase): Type {
  @Global()
  @Module({
    providers: [
      { provide: UnitOfWork, useValue: db.unitOfWork },
      { provide: Clock, useValue: clock },
      { provide: ENVIRONMENT, useValue: readEnvironment({}) },
      PublicUrl,
      OutboxRepository,
    ],
    exports: [UnitOfWork, Clock, ENVIRONMENT, PublicUrl, OutboxRepository],
  })
  class Surroundings {}
  return Surroundings;
}
