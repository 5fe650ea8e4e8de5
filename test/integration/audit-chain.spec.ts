import { newId } from '#libs/kernel';
import { SYSTEM } from '#libs/platform';
import { auditWorld, type AuditWorld } from '../support/audit-world.js';
import { databases, openPostgres, type TestDatabase } from '../support/databases.js';

const NOW = '2026-11-23T08:00:00Z';
const ENTRY = `INSERT INTO audit_entry (organisation_id, id, at, actor_kind, action, viewed, detail`;

describe.each(databases)('The sealed audit on $name', ({ open }) => {
  let db: TestDatabase;
  let world: AuditWorld;

  beforeAll(async () => {
    db = await open('audit');
    world = await auditWorld(db, NOW);
  }, 120_000);
  afterAll(() => db.stop());

  /** As the owner of the database, whom nothing binds. */
  const tamper = (sql: string, ...parameters: unknown[]): Promise<unknown> => db.source.query(sql, parameters);
  const asApp = (sql: string): Promise<unknown> => db.unitOfWork.run(SYSTEM, (tx) => tx.query(sql));

  /** Three seals of three, two and four entries, and one entry more. */
  const history = async (): Promise<string> => {
    const organisationId = newId();
    for (const count of [3, 2, 4]) {
      await world.tell(organisationId, count);
      world.clock.advance({ minutes: 1 });
      await world.seal();
    }
    await world.tell(organisationId, 1);
    return organisationId;
  };
  const verify = (organisationId: string): ReturnType<AuditWorld['verifier']['verify']> =>
    world.verifier.verify(SYSTEM, organisationId);

  it('holds, seal by seal, and says which entries wait for the next one', async () => {
    const organisationId = await history();
    expect(await verify(organisationId)).toMatchObject({
      entries: 10,
      sealed: 9,
      seals: 3,
      brokenAt: null,
      head: { number: 3, sealedAt: world.clock.now(), hash: expect.stringMatching(/^[0-9a-f]{64}$/) as string },
    });
    expect(await world.seal()).toBe(1);
    expect(await verify(organisationId)).toMatchObject({ sealed: 10, seals: 4, brokenAt: null });
    expect(await world.seal()).toBe(0);
  });

  it('has nothing to say of an organisation that nothing was told of', async () => {
    expect(await verify(newId())).toMatchObject({ entries: 0, sealed: 0, seals: 0, brokenAt: null, head: null });
  });

  const second = `(SELECT id FROM audit_entry WHERE organisation_id = $1 ORDER BY txid, id OFFSET 3 LIMIT 1)`;
  it.each([
    ['an actor', `UPDATE audit_entry SET actor_id = organisation_id WHERE id = ${second}`],
    ['a microsecond', `UPDATE audit_entry SET at = at + interval '1 microsecond' WHERE id = ${second}`],
    ['a thousand years', `UPDATE audit_entry SET at = at - interval '4052 years' WHERE id = ${second}`],
    ['a detail', `UPDATE audit_entry SET detail = '{"n": 1.0}' WHERE id = ${second}`],
    ['a look that becomes a deed', `UPDATE audit_entry SET viewed = NOT viewed WHERE id = ${second}`],
    ['an entry that is gone', `DELETE FROM audit_entry WHERE id = ${second}`],
    [
      'all entries of a seal that are gone',
      `DELETE FROM audit_entry WHERE organisation_id = $1 AND txid > (
        SELECT up_to_txid FROM audit_seal WHERE organisation_id = $1 AND number = 1) AND txid <= (
        SELECT up_to_txid FROM audit_seal WHERE organisation_id = $1 AND number = 2)`,
    ],
    [
      'an entry that was slipped in',
      `${ENTRY}, txid) SELECT organisation_id, gen_random_uuid(), at, 'system', 'test.forged', false, '{}', txid
         FROM audit_entry WHERE id = ${second}`,
    ],
  ])('shows a change in the sealed past: %s', async (_, sql) => {
    const organisationId = await history();
    await tamper(sql, organisationId);
    const { brokenAt, seals, sealed } = await verify(organisationId);
    expect(brokenAt).toMatchObject({ seal: 2, reason: 'entries-changed' });
    expect(brokenAt!.sealedAt!.since(brokenAt!.after!).total('minutes')).toBe(1);
    expect([seals, sealed]).toEqual([1, 3]);
  });

  it.each([
    ['sealed_at', `UPDATE audit_seal SET sealed_at = sealed_at - interval '1 second'`, 'seal-changed'],
    ['its count', `UPDATE audit_seal SET entries = entries + 1`, 'seal-changed'],
    ['its hash', `UPDATE audit_seal SET hash = sha256(hash)`, 'seal-changed'],
    ['the hash before it', `UPDATE audit_seal SET previous_hash = sha256(previous_hash)`, 'seal-changed'],
    ['where it is', `DELETE FROM audit_seal`, 'seal-missing'],
  ])('shows a change of a seal: %s', async (_, sql, reason) => {
    const organisationId = await history();
    await tamper(`${sql} WHERE organisation_id = $1 AND number = 2`, organisationId);
    expect((await verify(organisationId)).brokenAt).toMatchObject({ seal: 2, reason });
  });

  it('can be made anew by whoever owns the database, which a head that was kept elsewhere shows', async () => {
    const organisationId = await history();
    const { head } = await verify(organisationId);
    const kept = { organisationId, number: head!.number, hash: head!.hash };
    expect(await world.verifier.holds(SYSTEM, kept)).toBe(true);

    await tamper(`DELETE FROM audit_entry WHERE id = ${second}`, organisationId);
    await tamper(`DELETE FROM audit_seal WHERE organisation_id = $1 AND number >= 2`, organisationId);
    for (let n = 0; n < 2; n++) {
      await world.seal();
      await world.tell(organisationId, 1);
    }
    expect(await verify(organisationId)).toMatchObject({ seals: 3, brokenAt: null });
    expect(await world.verifier.holds(SYSTEM, kept)).toBe(false);
  });

  it.each([
    ['change an entry', `UPDATE audit_entry SET viewed = true`],
    ['delete an entry', `DELETE FROM audit_entry`],
    ['empty the entries', `TRUNCATE audit_entry`],
    [
      'say where in the chain an entry stands',
      `${ENTRY}, txid) VALUES (gen_random_uuid(), gen_random_uuid(), now(), 'system', 'test.forged', false, '{}', '5')`,
    ],
    ['change a seal', `UPDATE audit_seal SET entries = 1`],
    ['delete a seal', `DELETE FROM audit_seal`],
    ['empty the seals', `TRUNCATE audit_seal`],
  ])('lets the product itself not %s', async (_, sql) => {
    await expect(asApp(sql)).rejects.toMatchObject({ driverError: { code: '42501' } });
  });

  it('forgets entries after ten years, and nothing younger, whoever asks', async () => {
    const organisationId = newId();
    world.clock.set(world.clock.now().subtract({ hours: 24 * 3660 }));
    await world.tell(organisationId, 3);
    await world.seal();
    world.clock.set(world.clock.now().add({ hours: 24 * 3660 }));
    await world.tell(organisationId, 2);
    await world.seal();
    await world.tell(organisationId, 1);
    await asApp(`SELECT quindici_forget_audit()`);
    expect(await verify(organisationId)).toMatchObject({ entries: 3, sealed: 2, seals: 2, brokenAt: null });

    await tamper(
      `DELETE FROM audit_entry WHERE organisation_id = $1 AND at < $2::timestamptz + interval '1 hour'`,
      organisationId,
      world.clock.now().toString(),
    );
    expect((await verify(organisationId)).brokenAt).toMatchObject({ seal: 2, reason: 'entries-changed' });
  });

  it('refuses to go on in a database whose transactions are counted anew', async () => {
    const organisationId = await history();
    await world.seal();
    await tamper(
      `UPDATE audit_seal SET up_to_txid = '9000000000000' WHERE organisation_id = $1 AND number = 4`,
      organisationId,
    );
    await world.tell(organisationId, 1);
    await tamper(
      `UPDATE audit_entry SET txid = '9000000000001' WHERE organisation_id = $1 AND txid = (SELECT max(txid) FROM audit_entry WHERE organisation_id = $1)`,
      organisationId,
    );
    await expect(world.seal()).rejects.toThrow('restored from a dump');
    await tamper(`DELETE FROM audit_entry WHERE organisation_id = $1`, organisationId);
  });
});

describe('Sealing under overlapping work', () => {
  let db: TestDatabase;
  let world: AuditWorld;

  beforeAll(async () => {
    db = await openPostgres('audit_race');
    world = await auditWorld(db, NOW);
  });
  afterAll(() => db.stop());

  it('does not let the transaction that began first and committed last slip behind a seal', async () => {
    const organisationId = newId();
    await db.unitOfWork.run(SYSTEM, async (slow) => {
      await world.trail.done(slow, { action: 'test.slow', organisationId });
      await world.tell(organisationId, 1);
      expect(await world.sealer.sealAll()).toBe(0);
    });
    expect(await world.seal()).toBe(2);
    expect(await world.verifier.verify(SYSTEM, organisationId)).toMatchObject({
      entries: 2,
      sealed: 2,
      brokenAt: null,
    });
  });

  it('seals each entry once, in one chain, while many workers seal and many requests write', async () => {
    const organisations = [newId(), newId()];
    const others = await Promise.all([1, 2, 3].map(() => auditWorld(db, NOW)));
    const writers = organisations.map((organisationId) => world.tell(organisationId, 40));
    let writing = true;
    const workers = others.map(async ({ sealer }) => {
      let sealed = 0;
      while (writing) sealed += await sealer.sealAll();
      return sealed;
    });
    await Promise.all(writers);
    writing = false;
    const sealed = (await Promise.all(workers)).reduce((a, b) => a + b, 0) + (await world.seal());
    expect(sealed).toBe(80);
    for (const organisationId of organisations)
      expect(await world.verifier.verify(SYSTEM, organisationId)).toMatchObject({
        entries: 40,
        sealed: 40,
        brokenAt: null,
      });
  });
});
