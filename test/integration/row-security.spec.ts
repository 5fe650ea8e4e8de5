import { ANONYMOUS, SYSTEM } from '#libs/platform';
import { databases, type TestDatabase } from '../support/databases.js';
import { type PeopledOrganisation, peopledOrganisation } from '../support/two-organisations.js';

/** Columns that make a row somebody's business: a table with one of them is guarded. */
const TELLING = ['organisation_id', 'owner_id', 'person_id', 'subject_id', 'token_hash', 'secret_hash', 'state_hash'];

describe.each(databases)('Row-level security on $name', ({ open }) => {
  let db: TestDatabase;
  let ours: PeopledOrganisation;
  let theirs: PeopledOrganisation;
  let guarded: readonly string[];

  beforeAll(async () => {
    db = await open('row-security');
    await db.source.runMigrations();
    [ours, theirs] = [await peopledOrganisation(db), await peopledOrganisation(db)];
    guarded = await names(`SELECT relname AS name FROM pg_class WHERE relrowsecurity AND relkind = 'r' ORDER BY 1`);
  }, 120_000);
  afterAll(() => db.stop());

  const names = async (sql: string, parameters: unknown[] = []): Promise<string[]> =>
    (await db.source.query<{ name: string }[]>(sql, parameters)).map(({ name }) => name);
  const all = (table: string, actor = ours.administrator.context): Promise<object[]> =>
    db.unitOfWork.run(actor, (tx) => tx.query(`SELECT * FROM ${table}`));
  const idsIn = (rows: readonly object[], ids: readonly string[]): string[] => {
    const text = JSON.stringify(rows);
    return ids.filter((id) => text.includes(id));
  };

  /** The rows that a statement of our administrator reaches; it is rolled back. None when it is refused as a whole. */
  const touched = async (statement: string): Promise<object[]> => {
    let rows: object[] = [];
    const attempt = db.unitOfWork.run(ours.administrator.context, async (tx) => {
      rows = await tx.query(`${statement} RETURNING *`);
      throw new Error('rolled back');
    });
    await expect(attempt).rejects.toThrow();
    return rows;
  };

  it('guards every table that holds something of one organisation or one person', async () => {
    const telling = await names(
      `SELECT DISTINCT table_name AS name FROM information_schema.columns
        WHERE table_schema = 'public' AND column_name = ANY ($1) ORDER BY 1`,
      [TELLING],
    );
    expect(telling.filter((table) => !guarded.includes(table))).toEqual([]);
    expect(telling.length).toBeGreaterThan(10);
  });

  it('gives an administrator who forgets to say whose rows they want none of another organisation', async () => {
    const seen: string[] = [];
    for (const table of guarded) {
      const rows = await all(table);
      expect([table, idsIn(rows, theirs.privateIds)]).toEqual([table, []]);
      seen.push(...idsIn(rows, ours.privateIds));
    }
    for (const table of ['membership', 'invitation', 'machine', 'audit_entry', 'audit_seal'])
      expect([table, idsIn(await all(table), [ours.organisationId])]).toEqual([table, [ours.organisationId]]);
    expect(new Set(seen).size).toBeGreaterThanOrEqual(7);
  });

  it('gives nobody in particular nothing at all of what is private', async () => {
    for (const table of guarded)
      expect([table, idsIn(await all(table, ANONYMOUS), [...ours.privateIds, ...theirs.privateIds])]).toEqual([
        table,
        [],
      ]);
  });

  it('changes and deletes nothing of another organisation, whatever the statement says', async () => {
    const foreign = [...theirs.privateIds, theirs.organisationId, theirs.hubId];
    for (const table of guarded) {
      const [column] = await names(
        `SELECT column_name AS name FROM information_schema.columns WHERE table_name = $1 ORDER BY ordinal_position LIMIT 1`,
        [table],
      );
      for (const statement of [`UPDATE ${table} SET ${column} = ${column}`, `DELETE FROM ${table}`])
        expect([statement, idsIn(await touched(statement), foreign)]).toEqual([statement, []]);
    }
    expect(idsIn(await touched('DELETE FROM membership'), ours.privateIds)).not.toEqual([]);
  });

  it('lets an administrator write no row into another organisation', async () => {
    const steal = db.unitOfWork.run(ours.administrator.context, (tx) =>
      tx.query(`UPDATE membership SET organisation_id = $1 WHERE organisation_id = $2`, [
        theirs.organisationId,
        ours.organisationId,
      ]),
    );
    await expect(steal).rejects.toMatchObject({ driverError: { code: '42501' } });
    const plant = db.unitOfWork.run(ours.administrator.context, (tx) =>
      tx.query(
        `INSERT INTO membership (id, person_id, organisation_id, role) VALUES (gen_random_uuid(), $1, $2, 'org_admin')`,
        [ours.personId, theirs.organisationId],
      ),
    );
    await expect(plant).rejects.toMatchObject({ driverError: { code: '42501' } });
  });

  it.each([
    'UPDATE audit_entry SET action = action',
    'DELETE FROM audit_entry',
    'TRUNCATE audit_entry',
    'DELETE FROM audit_seal',
  ])('lets not even the product itself %s', async (sql) => {
    await expect(db.unitOfWork.run(SYSTEM, (tx) => tx.query(sql))).rejects.toMatchObject({
      driverError: { code: '42501' },
    });
  });
});
