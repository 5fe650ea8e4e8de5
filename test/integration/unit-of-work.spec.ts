import { SYSTEM, type Tx, violates } from '#libs/platform';
import { databases, type TestDatabase } from '../support/databases.js';

describe.each(databases)('A unit of work on $name', ({ open }) => {
  let db: TestDatabase;
  const write = (tx: Tx, n: number): void => tx.send(`INSERT INTO thing VALUES ($1)`, [n]);
  const things = async (): Promise<number[]> =>
    (await db.source.query<{ n: number }[]>(`SELECT n FROM thing ORDER BY n`)).map(({ n }) => n);

  beforeAll(async () => {
    db = await open('unit_of_work');
    await db.source.query(`CREATE TABLE thing (n integer CONSTRAINT thing_once PRIMARY KEY)`);
    await db.source.query(`GRANT ALL ON thing TO quindici_app`);
  }, 120_000);
  afterAll(() => db.stop());
  beforeEach(() => db.source.query(`TRUNCATE thing`));

  it('writes in their order what it sends and what it asks', async () => {
    const seen = await db.unitOfWork.run(SYSTEM, (tx) => {
      write(tx, 1);
      write(tx, 2);
      return tx.query(`SELECT n FROM thing ORDER BY n`);
    });
    expect(seen).toEqual([{ n: 1 }, { n: 2 }]);
    expect(await things()).toEqual([1, 2]);
  });

  it('fails with what refused a statement that it sent last, and leaves nothing', async () => {
    const work = db.unitOfWork.run(SYSTEM, (tx) => {
      write(tx, 1);
      write(tx, 1);
      return Promise.resolve('done');
    });
    const error: unknown = await work.catch((refusal: unknown) => refusal);
    expect(violates(error, 'thing_once')).toBe(true);
    expect(await things()).toEqual([]);
  });

  it('fails with the first refusal and not with what came of it', async () => {
    const work = db.unitOfWork.run(SYSTEM, async (tx) => {
      write(tx, 1);
      tx.send(`INSERT INTO thing VALUES (1)`, [], () => new Error('explained'));
      await tx.query(`SELECT 1`);
    });
    await expect(work).rejects.toThrow('explained');
    expect(await things()).toEqual([]);
  });

  it('is good for the next one after that', async () => {
    await expect(
      db.unitOfWork.run(SYSTEM, async (tx) => {
        write(tx, 3);
        await tx.query(`SELECT 1 / 0`);
      }),
    ).rejects.toThrow(/zero/);
    await db.unitOfWork.run(SYSTEM, (tx) => Promise.resolve(write(tx, 4)));
    expect(await things()).toEqual([4]);
  });
});
